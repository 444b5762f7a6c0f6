import { describe, expect, it } from 'vitest'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import type { Lesson } from '#shared/lesson/lesson-schema.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import type { OverlayId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { compileOk, problemsOf, sampleFacts, videoFacts } from './lesson-sample.ts'

const logo: FileFacts = {
  ...videoFacts('logo', 1),
  kind: 'image',
  interpretation: null,
  imageSize: { width: 300, height: 200 },
}
const facts = new Map([...sampleFacts, ['logo.png', logo]])

/** Uses every key of every kind of overlay. */
const drawn: Lesson = {
  id: 'drawn',
  title: 'Drawn over',
  language: 'en',
  canvas: '9:16',
  clips: [
    { file: 'a.mp4', out: 8, speed: 2 },
    { file: 'media/b.mp4', out: 4 },
  ],
  overlays: [
    {
      type: 'title',
      text: 'Two\nlines',
      start: 0.5,
      end: 3.5,
      place: 'top',
      x: 10,
      y: 200,
      rotation: -4,
      opacity: 0.9,
      enter: { kind: 'type', seconds: 1 },
      leave: { kind: 'fade', seconds: 0.2 },
      altText: 'The title',
      size: 120,
      width: 800,
      height: 300,
      font: 'Noto Sans',
      weight: 700,
      align: 'start',
      colour: '#ffee00',
      boxColour: '#102030',
      outlineColour: '#000000',
    },
    { type: 'sticker', sticker: '🎉', start: 1, end: 2, size: 300, move: [{ at: 0.5, y: -100, scale: 1.5, easing: 'linear' }] },
    {
      type: 'image',
      file: 'logo.png',
      start: 3,
      end: 5,
      place: 'bottom-right',
      width: 150,
      crop: { x: 0.25, y: 0, width: 0.5, height: 0.8 },
      enter: { kind: 'slide' },
    },
    { type: 'shape', shape: 'arrow', start: 4, end: 6, width: 300, height: 90, stroke: '#ff0000', strokeWidth: 20 },
    { type: 'shape', shape: 'rectangle', start: 5, end: 6, fill: '#00000080', radius: 20, leave: { kind: 'pop' } },
  ],
}

const measure = (_fontId: string, sizePx: number, text: string): number => text.length * sizePx * 0.5

describe('overlays of a lesson.json', () => {
  const { document, warnings } = compileOk(drawn, facts)

  it('become a sound document', () => {
    expect(documentSchema.parse(document)).toEqual(document)
    expect(checkInvariants(document)).toEqual([])
    expect(warnings).toEqual([])
    expect(Object.values(document.assets).map(({ kind }) => kind)).toEqual(['video', 'video', 'image'])
  })

  it('show at their seconds, also where the clip plays at another speed and over a cut', () => {
    const shown = documentOverlays(document, measure).map(({ id, startTicks, endTicks }) => [id, startTicks, endTicks])
    const seconds = (id: string, from: number, to: number) => [id, secondsToTicks(from), secondsToTicks(to)]
    expect(shown).toHaveLength(5)
    expect(shown).toContainEqual(seconds('overlay-1', 0.5, 3.5))
    expect(shown).toContainEqual(seconds('overlay-2', 1, 2))
    expect(shown).toContainEqual(seconds('overlay-3', 3, 5))
    expect(document.overlays['overlay-2' as OverlayId]?.anchor.kind).toBe('clip')
    expect(document.overlays['overlay-3' as OverlayId]?.anchor.kind).toBe('timeline')
  })

  it('lie above those that stand before them in the list', () => {
    const order = (id: string): number =>
      document.tracks[document.overlays[id as OverlayId]?.trackId ?? ('' as never)]?.order ?? -1
    expect(order('overlay-2')).toBeGreaterThan(order('overlay-1'))
    expect(order('overlay-5')).toBeGreaterThan(order('overlay-4'))
  })

  it('come back from the document as they were', () => {
    const { lesson, dropped } = decompileLesson(document)
    expect(dropped).toEqual([])
    expect(compileOk(JSON.parse(JSON.stringify(lesson)), facts).document.overlays).toEqual(document.overlays)
    expect(lesson.overlays?.[1]).toEqual(drawn.overlays?.[1])
  })

  it('tell what lesson.json cannot say', () => {
    const title = document.overlays['overlay-1' as OverlayId]
    if (title?.content.kind !== 'text') throw new Error('no title')
    const content = { ...title.content, style: { ...title.content.style, lineHeight: 2 } }
    const changed = { ...document, overlays: { ...document.overlays, [title.id]: { ...title, content } } }
    expect(decompileLesson(changed).dropped).toEqual([
      { path: 'overlays.overlay-1', what: 'parts of the look of a title, picture or shape' },
    ])
  })

  it('are refused with what to write', () => {
    const withOverlay = (overlay: unknown) => problemsOf({ ...drawn, overlays: [overlay] }, facts)
    expect(withOverlay({ type: 'title', text: 'x', start: 2, end: 2 })).toEqual([
      'overlays[0].end: write more than 2, which is where it appears',
    ])
    expect(withOverlay({ type: 'sticker', sticker: 'nonsense', start: 0, end: 1 })).toEqual([
      'overlays[0].sticker: write the name of a sticker, such as "star", or one emoji, such as "🎉"',
    ])
    expect(withOverlay({ type: 'image', file: 'a.mp4', start: 0, end: 1 })).toEqual([
      'overlays[0].file: “a.mp4” is not a picture; write the name of a picture',
    ])
    expect(withOverlay({ type: 'banner', start: 0, end: 1 })[0]).toContain('write "title", "sticker", "image" or "shape"')
  })

  it('after the end are told', () => {
    const late = { ...drawn, overlays: [{ type: 'title', text: 'Late', start: 60, end: 61 }] }
    expect(compileOk(late, facts).warnings.map(({ code }) => code)).toEqual(['overlay-after-end'])
  })
})
