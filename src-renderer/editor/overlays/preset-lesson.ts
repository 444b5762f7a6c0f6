import type { NewOverlay } from '#shared/edit/commands/overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import type { TextMeasurer } from '#shared/overlay/measure.ts'
import { createDocument, mainTrack } from '#shared/project/defaults.ts'
import type { GapId, LessonId, OverlayId, TrackId } from '#shared/project/ids.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'

/** How long a preset shows in its preview. */
export const presetTicks = secondsToTicks(4)

/** A lesson without clips in which the overlays of a preset show from the start. */
export function presetLesson(items: readonly NewOverlay[], brandKit: BrandKit | null = null): LessonDocument {
  const document = createDocument('preset' as LessonId, '', 'en')
  const tracks = items.map((_, index) => {
    const id = `t${index}` as TrackId
    return [id, { ...mainTrack, id, band: 'overlays' as const, order: index }] as const
  })
  const overlays = items.map((item, index) => {
    const id = `o${index}` as OverlayId
    const still = { kind: 'none', durationTicks: zeroTicks } as const
    return [
      id,
      {
        rotationDegrees: 0,
        opacity: 1,
        enter: still,
        altText: '',
        ...item,
        leave: still,
        id,
        trackId: `t${index}` as TrackId,
        anchor: { kind: 'timeline' as const, ticks: zeroTicks },
        durationTicks: presetTicks,
        placementKeyframes: [],
        groupId: null,
        slotId: null,
      },
    ] as const
  })
  return {
    ...document,
    tracks: { ...document.tracks, ...Object.fromEntries(tracks) },
    mainTrack: [{ kind: 'gap', id: 'g' as GapId, durationTicks: presetTicks }],
    overlays: Object.fromEntries(overlays),
    brandKit,
  }
}

/** What a preview shows of the canvas: all that is drawn, with some air, at least as wide as a short title. */
export function presetView(
  lesson: LessonDocument,
  measure: TextMeasurer,
  ratio: number,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const boxes = documentOverlays(lesson, measure).map(({ box }) => box)
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  const air = 1.06
  const width = Math.max((right - left) * air, (bottom - top) * air * ratio, leastWidth)
  const height = width / ratio
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}

/** Canvas pixels: a label stays small beside a heading. */
const leastWidth = 480
