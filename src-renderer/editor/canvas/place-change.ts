import type { OverlayChanges } from '#shared/edit/commands/overlays.ts'
import type { PlaceChange } from '#shared/edit/commands/place-items.ts'
import { keyframedPose } from '#shared/overlay/overlay-motion.ts'
import { boxAround, unitOf } from '#shared/overlay/place-box.ts'
import { bottomShare, safeMargins } from '#shared/overlay/safe-margins.ts'
import type { Easing } from '#shared/project/easing.ts'
import { keyframesOf, withEasing, withKeyframe, withoutKeyframe, type Moving } from '#shared/project/placement-keyframes.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Placement } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { placementFor, type TurnedBox } from '#shared/render-plan/picture-points.ts'
import { placeLayer } from '#shared/render-plan/place-layer.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { toHalfTurn } from './turned-box.ts'
import { clipFrameAt, clipLayer, displayOf, overlayPlace, type SceneItem } from './scene.ts'

/** Where something is wanted. `lettersBy`: a text's letters grow with its box, by this factor. */
export type WantedPlace = TurnedBox & { readonly lettersBy?: number }

const largestScale = 20
const smallestScale = 0.02
/** Keyframes may turn something round and round, ten times each way. */
const mostDegrees = 3600

/**
 * What to change so that a thing stands there at an instant. One with keyframes gets one there; any other is simply placed.
 * Null for what cannot be placed.
 */
export function changePlace(document: LessonDocument, scene: SceneItem, instant: Ticks, wanted: WantedPlace): PlaceChange | null {
  if (scene.kind === 'captions') return changeCaptions(document, scene, wanted)
  const moving = movingOf(document, scene)
  if (moving?.kind === 'clip') return changeClip(document, moving.record, instant, wanted)
  return moving ? changeOverlay(document, moving.record, instant, wanted) : null
}

/** The record that keyframes of this thing belong to; null for the captions. */
export function movingOf({ clips, overlays }: LessonDocument, { item }: Pick<SceneItem, 'item'>): Moving | null {
  const clip = item.kind === 'clip' ? clips[item.id] : undefined
  if (clip) return { kind: 'clip', record: clip }
  const overlay = item.kind === 'overlay' ? overlays[item.id] : undefined
  return overlay ? { kind: 'overlay', record: overlay } : null
}

/** How a thing stands at an instant, as a keyframe there would say it. */
export function placementAt(document: LessonDocument, moving: Moving, instant: Ticks): Placement | null {
  if (moving.kind === 'overlay') {
    const unit = unitOf(document.settings.canvas)
    const pose = keyframedPose(document, moving.record, unit, instant)
    return tidyPlacement({ ...pose, x: pose.x / unit, y: pose.y / unit })
  }
  const clip = moving.record
  const display = displayOf(document, clip)
  if (!display) return null
  const layer = clipLayer(document, clip)
  const frame = clipFrameAt(document, clip, instant)
  const place = placeLayer(layer, display, document.settings.canvas, frame)
  return tidyPlacement(placementFor(layer, display, document.settings.canvas, frame, place))
}

/** Notes how a thing stands at an instant. */
export function addKeyframe(document: LessonDocument, moving: Moving, instant: Ticks): PlaceChange | null {
  const value = placementAt(document, moving, instant)
  return value && keyframesChange(moving, withKeyframe(document, moving, instant, value))
}

/** Forgets the keyframe at an instant; with the last one, the thing stays where that put it. */
export function removeKeyframe(document: LessonDocument, moving: Moving, instant: Ticks): PlaceChange | null {
  const rest = withoutKeyframe(document, moving, instant)
  if (rest.length > 0) return keyframesChange(moving, rest)
  if (moving.kind === 'clip') {
    const placement = placementAt(document, moving, instant)
    return (
      placement && { kind: 'clip', id: moving.record.id, changes: { placement: upToHalfTurn(placement), placementKeyframes: [] } }
    )
  }
  const { record } = moving
  const wanted = overlayPlace(document, record, instant)
  const still = { ...record, placementKeyframes: [] }
  const lettersBy = wanted.width / overlayPlace(document, still, instant).width
  const unit = unitOf(document.settings.canvas)
  const { opacity } = keyframedPose(document, record, unit, instant)
  const { changes } = changeOverlay(document, still, instant, { ...wanted, lettersBy })
  return {
    kind: 'overlay',
    id: record.id,
    changes: { ...changes, opacity: record.opacity * opacity, placementKeyframes: [] },
  }
}

/** Chooses the way from the keyframe at an instant to the next. */
export function changeEasing(document: LessonDocument, moving: Moving, instant: Ticks, easing: Easing): PlaceChange {
  return keyframesChange(moving, withEasing(document, moving, instant, easing))
}

function keyframesChange(moving: Moving, placementKeyframes: Clip['picture']['placementKeyframes']): PlaceChange {
  return moving.kind === 'clip'
    ? { kind: 'clip', id: moving.record.id, changes: { placementKeyframes } }
    : { kind: 'overlay', id: moving.record.id, changes: { placementKeyframes } }
}

