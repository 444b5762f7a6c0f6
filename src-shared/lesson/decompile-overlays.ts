import { isSame } from '../base/is-same.ts'
import { compareText } from '../base/compare-text.ts'
import type { AssetId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { readStickerArt } from '../overlay/stickers.ts'
import type { Overlay, TextStyle } from '../project/schema/text.ts'
import { anchorToTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { atSpeed } from '../time/rational.ts'
import { subtractTicks, type Ticks } from '../time/ticks.ts'
import { compileOverlay, imageHeight } from './compile-overlays.ts'
import type { Dropped } from './dropped.ts'
import { lessonOverlaySchema, type LessonOverlay } from './overlay-schema.ts'
import { toSeconds, written } from './written.ts'

/** The overlays of a document back to front, and what of them lesson.json has no words for. */
export function decompileOverlays(
  document: LessonDocument,
  fileOf: (assetId: AssetId) => string,
): { readonly overlays: readonly LessonOverlay[]; readonly dropped: readonly Dropped[] } {
  const dropped: Dropped[] = []
  const orderOf = ({ trackId }: Overlay): number => document.tracks[trackId]?.order ?? 0
  const overlays = Object.values(document.overlays)
    .flatMap((overlay) => {
      const path = `overlays.${overlay.id}`
      const track = document.tracks[overlay.trackId]
      const span = track?.hidden ? null : visibleSpan(document, overlay.anchor, overlay.durationTicks)
      if (!span) {
        dropped.push({ path, what: 'a title, picture or shape that does not show' })
        return []
      }
      const parsed = lessonOverlaySchema.safeParse(decompile(document, overlay, span, fileOf))
      if (!parsed.success) {
        dropped.push({ path, what: 'a title, picture or shape of unusual size' })
        return []
      }
      const asset = overlay.content.kind === 'image' ? (document.assets[overlay.content.assetId] ?? null) : null
      const again = compileOverlay(parsed.data, overlay.id, overlay.trackId, document, asset)
      const unnamed = { ...overlay, anchor: again.anchor, durationTicks: again.durationTicks, groupId: null, slotId: null }
      if (!isSame(again, unnamed)) dropped.push({ path, what: 'parts of the look of a title, picture or shape' })
      return [{ overlay, span, lesson: parsed.data }]
    })
    .toSorted(
      (a, b) =>
        orderOf(a.overlay) - orderOf(b.overlay) ||
        a.span.startTicks - b.span.startTicks ||
        compareText(a.overlay.id, b.overlay.id),
    )
    .map(({ lesson }) => lesson)
  return { overlays, dropped }
}

function decompile(
  document: LessonDocument,
  overlay: Overlay,
  span: Span,
  fileOf: (assetId: AssetId) => string,
): Readonly<Record<string, unknown>> {
  const { anchorPoint, x, y } = overlay.box
  return {
    ...contentKeys(document, overlay, fileOf),
    start: toSeconds(span.startTicks),
    end: toSeconds(span.endTicks),
    ...(anchorPoint === 'center' ? {} : { place: anchorPoint }),
    ...(x === 0 ? {} : { x }),
    ...(y === 0 ? {} : { y }),
    ...(overlay.rotationDegrees === 0 ? {} : { rotation: overlay.rotationDegrees }),
    ...(overlay.opacity === 1 ? {} : { opacity: overlay.opacity }),
    ...animationKey('enter', overlay.enter),
    ...animationKey('leave', overlay.leave),
    ...(overlay.placementKeyframes.length === 0 ? {} : { move: moveKeys(document, overlay, span) }),
    ...written('altText', overlay.altText),
  }
}

function animationKey(key: 'enter' | 'leave', { kind, durationTicks }: Overlay['enter']): Readonly<Record<string, unknown>> {
  return kind === 'none' ? {} : { [key]: { kind, seconds: toSeconds(durationTicks) } }
}

/** Seconds after the overlay shows; what lies before that is lost with the part of the clip that was trimmed away. */
function moveKeys(document: LessonDocument, { anchor, placementKeyframes }: Overlay, span: Span): readonly unknown[] {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const lead = subtractTicks(span.startTicks, anchorToTimeline(anchor, document))
  const at = (offset: Ticks): number => toSeconds(subtractTicks(clip ? atSpeed(offset, clip.speed) : offset, lead))
  return placementKeyframes.map(({ atTicks, value, easing }) => ({
    at: at(atTicks),
    ...(value.x === 0 ? {} : { x: value.x }),
    ...(value.y === 0 ? {} : { y: value.y }),
    ...(value.scale === 1 ? {} : { scale: value.scale }),
    ...(value.rotationDegrees === 0 ? {} : { rotation: value.rotationDegrees }),
    ...(value.opacity === 1 ? {} : { opacity: value.opacity }),
    ...(easing === 'ease-in-out' ? {} : { easing }),
  }))
}

function contentKeys(
  document: LessonDocument,
  { content, box: { width, height } }: Overlay,
  fileOf: (assetId: AssetId) => string,
): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case 'text':
      return { type: 'title', text: content.text, width, height, ...styleKeys(content.style) }
    case 'sticker': {
      const isEmoji = readStickerArt(content.name)?.kind !== 'drawing'
      return { type: 'sticker', sticker: content.name, size: isEmoji ? Math.min(width, height) : width }
    }
    case 'image': {
      const { assetId, crop } = content
      const usualHeight = imageHeight(width, document.assets[assetId] ?? null, crop)
      return {
        type: 'image',
        file: fileOf(assetId),
        width,
        ...(height === usualHeight ? {} : { height }),
        ...(crop && { crop: { ...crop } }),
      }
    }
    case 'shape': {
      const { shape, fill, stroke, strokeWidth, radius } = content
      return {
        type: 'shape',
        shape,
        width,
        height,
        ...(fill === null ? {} : { fill }),
        ...(stroke === null ? {} : { stroke }),
        ...(strokeWidth > 0 ? { strokeWidth } : {}),
        ...(radius === 0 ? {} : { radius }),
      }
    }
  }
}

function styleKeys({ fontFamily, fontWeight, size, align, colour, boxColour, outlineColour }: TextStyle): object {
  return {
    size,
    ...(fontFamily === 'Inter' ? {} : { font: fontFamily }),
    ...(fontWeight === 800 ? {} : { weight: fontWeight }),
    ...(align === 'center' ? {} : { align }),
    ...(colour === '#ffffff' ? {} : { colour }),
    ...(boxColour === null ? {} : { boxColour }),
    ...(outlineColour === null || (boxColour === null && outlineColour === '#101418') ? {} : { outlineColour }),
  }
}
