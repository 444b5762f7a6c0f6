import { describe, expect, it } from 'vitest'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { trackCues } from '#shared/caption/track-cues.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from '../edit/run-ok.ts'

/** Words that begin at these seconds of a caption, each 0.4 s long. */
const wordsAt = (...words: readonly (readonly [string, number])[]) =>
  words.map(([text, at]) => ({ text, offsetTicks: seconds(at), durationTicks: seconds(0.4), confidence: null }))

/** What is shown of a cue that was imported over two clips of 4 s, and how many captions hold it. */
function importOverCut(cue: ImportedCue): { readonly shown: readonly ImportedCue[]; readonly texts: readonly string[] } {
  const session = openSession()
  appendClip(session, 'alpha', 4)
  appendClip(session, 'beta', 4)
  runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues: [cue] })
  const document = documentOf(session)
  expect(checkInvariants(document)).toEqual([])
  const [track] = Object.values(document.captionTracks)
  return { shown: track ? trackCues(document, track.id) : [], texts: Object.values(document.captions).map(({ text }) => text) }
}

describe('a caption of a file that runs over a cut', () => {
  const cue = {
    startTicks: seconds(3),
    endTicks: seconds(6),
    text: 'Lava flows here and cools there',
    words: wordsAt(['Lava', 0], ['flows', 0.5], ['here', 1.1], ['and', 1.6], ['cools', 2], ['there', 2.5]),
    marks: [
      { from: 5, to: 10, style: 'bold' as const },
      { from: 20, to: 25, style: '#ff0000' as const },
    ],
  }

  it('keeps the times of its words and what is set apart, each with the clip in which it is said', () => {
    expect(importOverCut(cue)).toEqual({ shown: [cue], texts: ['Lava flows', 'here and cools there'] })
  })

  it('keeps its times where all words are said before the cut', () => {
    const early = { ...cue, text: 'Lava flows', words: wordsAt(['Lava', 0], ['flows', 0.5]), marks: [] }
    const { shown, texts } = importOverCut(early)
    expect(shown[0]).toMatchObject({ text: early.text, words: early.words, endTicks: early.endTicks })
    expect(texts).toEqual(['Lava flows', 'Lava flows'])
  })

  it('is whole on both sides where its words stand without spaces, or are not known', () => {
    const text = '溶岩が流れる'
    expect(importOverCut({ ...cue, text, words: wordsAt(['溶岩が', 0], ['流れる', 2]), marks: [] }).texts).toEqual([text, text])
    expect(importOverCut({ startTicks: cue.startTicks, endTicks: cue.endTicks, text }).texts).toEqual([text, text])
  })
})