function changeClip(document: LessonDocument, clip: Clip, instant: Ticks, wanted: WantedPlace): PlaceChange | null {
  const display = displayOf(document, clip)
  if (!display) return null
  const { canvas } = document.settings
  const layer = clipLayer(document, clip)
  const frame = clipFrameAt(document, clip, instant)
  const { opacity } = placeLayer(layer, display, canvas, frame)
  const placement = tidyPlacement(placementFor(layer, display, canvas, frame, { ...wanted, opacity }))
  return movePlacement(document, { kind: 'clip', record: clip }, instant, placement)
}

type ClipMoving = Extract<Moving, { kind: 'clip' }>

/** Puts a placement into effect at an instant: as a keyframe where there are some already. */
export function movePlacement(
  document: LessonDocument,
  moving: ClipMoving,
  instant: Ticks,
  placement: Placement,
): PlaceChange & { kind: 'clip' } {
  const { id, picture } = moving.record
  const changes =
    picture.placementKeyframes.length > 0
      ? { placementKeyframes: withKeyframe(document, moving, instant, tidyPlacement(placement)) }
      : { placement: upToHalfTurn(placement) }
  return { kind: 'clip', id, changes }
}

/** Puts an overlay there at an instant. Opacity is that of the keyframe, for one with keyframes. */
export function changeOverlay(
  document: LessonDocument,
  overlay: Overlay,
  instant: Ticks,
  wanted: WantedPlace,
  opacity?: number,
): PlaceChange & { kind: 'overlay' } {
  const { canvas } = document.settings
  const unit = unitOf(canvas)
  const moving: Moving = { kind: 'overlay', record: overlay }
  if (keyframesOf(moving).length > 0) {
    const rest = overlayPlace(document, { ...overlay, placementKeyframes: [] }, instant)
    const value = tidyPlacement({
      x: (wanted.centre.x - rest.centre.x) / unit,
      y: (wanted.centre.y - rest.centre.y) / unit,
      scale: wanted.width / rest.width,
      rotationDegrees: wanted.rotationDegrees - rest.rotationDegrees,
      opacity: opacity ?? keyframedPose(document, overlay, unit, instant).opacity,
    })
    return { kind: 'overlay', id: overlay.id, changes: { placementKeyframes: withKeyframe(document, moving, instant, value) } }
  }
  const { anchorPoint } = overlay.box
  const size = { anchorPoint, width: tidySide(wanted.width / unit), height: tidySide(wanted.height / unit) }
  const box = boxAround(wanted.centre, size, canvas)
  const changes: OverlayChanges = {
    box: { ...box, x: tidy(box.x), y: tidy(box.y) },
    rotationDegrees: tidy(toHalfTurn(wanted.rotationDegrees)),
    ...lettersIn(overlay, wanted.lettersBy),
  }
  return { kind: 'overlay', id: overlay.id, changes }
}

/** The letters of a text grow with all that surrounds them, the line of a shape does not. */
function lettersIn({ content }: Overlay, factor: number | undefined): OverlayChanges {
  if (content.kind !== 'text' || factor === undefined || factor === 1) return {}
  const { size, outlineWidth, boxPadding, boxRadius } = content.style
  return {
    style: {
      size: Math.max(1, tenth(size * factor)),
      outlineWidth: tenth(outlineWidth * factor),
      boxPadding: tenth(boxPadding * factor),
      boxRadius: tenth(boxRadius * factor),
    },
  }
}

/** Captions only go up and down: their lines are centred for the eye, and learners look for them below. */
function changeCaptions(document: LessonDocument, { captionTrackId, place }: SceneItem, wanted: WantedPlace): PlaceChange | null {
  const track = captionTrackId && document.captionTracks[captionTrackId]
  // In the middle they stay in the middle.
  if (!track || track.style.place === 'middle') return null
  const isAtTop = track.style.place === 'top'
  const { canvas, safeBox } = document.settings
  const perMargin = unitOf(canvas) * bottomShare(canvas)
  const least = safeMargins[safeBox][isAtTop ? 'top' : 'bottom']
  const most = (canvas.height - place.height) / perMargin
  const now = Math.max(track.style.bottomMargin, least)
  const upwards = (place.centre.y - wanted.centre.y) / perMargin
  const asked = now + (isAtTop ? -upwards : upwards)
  const bottomMargin = Math.round(Math.max(least, Math.min(most, asked)))
  return { kind: 'captions', id: track.id, bottomMargin }
}

/** Hundredths of a unit are finer than a pixel. */
function tidy(value: number): number {
  return Math.round(value * 100) / 100
}

/** Something without a width could not be saved. */
const tidySide = (value: number): number => Math.max(1, tidy(value))

const tenth = (value: number): number => Math.round(value * 10) / 10

/** What stands still has no use for whole turns. */
function upToHalfTurn(placement: Placement): Placement {
  return { ...placement, rotationDegrees: tidy(toHalfTurn(placement.rotationDegrees)) }
}

function tidyPlacement({ x, y, scale, rotationDegrees, opacity }: Placement): Placement {
  return {
    x: tidy(x),
    y: tidy(y),
    scale: Math.max(smallestScale, Math.min(largestScale, Math.round(scale * 10_000) / 10_000)),
    rotationDegrees: Math.max(-mostDegrees, Math.min(mostDegrees, tidy(rotationDegrees))),
    opacity,
  }
}
