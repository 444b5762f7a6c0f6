import { describe, expect, test } from 'vitest'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { itemsAt } from '#shared/overlay/pose.ts'
import { speakWords, type SpokenWord } from '#shared/overlay/spoken-words.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption, CaptionStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { documentOf } from './sample-overlays.ts'

const seconds = secondsToTicks
const span = { startTicks: seconds(1), endTicks: seconds(5) }
const word = (text: string, from: number, to: number): SpokenWord => ({ text, startTicks: seconds(from), endTicks: seconds(to) })
const told = (words: readonly SpokenWord[]) =>
  words.map(({ text, startTicks, endTicks }) => [text, startTicks / 120_000, endTicks / 120_000])

describe('when words are said', () => {
  test('their own times count; a short silence belongs to the word before', () => {
    const words = [word('One', 1, 1.5), word('two', 1.8, 2), word('three', 4, 4.5)]
    expect(told(speakWords('One two, three', words, span))).toEqual([
      ['One', 1, 1.8],
      ['two', 1.8, 2],
      ['three', 4, 4.5],
    ])
  })

  test('without times, or with those of another text, the caption is shared out by letters', () => {
    expect(told(speakWords('aaa aaa', [], span))).toEqual([
      ['aaa', 1, 3],
      ['aaa', 3, 5],
    ])
    expect(told(speakWords('New text', [word('Old', 1, 2)], span)).map(([text]) => text)).toEqual(['New', 'text'])
    expect(speakWords('', [], span)).toEqual([])
  })

  test('syllables join where their letters do, ideographs stay apart', () => {
    const arabic = [word('سل', 1, 2), word('ام', 2, 3)]
    expect(told(speakWords('سلام', arabic, span))).toEqual([['سلام', 1, 3]])
    const japanese = [word('左', 1, 2), word('に', 2, 3)]
    expect(told(speakWords('左に', japanese, span))).toHaveLength(2)
  })
})

const trackId = 'en' as CaptionTrackId
const measure = (_fontId: string, sizePx: number, text: string): number => [...text].length * sizePx * 0.5

function documentWith(
  animation: CaptionStyle['animation'],
  text: string,
  words: Caption['words'] = [],
  speaker = '',
): LessonDocument {
  const track = createCaptionTrack(trackId, 'en')
  const caption: Caption = {
    id: 'c' as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: seconds(1) },
    durationTicks: seconds(4),
    text,
    words,
    speaker,
    done: false,
  }
  return {
    ...documentOf([]),
    captionTracks: { [trackId]: { ...track, style: { ...track.style, animation } } },
    captions: { [caption.id]: caption },
  }
}

const timed = (text: string, from: number, length: number) => ({
  text,
  offsetTicks: seconds(from),
  durationTicks: seconds(length),
  confidence: null,
})

describe('captions word by word', () => {
  test('karaoke colours the word that is said, and no other', () => {
    const words = [timed('Press', 0, 1), timed('the', 1, 0.5), timed('edges', 3, 1)]
    const [overlay] = captionsToOverlays(documentWith('karaoke', 'Press the edges', words, 'Ana'), trackId, measure)
    if (!overlay) throw new Error('no caption')
    const coloured = (second: number) =>
      itemsAt(overlay, seconds(second)).flatMap((item) => (item.kind === 'text' && item.fill === '#ffd54a' ? [item.text] : []))
    expect([1.2, 2.2, 3, 4.5].map(coloured)).toEqual([['Press'], ['the'], [], ['edges']])
    const all = (second: number) =>
      itemsAt(overlay, seconds(second)).flatMap((item) => (item.kind === 'text' ? [item.text.trim()] : []))
    for (const second of [1.2, 2.2, 3, 4.5]) expect(all(second).join(' ')).toBe('Ana: Press the edges')
  })

  test('the letters stand where they stand without colour, to a pixel', () => {
    const xOf = (animation: CaptionStyle['animation'], ink: string) => {
      const [overlay] = captionsToOverlays(documentWith(animation, 'Press the edges'), trackId, measure)
      const items = overlay ? itemsAt(overlay, seconds(1)) : []
      return items.flatMap((item) =>
        item.kind === 'text' && item.text.includes(ink) ? [item.x + item.text.indexOf(ink) * 38] : [],
      )[0]
    }
    expect(Math.abs((xOf('karaoke', 'edges') ?? 0) - (xOf('plain', 'edges') ?? 0))).toBeLessThanOrEqual(1)
  })

  test('one word at a time fills the caption without a gap, short words together', () => {
    const words = [timed('A', 0, 0.1), timed('brake', 0.1, 0.9), timed('stops', 1, 1)]
    const overlays = captionsToOverlays(documentWith('word', 'A brake stops', words), trackId, measure)
    expect(overlays.map(({ id, startTicks, endTicks }) => [id, startTicks / 120_000, endTicks / 120_000])).toEqual([
      ['c-1', 1, 2],
      ['c-2', 2, 5],
    ])
    expect(new Set(overlays.map(({ box }) => box.y + box.height)).size).toBe(1)
    expect(ticks(overlays[0]?.endTicks ?? 0)).toBe(overlays[1]?.startTicks)
  })
})
