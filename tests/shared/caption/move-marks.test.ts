import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideMarks } from '#shared/caption/move-marks.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { splitCaption } from '#shared/edit/commands/captions.ts'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import { splitItems } from '#shared/edit/commands/split-items.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { appendClip, documentOf, runOk } from '../edit/run-ok.ts'
import { openSession, seconds } from '../project/sample-document.ts'

/** The letters that are set apart, part by part. */
const apart = ({ text, marks = [] }: Pick<Caption, 'text' | 'marks'>): string =>
  marks.map(({ from, to }) => text.slice(from, to)).join('|')

const shown = (session: EditSession): readonly string[] => {
  const document = documentOf(session)
  const [track] = Object.values(document.captionTracks)
  return track ? captionsInOrder(document, track.id).map(({ caption }) => `${caption.text}: ${apart(caption)}`) : []
}

describe('what is set apart in a text that is divided', () => {
  it('stays with its letters, whatever the parts begin with', () => {
    const word = fc.constantFrom('the', 'cat', 'a', 'そら', 'é')
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), (words, cut, chosen) => {
        const text = words.join(' ')
        const at = 1 + (cut % (words.length - 1))
        const index = chosen % words.length
        const from = words.slice(0, index).join(' ').length + (index > 0 ? 1 : 0)
        const marks = [{ from, to: from + (words[index] ?? '').length, style: 'bold' as const }]
        const parts = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
        const divided = divideMarks({ text, marks }, parts).map((each, part) => apart({ text: parts[part] ?? '', ...each }))
        expect(divided).toEqual(index < at ? [words[index], ''] : ['', words[index]])
      }),
    )
  })

  const lesson = (): EditSession => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const words = ['the', 'cat', 'the', 'dog'].map((text, index) => ({
      text,
      offsetTicks: seconds(index),
      durationTicks: seconds(0.8),
      confidence: null,
    }))
    const marks = [
      { from: 0, to: 3, style: 'bold' as const },
      { from: 12, to: 15, style: '#ff0000' as const },
    ]
    const cue = { startTicks: seconds(1), endTicks: seconds(5), text: 'the cat the dog', words, marks }
    runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues: [cue] })
    return session
  }

  it('follows a caption that is split at the cursor', () => {
    const session = lesson()
    const [caption] = Object.values(documentOf(session).captions)
    if (!caption) throw new Error('no caption')
    runOk(session, splitCaption, { captionId: caption.id, atCharacter: 7 })
    expect(shown(session)).toEqual(['the cat: the', 'the dog: dog'])
  })

  it('follows a caption that is split on the timeline', () => {
    const session = lesson()
    const [caption] = Object.values(documentOf(session).captions)
    if (!caption) throw new Error('no caption')
    runOk(session, splitItems, { items: [{ kind: 'caption', id: caption.id }], atTicks: seconds(3) })
    expect(shown(session)).toEqual(['the cat: the', 'the dog: dog'])
  })

  it('goes and stays with the words of a cut, which show as one', () => {
    const session = lesson()
    runOk(session, cutStretches, { stretches: [{ startTicks: seconds(2), endTicks: seconds(4) }] })
    expect(shown(session)).toEqual(['the dog: the|dog'])
  })
})
