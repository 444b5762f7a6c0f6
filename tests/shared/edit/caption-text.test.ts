import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearCaptions, importCaptions, setCaptionTrack, shiftCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { divideCaption, replaceInCaptions } from '#shared/edit/commands/caption-text.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

type Cue = readonly [from: number, to: number, text: string]

function captioned(...cues: readonly Cue[]): { readonly session: EditSession; readonly captionTrackId: CaptionTrackId } {
  const session = openSession()
  appendClip(session, 'alpha', 20)
  appendClip(session, 'beta', 20)
  runOk(session, importCaptions, {
    track: { language: 'en', kind: 'captions' },
    cues: cues.map(([from, to, text]) => ({ startTicks: seconds(from), endTicks: seconds(to), text })),
  })
  const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
  if (!captionTrackId) throw new Error('no track')
  return { session, captionTrackId }
}

const listOf = (session: EditSession, captionTrackId: CaptionTrackId): readonly Cue[] =>
  captionsInOrder(documentOf(session), captionTrackId).map(
    ({ caption, span }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), caption.text] as const,
  )

describe('replacing in all captions', () => {
  it('is one step that undo takes back whole, and leaves other tracks alone', () => {
    const { session, captionTrackId } = captioned([1, 2, 'Red lava'], [3, 4, 'lava, LAVA'], [5, 6, 'Rock'])
    runOk(session, importCaptions, {
      track: { language: 'de', kind: 'subtitles' },
      cues: [{ startTicks: seconds(1), endTicks: seconds(2), text: 'lava' }],
    })
    const before = documentOf(session)
    runOk(session, replaceInCaptions, { captionTrackId, find: 'lava', matchCase: false, replacement: 'magma' })
    expect(listOf(session, captionTrackId).map(([, , text]) => text)).toEqual(['Red magma', 'magma, magma', 'Rock'])
    expect(Object.values(documentOf(session).captions).filter(({ text }) => text === 'lava')).toHaveLength(1)
    session.undo()
    expect(documentOf(session)).toEqual(before)
  })
})

describe('dividing a caption', () => {
  it('gives a pasted text the time that reading it takes, up to the next caption', () => {
    const text = 'Lava is molten rock that flows. It cools down in the sea and becomes rock again.'
    const { session, captionTrackId } = captioned([1, 2, text], [30, 31, 'Next'])
    runOk(session, divideCaption, { captionId: idOf(session, text) })
    const list = listOf(session, captionTrackId)
    expect(list.map(([, , words]) => words)).toEqual([
      'Lava is molten rock that flows.',
      'It cools down in the sea and becomes rock',
      'again.',
      'Next',
    ])
    expect([list[0]?.[0], list[1]?.[0]]).toEqual([1, list[0]?.[1]])
    expect(list[2]?.[1]).toBeCloseTo(1 + 78 / 17, 1)
    expect(documentOf(session).captions[selectedId(session, 'caption')]?.text).toBe('Lava is molten rock that flows.')
  })

  it('refuses ten thousand letters for which there is no time, and changes nothing', () => {
    const text = 'lava '.repeat(2000).trim()
    const { session } = captioned([1, 2, text])
    const before = documentOf(session)
    const refused = session.run(divideCaption, { captionId: idOf(session, text) })
    expect(refused.ok ? null : refused.error).toMatchObject({ code: 'edit.caption-divide-room', params: { seconds: 39 } })
    expect(documentOf(session)).toBe(before)
  })

  it('keeps every word, in order, inside the lesson', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}[.!]?$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 90 }), fc.integer({ min: 0, max: 17 }), (words, from) => {
        const text = words.join(' ')
        const { session, captionTrackId } = captioned([from, from + 2, text])
        if (!session.run(divideCaption, { captionId: idOf(session, text) }).ok) return
        expect(checkInvariants(documentOf(session))).toEqual([])
        const list = listOf(session, captionTrackId)
        expect(list.map(([, , part]) => part).join(' ')).toBe(text)
        expect(list[0]?.[0]).toBeCloseTo(from)
        expect(list.at(-1)?.[1]).toBeLessThanOrEqual(40)
      }),
      { numRuns: 40 },
    )
  })
})

describe('all captions of a track', () => {
  it('shift from an instant on', () => {
    const { session, captionTrackId } = captioned([1, 2, 'a'], [3, 4, 'b'], [5, 6, 'c'])
    runOk(session, shiftCaptions, { captionTrackId, deltaTicks: seconds(0.5), fromTicks: seconds(3) })
    expect(listOf(session, captionTrackId)).toEqual([
      [1, 2, 'a'],
      [3.5, 4.5, 'b'],
      [5.5, 6.5, 'c'],
    ])
  })

  it('go at once, and their track stays', () => {
    const { session, captionTrackId } = captioned([1, 2, 'a'], [3, 4, 'b'])
    runOk(session, setCaptionTrack, { captionTrackId, changes: { language: 'fr', kind: 'subtitles' } })
    runOk(session, clearCaptions, { captionTrackId })
    expect(listOf(session, captionTrackId)).toEqual([])
    expect(documentOf(session).captionTracks[captionTrackId]).toMatchObject({ language: 'fr', kind: 'subtitles' })
    session.undo()
    expect(listOf(session, captionTrackId)).toHaveLength(2)
  })
})

function idOf(session: EditSession, text: string) {
  const caption = Object.values(documentOf(session).captions).find((each) => each.text === text)
  if (!caption) throw new Error('no such caption')
  return caption.id
}
