import { defaultCaptionStyle, createDocument, mainTrack } from '#shared/project/defaults.ts'
import type { GapId, LessonId, OverlayId, TrackId } from '#shared/project/ids.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'

export const overlayTrackId = 'titles' as TrackId

/** White letters on a dark panel. */
export const titleStyle: TextStyle = { ...defaultCaptionStyle.text, size: 96, fontWeight: 800 }

/** A centred title over the whole of a ten-second lesson. */
export function overlayOf(id: string, change: Partial<Overlay>): Overlay {
  return {
    id: id as OverlayId,
    trackId: overlayTrackId,
    anchor: { kind: 'timeline', ticks: ticks(0) },
    durationTicks: secondsToTicks(10),
    content: { kind: 'text', text: 'Title', style: titleStyle },
    box: { anchorPoint: 'center', x: 0, y: 0, width: 900, height: 400 },
    rotationDegrees: 0,
    opacity: 1,
    placementKeyframes: [],
    enter: { kind: 'none', durationTicks: ticks(0) },
    leave: { kind: 'none', durationTicks: ticks(0) },
    groupId: null,
    slotId: null,
    altText: '',
    ...change,
  }
}

/** Ten seconds of black with these overlays. */
export function documentOf(overlays: readonly Overlay[], canvas: CanvasSize = { width: 1080, height: 1920 }): LessonDocument {
  const empty = createDocument('lesson' as LessonId, 'Lesson', 'en')
  return {
    ...empty,
    settings: { ...empty.settings, canvas },
    tracks: { ...empty.tracks, [overlayTrackId]: { ...mainTrack, id: overlayTrackId, band: 'overlays', role: 'none' } },
    mainTrack: [{ kind: 'gap', id: 'gap' as GapId, durationTicks: secondsToTicks(10) }],
    overlays: Object.fromEntries(overlays.map((overlay) => [overlay.id, overlay])),
  }
}
