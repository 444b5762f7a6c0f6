import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captionStyles } from '#shared/caption/styles.ts'
import { drawnMarks, inkLength, marksBehind, placeMarks } from '#shared/overlay/caption-marks.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { stretchesOf } from '#shared/overlay/caption-stretches.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { Caption, CaptionMark, CaptionStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { documentOf } from './sample-overlays.ts'

const trackId = 'en' as CaptionTrackId
const measure = (_fontId: string, sizePx: number, text: string): number => [...text].length * sizePx * 0.5

function captionOf(text: string, marks: readonly CaptionMark[], extra: Partial<Caption> = {}): Caption {
  return {
    id: 'c' as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: ticks(0) },
    durationTicks: secondsToTicks(4),
    text,
    words: [],
    speaker: '',
    done: false,
    marks,
    ...extra,
  }
}

function documentWith(caption: Caption, style: CaptionStyle) {
  const track = { ...createCaptionTrack(trackId, 'en'), style }
  return { ...documentOf([]), captionTracks: { [trackId]: track }, captions: { [caption.id]: caption } }
}

const itemsOf = (caption: Caption, style: CaptionStyle) =>
  captionsToOverlays(documentWith(caption, style), trackId, measure).flatMap(({ items }) => items)
const lettersOf = (caption: Caption, style: CaptionStyle) =>
  itemsOf(caption, style).flatMap((item) => (item.kind === 'text' && !item.ground ? [[item.text.trim(), item.fill]] : []))

const hot: CaptionMark = { from: 8, to: 11, style: '#80ffc8' }

describe('stretches of a caption that are set apart', () => {
  test('have their colour and their line, whatever way the words are shown', () => {
    const caption = captionOf('Lava is hot stuff', [hot, { from: 0, to: 4, style: 'underline' }])
    expect(lettersOf(caption, captionStyles.boxed)).toContainEqual(['hot', '#80ffc8'])
    expect(lettersOf(caption, captionStyles.karaoke)).toContainEqual(['hot', '#80ffc8'])
    expect(lettersOf(caption, captionStyles.word)).toContainEqual(['hot', '#80ffc8'])
    const lines = (style: CaptionStyle) => itemsOf(caption, style).filter(({ kind }) => kind === 'shape').length
    const bare = (style: CaptionStyle) =>
      itemsOf(captionOf(caption.text, []), style).filter(({ kind }) => kind === 'shape').length
    expect(lines(captionStyles.boxed) - bare(captionStyles.boxed)).toBe(1)
    // With an edge, as the letters have one.
    expect(lines(captionStyles.plain) - bare(captionStyles.plain)).toBe(2)
  })

  test('have a line as thick as their letters are large', () => {
    const caption = captionOf('Lava is hot', [{ from: 0, to: 4, style: 'underline' }], { emphasis: ['Lava'] })
    const thickness = (emphasisScale: number): number => {
      const shapes = itemsOf(caption, { ...captionStyles.boxed, emphasisScale }).filter((item) => item.kind === 'shape')
      const heights = shapes.map(({ corners }) => Math.max(...corners.map(({ y }) => y)) - Math.min(...corners.map(({ y }) => y)))
      return Math.min(...heights)
    }
    expect(thickness(1.6)).toBeGreaterThan(thickness(1))
  })

  test('are bold and slanted, together or each for itself, where other words keep their place', () => {
    const bare = captionOf('Lava is hot stuff', [])
    const caption = captionOf('Lava is hot stuff', [
      { from: 0, to: 7, style: 'bold' },
      { from: 5, to: 11, style: 'italic' },
    ])
    const shapes = itemsOf(caption, captionStyles.boxed).flatMap((item) =>
      item.kind === 'text' && item.text.trim() !== '' ? [[item.text.trim(), item.bold ?? false, item.slanted ?? false]] : [],
    )
    expect(shapes).toEqual([
      ['Lava', true, false],
      ['is', true, true],
      ['hot', false, true],
      ['stuff', false, false],
    ])
    const boxes = (of: Caption) => itemsOf(of, captionStyles.boxed).filter(({ kind }) => kind === 'shape')
    expect(boxes(caption)).toEqual(boxes(bare))
    const lit = itemsOf({ ...caption, emphasis: ['is'] }, captionStyles.boxed)
    const text = lit.find((item) => item.kind === 'text' && item.text.trim() === 'is')
    expect(text).toMatchObject({ bold: true, slanted: true, fill: captionStyles.boxed.highlightColour })
  })

  test('keep the colour of the captions where their own cannot be read', () => {
    const dark = captionOf('Lava is hot stuff', [{ ...hot, style: '#202020' }])
    expect(lettersOf(dark, captionStyles.boxed).map(([, fill]) => fill)).toEqual(['#ffffff'])
    expect(lettersOf(dark, captionStyles.easy).map(([, fill]) => fill)).toContain('#202020')
  })

  test('are found behind the name of who speaks and over lines that are broken anew', () => {
    const caption = captionOf('  Lava\n is  hot', [{ from: 12, to: 15, style: '#80ffc8' }], { speaker: 'Ana' })
    expect(lettersOf(caption, captionStyles.boxed)).toContainEqual(['hot', '#80ffc8'])
    const span = { startTicks: ticks(0), endTicks: secondsToTicks(4) }
    const { text, marks } = stretchesOf(documentWith(caption, captionStyles.word), caption, span, captionStyles.word)
    expect(marks.map(({ from, to, style }) => [text.slice(from, to), style])).toEqual([['hot', '#80ffc8']])
  })

  test('never divide letters that join', () => {
    const [place] = placeMarks(['مرحبا بكم'], [{ from: 2, to: 3, style: 'underline' }])
    expect(place).toMatchObject({ start: 0, end: 5 })
  })

  test('lie inside the text, whatever it is', () => {
    const anyText = fc
      .array(fc.constantFrom('a', 'é', ' ', '\n', 'ش', '東', '👨‍👩‍👧', '\u00ad', '\u3000', 'e\u0301'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(anyText, fc.nat(30), fc.integer({ min: 1, max: 30 }), fc.nat(30), (text, from, length, before) => {
        const caption = captionOf(text, [{ from, to: from + length, style: 'underline' }])
        const marks = marksBehind(drawnMarks(caption, captionStyles.boxed), before)
        for (const { start, end } of placeMarks([text], marks)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
        expect(inkLength(text)).toBeLessThanOrEqual(text.normalize('NFC').length)
        for (const style of [captionStyles.boxed, captionStyles.marker, captionStyles.word]) itemsOf(caption, style)
      }),
      { numRuns: 60 },
    )
  })
})
