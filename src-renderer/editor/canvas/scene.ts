import { compareText } from '#shared/base/compare-text.ts'
import { layoutCaption } from '#shared/overlay/layout-caption.ts'
import type { TextMeasurer } from '#shared/overlay/measure.ts'
import { keyframedPose } from '#shared/overlay/overlay-motion.ts'
import { placeBox, unitOf } from '#shared/overlay/place-box.ts'
import { readStickerArt } from '#shared/overlay/stickers.ts'
import { resolveCaptionStyle } from '#shared/project/brand.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip, Track } from '#shared/project/schema/clip.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { captionsInOrder, captionWords } from '#shared/project/selectors.ts'
import { deriveTimeline, mainClipAt, visibleSpan } from '#shared/project/timeline.ts'
import { layerPlacement } from '#shared/render-plan/compile-layer.ts'
import type { TurnedBox } from '#shared/render-plan/picture-points.ts'
import { placeLayer, type PlacedLayer } from '#shared/render-plan/place-layer.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { shownCaptionTrack } from '../captions/open-track.ts'
import type { ShownCaptions } from '../captions/shown-captions.ts'
import { clipName } from '../timeline/timeline-items.ts'

const words = text.canvas

/** What one can take hold of on the picture at an instant. Places are in canvas pixels. */
export type SceneItem = {
  readonly item: SelectedItem
  /** The picture of the main track, one inset into it, something over both, or the captions. */
  readonly kind: 'main' | 'inset' | 'overlay' | 'captions'
  readonly name: string
  readonly place: TurnedBox
  /** On a locked track: it stays where it is. */
  readonly locked: boolean
  /** Of the captions. */
  readonly captionTrackId?: CaptionTrackId
}

/** Everything that shows at an instant, back to front. Captions only with something to measure their letters. */
export function sceneAt(
  document: LessonDocument,
  instant: Ticks,
  measure: TextMeasurer | null,
  shown: ShownCaptions = null,
): readonly SceneItem[] {
  const captions = measure && captionsAt(document, instant, measure, shown)
  return [...mainAt(document, instant), ...insetsAt(document, instant), ...overlaysAt(document, instant), ...(captions ?? [])]
}

function mainAt(document: LessonDocument, instant: Ticks): readonly SceneItem[] {
  const clip = mainClipAt(document, instant)
  return clip ? clipItem(document, clip, instant, 'main') : []
}

function insetsAt(document: LessonDocument, instant: Ticks): readonly SceneItem[] {
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.clips)
    .flatMap((clip) => {
      const track = clip.anchor && document.tracks[clip.trackId]
      const span = track?.band === 'picture-in-picture' ? clipSpans.get(clip.id) : undefined
      return track && span && covers(span, instant) ? [{ clip, order: track.order, startTicks: span.startTicks }] : []
    })
    .toSorted((a, b) => a.order - b.order || a.startTicks - b.startTicks || compareText(a.clip.id, b.clip.id))
    .flatMap(({ clip }) => clipItem(document, clip, instant, 'inset'))
}

type Span = { readonly startTicks: Ticks; readonly endTicks: Ticks }
const covers = ({ startTicks, endTicks }: Span, instant: Ticks): boolean => startTicks <= instant && instant < endTicks

function clipItem(document: LessonDocument, clip: Clip, instant: Ticks, kind: 'main' | 'inset'): readonly SceneItem[] {
  const track = document.tracks[clip.trackId]
  const display = displayOf(document, clip)
  if (!track || track.hidden || !display) return []
  const place = clipPlace(document, clip, display, instant)
  const asset = document.assets[clip.assetId] ?? null
  return [{ item: { kind: 'clip', id: clip.id }, kind, name: words.clip(clipName(clip, asset)), place, locked: track.locked }]
}

/** The size of a clip's upright picture; null for sound alone. */
export function displayOf({ assets }: LessonDocument, { assetId }: Clip): CanvasSize | null {
  const asset = assets[assetId]
  const video = asset?.interpretation?.video
  return video ? { width: video.displayWidth, height: video.displayHeight } : (asset?.imageSize ?? null)
}

