import { ease } from '../project/easing.ts'
import type { Ticks } from '../time/ticks.ts'
import type { PaintedOverlay, PaintItem, Pose, PoseKey } from './model.ts'

const restingPose: Pose = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }

/** How an overlay stands at a timeline instant. */
export function poseAt({ motion }: Pick<PaintedOverlay, 'motion'>, instant: Ticks): Pose {
  if (!motion) return restingPose
  return motion.tracks.map((track) => trackPose(track, instant)).reduce(join, restingPose)
}

/** Whether an overlay stands as it was laid out. */
export function isResting({ x, y, scale, rotationDegrees, opacity }: Pose): boolean {
  return x === 0 && y === 0 && scale === 1 && rotationDegrees % 360 === 0 && opacity === 1
}

function trackPose(track: readonly PoseKey[], instant: Ticks): Pose {
  const next = track.findIndex(({ atTicks }) => atTicks > instant)
  const from = track.at(next < 0 ? -1 : Math.max(0, next - 1))
  const to = track[next]
  if (!from) return restingPose
  if (!to || instant <= from.atTicks) return from
  const share = ease(from.easing, (instant - from.atTicks) / (to.atTicks - from.atTicks))
  const between = (a: number, b: number): number => a + (b - a) * share
  return {
    x: between(from.x, to.x),
    y: between(from.y, to.y),
    scale: between(from.scale, to.scale),
    rotationDegrees: between(from.rotationDegrees, to.rotationDegrees),
    opacity: between(from.opacity, to.opacity),
  }
}

function join(a: Pose, b: Pose): Pose {
  return {
    x: a.x + b.x,
    y: a.y + b.y,
    scale: a.scale * b.scale,
    rotationDegrees: a.rotationDegrees + b.rotationDegrees,
    opacity: a.opacity * b.opacity,
  }
}

/** The items that show at an instant within the overlay's own time; the overlay's own list where that is all of them. */
export function itemsAt({ items }: Pick<PaintedOverlay, 'items'>, instant: Ticks): readonly PaintItem[] {
  return items.every((item) => isShown(item, instant)) ? items : items.filter((item) => isShown(item, instant))
}

/** Equal at two instants within the overlay's time exactly where it looks the same. */
export function lookAt(overlay: PaintedOverlay, instant: Ticks): string {
  const { x, y, scale, rotationDegrees, opacity } = poseAt(overlay, instant)
  const shown = overlay.items.map((item) => (item.shown ? (isShown(item, instant) ? '1' : '0') : '')).join('')
  return `${x} ${y} ${scale} ${rotationDegrees} ${opacity} ${shown}`
}

function isShown({ shown }: PaintItem, instant: Ticks): boolean {
  return !shown || (shown.startTicks <= instant && instant < shown.endTicks)
}
