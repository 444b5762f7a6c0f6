import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCaptionTrack, importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { editCaption } from '#shared/edit/commands/captions.ts'
import { captionFromScript, typeCaption } from '#shared/edit/commands/script-captions.ts'
import type { ShotCuts } from '#shared/edit/place-speech.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { ticks, ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

/** Two clips of 20 s, one after the other. */
function openLesson(): { readonly session: EditSession; readonly captionTrackId: CaptionTrackId } {
  const session = openSession()
  appendClip(session, 'alpha', 20)
  appendClip(session, 'beta', 20)
  runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
  const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
  if (!captionTrackId) throw new Error('no track')
  return { session, captionTrackId }
}

/** One word each half second from an instant on. */
const say = (from: number, text: string): readonly SpokenWord[] =>
  text.split(' ').map((word, index) => ({
    text: word,
    startTicks: seconds(from + index / 2),
    endTicks: seconds(from + index / 2 + 0.4),
    confidence: null,
  }))

const listOf = (session: EditSession) => {
  const document = documentOf(session)
  return Object.values(document.captions)
    .map((caption) => ({ ...captionStretch(document, caption), caption }))
    .toSorted((a, b) => a.startTicks - b.startTicks)
}
const shown = (session: EditSession) =>
  listOf(session).map(({ startTicks, caption }) => [ticksToSeconds(startTicks), caption.text] as const)

describe('typing captions', () => {
  it('adds what was typed when it was said, checked, as one step', () => {
    const { session, captionTrackId } = openLesson()
    const before = documentOf(session)
    runOk(session, typeCaption, {
      captionTrackId,
      words: say(3, 'Lava flows down the mountain and cools slowly at its foot'),
      endTicks: seconds(9),
    })
    expect(shown(session)[0]?.[0]).toBe(3)
    expect(
      shown(session)
        .map(([, text]) => text)
        .join(' '),
    ).toBe('Lava flows down the mountain and cools slowly at its foot')
    expect(listOf(session).every(({ caption, endTicks }) => caption.done && endTicks <= seconds(9))).toBe(true)
    expect(listOf(session)[0]?.caption.words[1]?.offsetTicks).toBe(seconds(0.5))
    session.undo()
    expect(documentOf(session)).toEqual(before)
  })

  it('ends the caption before where the next begins, and goes around those that are there', () => {
    const { session, captionTrackId } = openLesson()
    runOk(session, typeCaption, { captionTrackId, words: say(1, 'One'), endTicks: seconds(6) })
    runOk(session, typeCaption, { captionTrackId, words: say(1.6, 'Two'), endTicks: seconds(3) })
    const [one, two] = listOf(session)
    expect(one?.endTicks).toBeLessThanOrEqual(two?.startTicks ?? 0)
    expect(shown(session).map(([, text]) => text)).toEqual(['One', 'Two'])
  })

  it('goes over a cut in two captions', () => {
    const { session, captionTrackId } = openLesson()
    runOk(session, typeCaption, { captionTrackId, words: say(18.5, 'before the cut and behind it'), endTicks: seconds(24) })
    expect(shown(session)).toEqual([
      [18.5, 'before the cut'],
      [20, 'and behind it'],
    ])
  })
})

describe('captions from a script', () => {
  it('keeps what a person checked and replaces the rest', () => {
    const { session, captionTrackId } = openLesson()
    const cue = (from: number, text: string) => ({ startTicks: seconds(from), endTicks: seconds(from + 2), text })
    runOk(session, importCaptions, { track: captionTrackId, cues: [cue(1, 'old'), cue(4, 'checked'), cue(30, 'old')] })
    const checked = Object.values(documentOf(session).captions).find(({ text }) => text === 'checked')
    if (!checked) throw new Error('no caption')
    runOk(session, editCaption, { captionId: checked.id, changes: { done: true } })
    runOk(session, captionFromScript, { captionTrackId, words: say(1, 'a b c d e f g h i j k l m n') })
    const texts = shown(session).map(([, text]) => text)
    expect(texts).toContain('checked')
    expect(texts).not.toContain('old')
    // The words at 4 to 6 s are those of the checked caption.
    expect(texts.filter((text) => text !== 'checked').join(' ')).toBe('a b c d e f k l m n')
  })

  it('breaks where a shot changes within a clip', () => {
    const words = say(1, 'one two three four five six seven eight nine')
    const firsts = (shotCuts: ShotCuts): readonly string[] => {
      const { session, captionTrackId } = openLesson()
      runOk(session, captionFromScript, { captionTrackId, words, shotCuts })
      return shown(session).map(([, text]) => text.split(' ')[0] ?? '')
    }
    const asset = Object.values(documentOf(openLesson().session).clips)[0]?.assetId
    if (!asset) throw new Error('no clip')
    // "four" begins at 2.5 s; a change 0.1 s later is where its caption begins.
    expect(firsts(new Map([[asset, [seconds(2.5)]]]))).toContain('four')
    expect(firsts(new Map([[asset, [seconds(3.1)]]]))).toContain('five')
  })

  it('makes captions in order that never overlap, with all words inside the lesson', () => {
    const anyWords = fc.array(
      fc.record({
        text: fc.stringMatching(/^[a-z]{1,10}[.,]?$/),
        pause: fc.nat(200_000),
        length: fc.integer({ min: 1, max: 90_000 }),
      }),
      {
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(anyWords, (parts) => {
        const { session, captionTrackId } = openLesson()
        let at = 0
        const words = parts.map(({ text, pause, length }): SpokenWord => {
          const startTicks = ticks(at + pause)
          at = startTicks + length
          return { text, startTicks, endTicks: ticks(at), confidence: null }
        })
        runOk(session, captionFromScript, { captionTrackId, words })
        const list = listOf(session)
        expect(checkInvariants(documentOf(session))).toEqual([])
        expect(list.map(({ caption }) => caption.text).join(' ')).toBe(
          words
            .filter(({ startTicks }) => startTicks < seconds(40))
            .map(({ text }) => text)
            .join(' '),
        )
        list.slice(1).forEach((entry, index) => expect(entry.startTicks).toBeGreaterThanOrEqual(list[index]?.endTicks ?? 0))
      }),
      { numRuns: 60 },
    )
  })
})