/** A part of a frame where the instant lies between two. */
export function clipFrameAt(document: LessonDocument, clip: Clip, instant: Ticks): number {
  const { num, den } = document.settings.frameRate
  const start = deriveTimeline(document).clipSpans.get(clip.id)?.startTicks ?? 0
  return ((instant - start) * num) / (ticksPerSecond * den)
}

export function clipLayer(document: LessonDocument, clip: Clip): PlacedLayer {
  return layerPlacement(clip, document.settings.frameRate)
}

function clipPlace(document: LessonDocument, clip: Clip, display: CanvasSize, instant: Ticks): TurnedBox {
  const { canvas } = document.settings
  return placeLayer(clipLayer(document, clip), display, canvas, clipFrameAt(document, clip, instant))
}

function overlaysAt(document: LessonDocument, instant: Ticks): readonly SceneItem[] {
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.overlays)
    .flatMap((overlay) => {
      const { anchor } = overlay
      // Nothing shows before its clip: that is told faster than its exact stretch, and most of a long lesson is ahead or behind.
      if (anchor.kind === 'clip' && (clipSpans.get(anchor.clipId)?.startTicks ?? 0) > instant) return []
      const track = document.tracks[overlay.trackId]
      const span = track && !track.hidden ? visibleSpan(document, overlay.anchor, overlay.durationTicks) : null
      return track && span && covers(span, instant) ? [{ overlay, track, startTicks: span.startTicks }] : []
    })
    .toSorted((a, b) => a.track.order - b.track.order || a.startTicks - b.startTicks || compareText(a.overlay.id, b.overlay.id))
    .map(({ overlay, track }) => overlayItem(document, overlay, track, instant))
}

function overlayItem(document: LessonDocument, overlay: Overlay, track: Track, instant: Ticks): SceneItem {
  return {
    item: { kind: 'overlay', id: overlay.id },
    kind: 'overlay',
    name: overlayName(document, overlay),
    place: overlayPlace(document, overlay, instant),
    locked: track.locked,
  }
}

/** Where an overlay stands at an instant, apart from its coming and going. */
export function overlayPlace(document: LessonDocument, overlay: Overlay, instant: Ticks): TurnedBox {
  const { canvas } = document.settings
  const box = placeBox(overlay.box, canvas)
  const pose = keyframedPose(document, overlay, unitOf(canvas), instant)
  return {
    centre: { x: box.x + box.width / 2 + pose.x, y: box.y + box.height / 2 + pose.y },
    width: box.width * pose.scale,
    height: box.height * pose.scale,
    rotationDegrees: overlay.rotationDegrees + pose.rotationDegrees,
  }
}

function overlayName({ assets }: LessonDocument, { content }: Overlay): string {
  switch (content.kind) {
    case 'text':
      return words.text(content.text.trim().slice(0, 40))
    case 'image':
      return words.image(assets[content.assetId]?.fileName ?? '')
    case 'shape':
      return words.shape(text.overlays.inspector.shapes[content.shape])
    case 'sticker': {
      const art = readStickerArt(content.name)
      return words.sticker(art?.kind === 'drawing' ? art.sticker.name : text.overlays.emojiName(content.name))
    }
  }
}

function captionsAt(document: LessonDocument, instant: Ticks, measure: TextMeasurer, shown: ShownCaptions): readonly SceneItem[] {
  const track = shownCaptionTrack(document, shown)
  const placed = track && captionsInOrder(document, track.id).find(({ span }) => covers(span, instant))
  const marks = { placement: placed?.caption.placement, emphasis: placed?.caption.emphasis ?? [] }
  const style = track && resolveCaptionStyle(track.style, document.brandKit)
  const layout = placed && style && layoutCaption(captionWords(placed.caption), style, document.settings, measure, 0, marks)
  if (!layout) return []
  const { x, y, width, height } = layout.box
  return [
    {
      item: { kind: 'caption', id: placed.caption.id },
      kind: 'captions',
      name: words.captions,
      place: { centre: { x: x + width / 2, y: y + height / 2 }, width, height, rotationDegrees: 0 },
      locked: track.locked ?? false,
      captionTrackId: track.id,
    },
  ]
}
