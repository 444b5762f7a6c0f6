import type { OverlayChanges } from '#shared/edit/commands/overlays.ts'
import { keyframedPose } from '#shared/overlay/overlay-motion.ts'
import { boxAround, placeBox, unitOf } from '#shared/overlay/place-box.ts'
import { spanOfMoving } from '#shared/project/placement-keyframes.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Box } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { changeOverlay } from './place-change.ts'
import { overlayPlace } from './scene.ts'
import { toHalfTurn } from './turned-box.ts'

/** How an overlay stands, as its inspector says it. */
export type Standing = Pick<Overlay, 'box' | 'rotationDegrees' | 'opacity'>
export type StandingChanges = Partial<Omit<Standing, 'box'>> & { readonly box?: Partial<Box> }

/** How an overlay stands at an instant, with all that its keyframes do there. */
export function standingAt(document: LessonDocument, overlay: Overlay, instant: Ticks): Standing {
  if (overlay.placementKeyframes.length === 0) return overlay
  const { canvas } = document.settings
  const unit = unitOf(canvas)
  const { centre, width, height, rotationDegrees } = overlayPlace(document, overlay, instant)
  const size = { anchorPoint: overlay.box.anchorPoint, width: width / unit, height: height / unit }
  return {
    box: boxAround(centre, size, canvas),
    rotationDegrees: toHalfTurn(rotationDegrees),
    opacity: overlay.opacity * keyframedPose(document, overlay, unit, instant).opacity,
  }
}

/**
 * What to change so that an overlay stands like that at an instant: one with keyframes gets one there, or stays as it is where
 * it does not show; any other is simply placed. What moves keeps its shape: its width decides.
 */
export function changeStanding(
  document: LessonDocument,
  overlay: Overlay,
  instant: Ticks,
  changes: StandingChanges,
): OverlayChanges {
  if (overlay.placementKeyframes.length === 0) return changes
  if (!showsAt(document, overlay, instant)) return {}
  const { canvas } = document.settings
  const stands = standingAt(document, overlay, instant)
  const box = placeBox({ ...stands.box, ...changes.box }, canvas)
  const place = overlayPlace(document, overlay, instant)
  const turned = changes.rotationDegrees
  const wanted = {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    width: box.width,
    height: box.height,
    // From a turn of more than once around it goes on, and does not spin back.
    rotationDegrees: turned === undefined ? place.rotationDegrees : place.rotationDegrees + turned - stands.rotationDegrees,
  }
  const opaque = withOwnOpacity(overlay)
  const pose = changeOverlay(document, opaque, instant, wanted, changes.opacity).changes
  return { ...pose, opacity: 1 }
}

/** The same look, with all of the opacity in the keyframes: so each can be set to any. */
function withOwnOpacity(overlay: Overlay): Overlay {
  const placementKeyframes = overlay.placementKeyframes.map((keyframe) => ({
    ...keyframe,
    value: { ...keyframe.value, opacity: keyframe.value.opacity * overlay.opacity },
  }))
  return { ...overlay, opacity: 1, placementKeyframes }
}

/** Whether an overlay is on the picture at an instant. */
export function showsAt(document: LessonDocument, overlay: Overlay, instant: Ticks): boolean {
  const span = spanOfMoving(document, { kind: 'overlay', record: overlay })
  return span !== null && span.startTicks <= instant && instant < span.endTicks
}
