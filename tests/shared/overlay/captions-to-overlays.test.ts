import { expect, test } from 'vitest'
import { findUncoveredLetters } from '#shared/lesson/find-uncovered-letters.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { createCaptionTrack, createDocument } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId, GapId, LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const trackId = 'en' as CaptionTrackId

function documentWith(cues: readonly (readonly [id: string, start: number, length: number, text: string])[]): LessonDocument {
  const captions = cues.map(([id, start, length, text]): Caption => ({
    id: id as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: secondsToTicks(start) },
    durationTicks: secondsToTicks(length),
    text,
    words: [],
    speaker: '',
    done: false,
  }))
  return {
    ...createDocument('lesson' as LessonId, 'Lesson', 'en'),
    mainTrack: [{ kind: 'gap', id: 'gap' as GapId, durationTicks: secondsToTicks(10) }],
    captionTracks: { [trackId]: createCaptionTrack(trackId, 'en') },
    captions: Object.fromEntries(captions.map((caption) => [caption.id, caption])),
  }
}

const measure = (_fontId: string, sizePx: number, text: string): number => text.length * sizePx * 0.5

function panelOf(overlays: ReturnType<typeof captionsToOverlays>, id: string): { top: number; bottom: number } {
  const overlay = overlays.find((candidate) => candidate.id === id)
  const ys = overlay?.items.flatMap((item) => (item.kind === 'shape' ? item.corners.map(({ y }) => y) : [])) ?? []
  return { top: Math.min(...ys), bottom: Math.max(...ys) }
}

test('captions show at their time, in order, and end with the lesson', () => {
  const overlays = captionsToOverlays(
    documentWith([
      ['b', 9, 4, 'Late'],
      ['a', 1, 2, 'Early'],
      ['c', 5, 1, ' '],
    ]),
    trackId,
    measure,
  )
  expect(overlays.map(({ id, startTicks, endTicks }) => [id, startTicks, endTicks])).toEqual([
    ['a', secondsToTicks(1), secondsToTicks(3)],
    ['b', secondsToTicks(9), secondsToTicks(10)],
  ])
})

test('captions that overlap in time stand above each other, and the next one is back at the bottom', () => {
  const overlays = captionsToOverlays(
    documentWith([
      ['a', 0, 4, 'First'],
      ['b', 1, 4, 'Second'],
      ['c', 2, 1, 'Third'],
      ['d', 4, 2, 'Fourth'],
      ['e', 7, 1, 'Fifth'],
    ]),
    trackId,
    measure,
  )
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((id) => panelOf(overlays, id))
  expect(b?.bottom).toBeLessThan(a?.top ?? 0)
  expect(c?.bottom).toBeLessThan(b?.top ?? 0)
  expect(d).toEqual(a)
  expect(e).toEqual(a)
})

test('an unknown track has no captions', () => {
  expect(captionsToOverlays(documentWith([['a', 0, 1, 'x']]), 'fr' as CaptionTrackId, measure)).toEqual([])
})

test('a caption is drawn, and checked for letters, with the name of who speaks', () => {
  const document = documentWith([['a', 1, 2, 'Hello']])
  const spoken = Object.values(document.captions).map((caption) => [caption.id, { ...caption, speaker: 'Zoë 한' }])
  const named = { ...document, captions: Object.fromEntries(spoken) as LessonDocument['captions'] }
  const words = captionsToOverlays(named, trackId, measure).flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])),
  )
  expect(words.join('')).toMatch(/^Zoë .*: ?Hello$/)
  expect(findUncoveredLetters(named)).toMatchObject([{ code: 'letters-uncovered', params: { letters: '한' } }])
})

test('of an emphasised phrase, each word stands out while it is the only one that shows', () => {
  const document = documentWith([['a', 0, 4, 'the big tide comes']])
  const [caption, track] = [document.captions['a' as CaptionId], document.captionTracks[trackId]]
  if (!caption || !track) throw new Error('no caption')
  const style = { ...track.style, animation: 'word' as const, highlight: 'letters' as const, highlightColour: '#ff0000' }
  const overlays = captionsToOverlays(
    {
      ...document,
      captionTracks: { [trackId]: { ...track, style } },
      captions: { [caption.id]: { ...caption, emphasis: ['big tide'] } },
    },
    trackId,
    measure,
  )
  const lit = overlays.map(({ items }) =>
    items.flatMap((item) => (item.kind === 'text' ? [[item.text, item.fill === '#ff0000']] : [])),
  )
  expect(lit.flat()).toEqual([
    ['the', false],
    ['big', true],
    ['tide', true],
    ['comes', false],
  ])
})
