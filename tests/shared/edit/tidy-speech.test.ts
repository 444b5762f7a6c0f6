import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import { findTidy, savedTicks, usualTidyWish } from '#shared/edit/tidy-speech.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { createCaptionTrack, createMainClip } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { fillerKind } from '#shared/speech/fillers.ts'
import { findPauses, findQuiet } from '#shared/speech/find-silences.ts'
import { transcriptWords } from '#shared/speech/transcript-words.ts'
import { ticks } from '#shared/time/ticks.ts'
import { countingIds, emptyDocument, seconds, videoAsset } from '../project/sample-document.ts'
import { documentOf, runOk } from './run-ok.ts'

const trackId = 'cc' as CaptionTrackId
const track = createCaptionTrack(trackId, 'en')

/** Words at seconds of a clip of 20 s that is trimmed by one second on both sides. */
function lesson(words: readonly (readonly [text: string, from: number, to: number])[]): LessonDocument {
  const asset = videoAsset('talk', seconds(20))
  const clip = createMainClip('c' as ClipId, asset.id, seconds(1), seconds(19))
  const caption = {
    id: 'k' as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'clip' as const, clipId: clip.id, sourceTicks: seconds(0) },
    durationTicks: seconds(20),
    text: words.map(([text]) => text).join(' '),
    words: words.map(([text, from, to]) => ({
      text,
      offsetTicks: seconds(from),
      durationTicks: ticks(seconds(to) - seconds(from)),
      confidence: null,
    })),
    speaker: '',
    done: false,
  }
  return {
    ...emptyDocument(),
    assets: { [asset.id]: asset },
    clips: { [clip.id]: clip },
    mainTrack: [{ kind: 'clip', clipId: clip.id }],
    captionTracks: { [trackId]: track },
    captions: { [caption.id]: caption },
  }
}

/** Loud but for some stretches, in seconds. */
function loudness(quiet: readonly (readonly [number, number])[], length = 20) {
  const levels = new Uint8Array(length * 100).fill(30)
  for (const [from, to] of quiet) levels.fill(0, Math.round(from * 100), Math.round(to * 100))
  return { levels, levelsPerSecond: 100 }
}

const pausesOf = (document: LessonDocument, quiet: readonly (readonly [number, number])[]) =>
  findPauses(
    document,
    Object.values(document.clips).map((clip) => ({ clip, quiet: findQuiet(loudness(quiet), -40) })),
    [],
  )

describe('fillers', () => {
  it.each([
    ['Um,', 'en', 'sound'],
    ['uhhh…', 'en-US', 'sound'],
    ['er', 'en', 'sound'],
    ['er', 'de', null],
    ['err', 'en', null],
    ['mm', 'en', null],
    ['Ähm', 'de', 'sound'],
    ['eh', 'de', null],
    ['euh', 'fr', 'sound'],
    ['Este', 'es', 'word'],
    ['e', 'it', null],
    ['eh', 'es', 'sound'],
    ['えーと', 'ja', 'sound'],
    ['like', 'en', 'word'],
    ['umbrella', 'en', null],
    ['um', 'pt', null],
    ['...', 'en', null],
  ] as const)('%s in %s', (text, language, kind) => {
    expect(fillerKind(text, language)).toBe(kind)
  })
})

describe('tidying up', () => {
  it('finds pauses that are long enough, keeps a little around speech, and none of what is not played', () => {
    const document = lesson([
      ['one', 2, 3],
      ['two', 6, 7],
    ])
    const found = findTidy(
      document,
      track,
      pausesOf(document, [
        [0, 1.8],
        [3, 3.5],
        [4, 5.5],
      ]),
      usualTidyWish,
    )
    // The clip begins a second into its media; the first pause has speech on one side only.
    expect(found.map(({ span }) => [span.startTicks / 4000, span.endTicks / 4000])).toEqual([
      [0, 19],
      [95, 130],
    ])
    expect(found[1]).toMatchObject({ kind: 'pause', before: 'one', behind: 'two' })
  })

  it('leaves a clip alone that is silent from end to end, and where another voice is heard', () => {
    const document = lesson([])
    expect(pausesOf(document, [[0, 20]])).toEqual([])
    const heard = Object.values(document.clips).map((clip) => ({ clip, quiet: findQuiet(loudness([[5, 7]]), -40) }))
    expect(findPauses(document, heard, [])).toHaveLength(1)
    expect(findPauses(document, heard, [{ startTicks: seconds(5), endTicks: seconds(6) }])).toEqual([])
  })

  it('finds fillers, each with the words around it, real words only where they are asked for', () => {
    const document = lesson([
      ['So', 2, 2.4],
      ['um,', 2.6, 3],
      ['lava', 3.2, 3.6],
      ['like', 3.8, 4.1],
      ['flows', 4.3, 4.8],
    ])
    const found = findTidy(document, track, [], usualTidyWish)
    expect(found.map(({ kind, text, before, behind }) => [kind, text, before, behind])).toEqual([
      ['filler', 'um,', 'So', 'lava like flows'],
    ])
    expect(findTidy(document, track, [], { ...usualTidyWish, fillers: ['sound', 'word'] })).toHaveLength(2)
  })

  it('keeps no single picture between a pause and a filler', () => {
    const document = lesson([
      ['So', 2, 2.4],
      ['um,', 4, 4.4],
      ['lava', 4.5, 5],
    ])
    const [pause, filler] = findTidy(document, track, pausesOf(document, [[2.4, 3.95]]), usualTidyWish)
    expect([pause?.kind, filler?.kind]).toEqual(['pause', 'filler'])
    expect(pause?.span.endTicks).toBe(filler?.span.startTicks)
  })

  it('never takes a word, whatever is quiet, and saves what it says', () => {
    const instant = fc.integer({ min: 0, max: 1900 }).map((at) => at / 100)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(instant, fc.integer({ min: 5, max: 80 })), { maxLength: 12 }),
        fc.array(fc.tuple(instant, fc.integer({ min: 1, max: 400 })), { maxLength: 12 }),
        (spoken, quiet) => {
          let free = 0
          const words = spoken
            .toSorted((a, b) => a[0] - b[0])
            .map(([at, length], index) => {
              const from = Math.max(at, free)
              free = from + length / 100
              return [index % 4 === 3 ? 'um' : `w${index}`, from, free] as const
            })
          const before = lesson(words)
          const pauses = pausesOf(
            before,
            quiet.map(([at, length]) => [at, Math.min(20, at + length / 100)] as const),
          )
          const found = findTidy(before, track, pauses, usualTidyWish)
          if (found.length === 0) return
          const kept = transcriptWords(before, trackId).filter(({ text }) => text !== 'um')
          for (const { span } of found)
            for (const word of kept)
              expect(word.span.endTicks <= span.startTicks || word.span.startTicks >= span.endTicks).toBe(true)
          const session = new EditSession(before, countingIds())
          runOk(session, cutStretches, { stretches: found.map(({ span }) => span) })
          const after = documentOf(session)
          expect(deriveTimeline(after).durationTicks).toBe(deriveTimeline(before).durationTicks - savedTicks(found))
          const texts = transcriptWords(after, trackId).map(({ text }) => text)
          expect(texts.filter((text) => text !== 'um')).toEqual(kept.map(({ text }) => text))
        },
      ),
    )
  })
})
