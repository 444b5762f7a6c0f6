import type { CanvasSize, LessonDocument, Settings } from '../project/schema/document.ts'
import type { AnchorPoint, Box } from '../project/schema/geometry.ts'
import { mainCaptionTrack } from '../project/selectors.ts'
import { anchorShares, unitOf } from './place-box.ts'

/** What other things cover at the edges of the picture, in canvas units (DESIGN.md section 10). */
export const safeMargins = {
  lms: { left: 64, right: 64, top: 96, bottom: 240 },
  social: { left: 60, right: 170, top: 250, bottom: 420 },
} as const satisfies Record<Settings['safeBox'], unknown>

/** Height in canvas units that the bottom margins are made for. */
const designedHeight = 1920

/** A lower canvas keeps the same share of its height free, or captions would stand in the middle of the picture. */
export function bottomShare(canvas: CanvasSize): number {
  return Math.min(1, canvas.height / unitOf(canvas) / designedHeight)
}

/** Space between the captions and what stands above them. */
const airUnits = 24

/** Where something that keeps to a corner or side of the picture stands clear of its edges and of the captions. */
export function cornerOffset(document: LessonDocument, point: AnchorPoint): Pick<Box, 'anchorPoint' | 'x' | 'y'> {
  const { left, right, top, bottom } = safeMargins[document.settings.safeBox]
  const { across, down } = anchorShares(point)
  const style = mainCaptionTrack(document)?.style
  const share = bottomShare(document.settings.canvas)
  const reach = style
    ? style.bottomMargin * share + style.maxLines * style.text.size * style.text.lineHeight + 2 * style.text.boxPadding + airUnits
    : 0
  const [above, below] = [style?.place === 'top' ? reach : 0, style?.place === 'bottom' ? reach : 0]
  return {
    anchorPoint: point,
    x: across === 0 ? left : across === 1 ? -right : 0,
    y: down === 0 ? Math.round(Math.max(top * share, above)) : down === 1 ? -Math.round(Math.max(bottom * share, below)) : 0,
  }
}
