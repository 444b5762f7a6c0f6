import { castDraft } from 'immer'
import type { ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, mainClipAt } from '../../project/timeline.ts'
import { frameToTicks, framesIn, snapToFrame, type FrameRate } from '../../time/frame-rate.ts'
import { subtractTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { clipFrames, readDraft } from '../places.ts'
import { sourceOfFrames } from '../../project/fit-clip.ts'
import { moveAnchors, settleRipple } from '../ripple.ts'

/** Cuts the main track clip under a timeline instant in two, at the nearest frame; the right half is selected. */
export const splitClip: Command<{ readonly atTicks: Ticks }> = {
  label: 'split-clip',
  run(draft, { atTicks }, context) {
    const before = readDraft(draft)
    const rightId = splitMainClip(draft, before, snapToFrame(atTicks, before.settings.frameRate), context)
    return rightId ? done(settleRipple(draft, before), [{ kind: 'clip', id: rightId }]) : refuse('edit.split-at-edge', {})
  },
}

/** Cuts the main track clip under an instant of the frame grid; the id of its right half, or null where there is nothing to cut. */
export function splitMainClip(draft: LessonDraft, before: LessonDocument, cut: Ticks, context: CommandContext): ClipId | null {
  const { frameRate } = before.settings
  const clip = mainClipAt(before, cut)
  const span = clip && deriveTimeline(before).clipSpans.get(clip.id)
  const place = before.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clip?.id)
  if (!clip || !span || place < 0 || cut <= span.startTicks || cut >= span.endTicks) return null

  const rightId = context.newId() as ClipId
  const { left, right, cutSource } = halve(clip, framesIn(subtractTicks(cut, span.startTicks), frameRate), frameRate, rightId)
  draft.clips[clip.id] = castDraft(left)
  draft.clips[rightId] = castDraft(right)
  draft.mainTrack.splice(place + 1, 0, { kind: 'clip', clipId: rightId })
  for (const transition of Object.values(draft.transitions))
    if (transition.leftClipId === clip.id) transition.leftClipId = rightId
  // The instant of the cut itself is the first of the right half (spans are half-open).
  moveAnchors(draft, clip.id, (sourceTicks) => {
    const goesRight = cutSource !== null && (clip.reversed ? sourceTicks <= cutSource : sourceTicks >= cutSource)
    return goesRight ? { kind: 'clip', clipId: rightId, sourceTicks } : null
  })
  return rightId
}

type Halves = { readonly left: Clip; readonly right: Clip; readonly cutSource: Ticks | null }

/** Both halves of a clip of any track; `cutSource` is null for a picture that stands still. */
export function halve(clip: Clip, leftFrames: number, rate: FrameRate, rightId: ClipId): Halves {
  const left: Clip = {
    ...clip,
    picture: { ...clip.picture, fadeOutTicks: zeroTicks },
    sound: { ...clip.sound, fadeOutTicks: zeroTicks },
  }
  const right: Clip = {
    ...clip,
    id: rightId,
    slotId: null,
    picture: { ...clip.picture, fadeInTicks: zeroTicks },
    sound: { ...clip.sound, fadeInTicks: zeroTicks },
  }
  if (clip.freezeTicks !== null) {
    const leftTicks = frameToTicks(leftFrames, rate)
    const rightTicks = frameToTicks(clipFrames(clip, rate) - leftFrames, rate)
    return { left: { ...left, freezeTicks: leftTicks }, right: { ...right, freezeTicks: rightTicks }, cutSource: null }
  }
  const cutAt = (nudge: number): Halves => {
    const length = Math.max(1, sourceOfFrames(leftFrames, clip.speed, rate) + nudge)
    const cutSource = ticks(clip.reversed ? clip.sourceOutTicks - length : clip.sourceInTicks + length)
    return clip.reversed
      ? { left: { ...left, sourceInTicks: cutSource }, right: { ...right, sourceOutTicks: cutSource }, cutSource }
      : { left: { ...left, sourceOutTicks: cutSource }, right: { ...right, sourceInTicks: cutSource }, cutSource }
  }
  // A clip whose length lies between two frames could gain or lose one by where the cut is rounded to.
  const isExact = (halves: Halves): boolean =>
    clipFrames(halves.left, rate) === leftFrames && clipFrames(halves.right, rate) === clipFrames(clip, rate) - leftFrames
  return [0, -1, 1, -2, 2].map(cutAt).find(isExact) ?? cutAt(0)
}
