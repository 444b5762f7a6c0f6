import { backwards } from '../project/easing.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import { anchorToTimeline, type Span } from '../project/timeline.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import type { OverlayMotion, Pose, PoseKey } from './model.ts'
import { anchorShares, type Rectangle } from './place-box.ts'
import { poseAt } from './pose.ts'

/** When an overlay comes in and goes out; both together never take longer than it shows. */
export type Stages = { readonly enterEnd: Ticks; readonly leaveStart: Ticks }

export function stagesOf({ enter, leave }: Overlay, span: Span): Stages {
  const length = span.endTicks - span.startTicks
  const enterTicks = enter.kind === 'none' ? 0 : enter.durationTicks
  const leaveTicks = leave.kind === 'none' ? 0 : leave.durationTicks
  const fit = Math.min(1, length / Math.max(1, enterTicks + leaveTicks))
  return {
    enterEnd: ticks(span.startTicks + Math.round(enterTicks * fit)),
    leaveStart: ticks(span.endTicks - Math.round(leaveTicks * fit)),
  }
}

/** How an overlay is turned, faded and moved; undefined for one that stands still and whole. `area` is its box in canvas pixels. */
export function motionOf(
  document: LessonDocument,
  overlay: Overlay,
  span: Span,
  area: Rectangle,
  unit: number,
): OverlayMotion | undefined {
  const { rotationDegrees, opacity, placementKeyframes } = overlay
  const tracks: (readonly PoseKey[])[] = []
  if (rotationDegrees % 360 !== 0 || opacity !== 1) tracks.push([key(span.startTicks, { rotationDegrees, opacity })])
  if (placementKeyframes.length > 0) tracks.push(placementTrack(document, overlay, unit))
  const { enterEnd, leaveStart } = stagesOf(overlay, span)
  const away = slideDirection(overlay, unit)
  if (enterEnd > span.startTicks) {
    const track = arrive(overlay.enter.kind, span.startTicks, enterEnd, away)
    if (track) tracks.push(track)
  }
  if (leaveStart < span.endTicks) {
    const track = arrive(overlay.leave.kind, span.endTicks, leaveStart, away)
    if (track) tracks.push(track)
  }
  if (tracks.length === 0) return undefined
  return { pivot: { x: area.x + area.width / 2, y: area.y + area.height / 2 }, tracks }
}

/** How keyframes alone move an overlay at an instant, apart from its own turn and its coming and going. */
export function keyframedPose(document: LessonDocument, overlay: Overlay, unit: number, instant: Ticks): Pose {
  if (overlay.placementKeyframes.length === 0) return resting
  return poseAt({ motion: { pivot: { x: 0, y: 0 }, tracks: [placementTrack(document, overlay, unit)] } }, instant)
}

const resting: Pose = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }

function key(at: number, pose: Partial<Pose>, easing: PoseKey['easing'] = 'linear'): PoseKey {
  return { atTicks: ticks(Math.round(at)), easing, ...resting, ...pose }
}

/** Keyframes count from the overlay's start in its anchor's own time, which a clip plays at its speed or backwards. */
function placementTrack(document: LessonDocument, { anchor, placementKeyframes }: Overlay, unit: number): readonly PoseKey[] {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const start = anchorToTimeline(anchor, document)
  const at = (offset: Ticks): Ticks =>
    anchor.kind === 'timeline' || clip?.freezeTicks !== null
      ? ticks(start + offset)
      : anchorToTimeline({ ...anchor, sourceTicks: ticks(anchor.sourceTicks + offset) }, document)
  return placementKeyframes
    .map(({ atTicks, value, easing }) => key(at(atTicks), { ...value, x: value.x * unit, y: value.y * unit }, easing))
    .toSorted((a, b) => a.atTicks - b.atTicks)
}

/** How far a sliding overlay comes from, in canvas units: a hint of a direction, not a flight over the picture. */
const slideDistance = 140

/** From the edge of the canvas that it belongs to; from below for one in the middle. */
function slideDirection({ box }: Overlay, unit: number): { readonly x: number; readonly y: number } {
  const { across, down } = anchorShares(box.anchorPoint)
  const distance = slideDistance * unit
  if (across !== 0.5) return { x: (across === 0 ? -1 : 1) * distance, y: 0 }
  return { x: 0, y: (down === 0 ? -1 : 1) * distance }
}

/**
 * The way from nothing (at `gone`) to rest (at `there`); going out it is the same way back, so that `gone` lies after
 * `there`. Null for what moves nothing.
 */
export function arrive(
  kind: Overlay['enter']['kind'],
  gone: number,
  there: number,
  away: { readonly x: number; readonly y: number },
): readonly PoseKey[] | null {
  const into = there > gone
  const at = (share: number): number => gone + (there - gone) * share
  const steps = stepsOf(kind, away)
  if (!steps) return null
  // The easing of a step leads to the next one in time; on the way back it is that of the step before, turned round.
  const keys = steps.map(({ share, pose }, index) =>
    into
      ? key(at(share), pose, steps[index]?.easing)
      : key(at(share), pose, steps[index - 1] ? backwards[steps[index - 1]?.easing ?? 'linear'] : 'linear'),
  )
  return into ? keys : keys.toReversed()
}

type Step = { readonly share: number; readonly pose: Partial<Pose>; readonly easing: PoseKey['easing'] }

function stepsOf(kind: Overlay['enter']['kind'], away: { readonly x: number; readonly y: number }): readonly Step[] | null {
  switch (kind) {
    case 'none':
    case 'type':
      return null
    case 'fade':
      return [
        { share: 0, pose: { opacity: 0 }, easing: 'linear' },
        { share: 1, pose: {}, easing: 'linear' },
      ]
    case 'slide':
      return [
        { share: 0, pose: { ...away, opacity: 0 }, easing: 'ease-out' },
        { share: 1, pose: {}, easing: 'linear' },
      ]
    case 'pop':
      return [
        { share: 0, pose: { scale: 0.5, opacity: 0 }, easing: 'ease-out' },
        { share: 0.6, pose: { scale: 1.08 }, easing: 'ease-in-out' },
        { share: 1, pose: {}, easing: 'linear' },
      ]
  }
}
