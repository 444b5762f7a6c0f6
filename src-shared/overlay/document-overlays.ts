import { compareText } from '../base/compare-text.ts'
import { resolveContent } from '../project/brand.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { Overlay } from '../project/schema/text.ts'
import { visibleSpan, type Span } from '../project/timeline.ts'
import { evenBoxAround, type Edges } from './bounds.ts'
import { layoutShape } from './layout-shape.ts'
import { layoutTitle } from './layout-title.ts'
import { LayoutMemory } from './layout-memory.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintedOverlay, PaintItem } from './model.ts'
import { motionOf, stagesOf } from './overlay-motion.ts'
import { anchorShares, fitInside, placeBox, unitOf, type Rectangle } from './place-box.ts'
import { readStickerArt } from './stickers.ts'
import { typeText } from './type-text.ts'

/**
 * Titles, stickers, shapes and pictures of a lesson as they are drawn over it, back to front: by track, then by start. Those
 * on hidden tracks, of trimmed-away parts and with nothing to show are left out. Captions go above them.
 */
export function documentOverlays(document: LessonDocument, measure: TextMeasurer): readonly PaintedOverlay[] {
  return Object.values(document.overlays)
    .flatMap((overlay) => {
      const track = document.tracks[overlay.trackId]
      const span = track && !track.hidden ? visibleSpan(document, overlay.anchor, overlay.durationTicks) : null
      const painted = span && layOut(document, overlay, span, measure)
      return track && painted ? [{ order: track.order, painted }] : []
    })
    .toSorted(
      (a, b) => a.order - b.order || a.painted.startTicks - b.painted.startTicks || compareText(a.painted.id, b.painted.id),
    )
    .map(({ painted }) => painted)
}

const layouts = new LayoutMemory<Content | null>()

function layOut(document: LessonDocument, overlay: Overlay, span: Span, measure: TextMeasurer): PaintedOverlay | null {
  const { canvas } = document.settings
  const unit = unitOf(canvas)
  const area = placeBox(overlay.box, canvas)
  const key = JSON.stringify([area, overlay.box.anchorPoint, unit, imageSizeOf(document, overlay)])
  const shown = resolveContent(overlay.content, document.brandKit)
  const content = layouts.recall(measure, shown, key, () =>
    layOutContent(document, { ...overlay, content: shown }, area, unit, measure),
  )
  if (!content || content.items.length === 0) return null
  const motion = motionOf(document, overlay, span, area, unit)
  const types = overlay.enter.kind === 'type' || overlay.leave.kind === 'type'
  const typing = { ...span, ...typingStages(overlay, span) }
  return {
    id: overlay.id,
    ...span,
    box: evenBoxAround(content.edges),
    items: types ? typeText(content.items, typing, measure) : content.items,
    ...(motion && { motion }),
  }
}

function typingStages(overlay: Overlay, span: Span): ReturnType<typeof stagesOf> {
  const stages = stagesOf(overlay, span)
  return {
    enterEnd: overlay.enter.kind === 'type' ? stages.enterEnd : span.startTicks,
    leaveStart: overlay.leave.kind === 'type' ? stages.leaveStart : span.endTicks,
  }
}

type Content = { readonly items: readonly PaintItem[]; readonly edges: Edges }

function layOutContent(
  document: LessonDocument,
  overlay: Overlay,
  area: Rectangle,
  unit: number,
  measure: TextMeasurer,
): Content | null {
  const { content, box } = overlay
  switch (content.kind) {
    case 'text':
      return layoutTitle(content.text, content.style, area, anchorShares(box.anchorPoint).down, unit, measure)
    case 'shape':
      return layoutShape(content, area, unit)
    case 'sticker': {
      const art = readStickerArt(content.name)
      if (art?.kind === 'drawing') {
        const { id, width, height } = art.sticker
        return around({ kind: 'drawing', id, ...fitInside(area, width / height) }, area)
      }
      const { x, y, width } = fitInside(area, 1)
      return art ? around({ kind: 'emoji', key: art.key, x, y, sizePx: width }, area) : null
    }
    case 'image': {
      const size = imageSizeOf(document, overlay)
      if (!size) return null
      const { assetId, crop } = content
      const shown = fitInside(area, croppedRatio(size, crop))
      return around({ kind: 'image', assetId, ...(crop && { crop }), ...shown }, area)
    }
  }
}

/** Width over height of what shows of a picture. */
export function croppedRatio(size: CanvasSize, crop: Region | null = null): number {
  return (size.width * (crop?.width ?? 1)) / (size.height * (crop?.height ?? 1))
}

function imageSizeOf(document: LessonDocument, { content }: Overlay): Asset['imageSize'] {
  return content.kind === 'image' ? (document.assets[content.assetId]?.imageSize ?? null) : null
}

function around(item: PaintItem, { x, y, width, height }: Rectangle): Content {
  return { items: [item], edges: { left: x, right: x + width, top: y, bottom: y + height } }
}
