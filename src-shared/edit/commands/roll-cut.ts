import { castDraft } from 'immer'
import type { ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, playsOn } from '../../project/timeline.ts'
import { frameToTicks, framesIn } from '../../time/frame-rate.ts'
import { addTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { sideAnchor, touchingBefore } from '../neighbours.ts'
import { clipFrames, readDraft } from '../places.ts'
import { mostFrames, resizeClip, type ClipStretch } from '../resize-clip.ts'
import { moveAnchors, settleRipple } from '../ripple.ts'

/**
 * Moves the cut between two clips that touch, on the main track or beside it: one gets as many frames as the other gives, and
 * nothing else moves. Stops where the media of one of them ends, one frame at least stays of both.
 */
export const rollCut: Command<{ readonly rightClipId: ClipId; readonly deltaTicks: Ticks }> = {
  label: 'roll-cut',
  run(draft, { rightClipId, deltaTicks }) {
    const before = readDraft(draft)
    const right = before.clips[rightClipId]
    if (!right) return refuse('edit.gone', { what: 'clip' })
    const left = clipBefore(before, right)
    if (!left) return refuse('edit.roll-no-cut', {})
    const wanted = framesIn(deltaTicks, before.settings.frameRate)
    if (wanted === 0) return done()
    const rolled = rollBy(before, left, right, wanted)
    if (!rolled) return refuse('edit.roll-no-room', {})
    assignStretch(draft, left.id, rolled.left)
    assignStretch(draft, right.id, rolled.right)
    if (right.anchor === null) shareAnchors(draft, left, right)
    else moveStart(draft, before, right, rolled.movedTicks)
    return done(settleRipple(draft, before))
  },
}

function clipBefore(document: LessonDocument, right: Clip): Clip | null {
  if (right.anchor !== null) return touchingBefore(document, right)
  const at = document.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === right.id)
  const item = document.mainTrack[at - 1]
  return item?.kind === 'clip' ? (document.clips[item.clipId] ?? null) : null
}

type Rolled = { readonly left: ClipStretch; readonly right: ClipStretch; readonly movedTicks: Ticks }

function rollBy(document: LessonDocument, left: Clip, right: Clip, wanted: number): Rolled | null {
  const { frameRate } = document.settings
  const leftAsset = document.assets[left.assetId]
  const rightAsset = document.assets[right.assetId]
  if (!leftAsset || !rightAsset) return null
  const [leftFrames, rightFrames] = [clipFrames(left, frameRate), clipFrames(right, frameRate)]
  const most = Math.min(mostFrames(left, leftAsset, 'end', frameRate) - leftFrames, rightFrames - 1)
  const least = -Math.min(mostFrames(right, rightAsset, 'start', frameRate) - rightFrames, leftFrames - 1)
  let by = Math.max(least, Math.min(most, wanted))
  for (; by !== 0; by -= Math.sign(by)) {
    const stretches = {
      left: resizeClip(left, leftAsset, 'end', leftFrames + by, frameRate),
      right: resizeClip(right, rightAsset, 'start', rightFrames - by, frameRate),
    }
    // A clip whose media ends between two frames may come out one short.
    const isExact =
      clipFrames({ ...left, ...stretches.left }, frameRate) === leftFrames + by &&
      clipFrames({ ...right, ...stretches.right }, frameRate) === rightFrames - by
    if (isExact) return { ...stretches, movedTicks: frameToTicks(by, frameRate) }
  }
  return null
}

export function assignStretch(draft: LessonDraft, clipId: ClipId, stretch: ClipStretch): void {
  const target = draft.clips[clipId]
  if (target) Object.assign(target, stretch)
}

/** Between two halves of one clip the cut alone moves: what stands over a picture goes to the half that now plays it. */
function shareAnchors(draft: LessonDraft, left: Clip, right: Clip): void {
  if (!playsOn(left, right)) return
  const after = readDraft(draft)
  const [newLeft, newRight] = [after.clips[left.id], after.clips[right.id]]
  if (!newLeft || !newRight) return
  const cut = left.reversed ? newRight.sourceOutTicks : newRight.sourceInTicks
  const isRight = (sourceTicks: Ticks): boolean => (left.reversed ? sourceTicks <= cut : sourceTicks >= cut)
  moveAnchors(draft, left.id, (sourceTicks) =>
    isRight(sourceTicks) && plays(newRight, sourceTicks) ? { kind: 'clip', clipId: right.id, sourceTicks } : null,
  )
  moveAnchors(draft, right.id, (sourceTicks) =>
    !isRight(sourceTicks) && plays(newLeft, sourceTicks) ? { kind: 'clip', clipId: left.id, sourceTicks } : null,
  )
}

function plays(clip: Clip, sourceTicks: Ticks): boolean {
  return sourceTicks >= clip.sourceInTicks && sourceTicks <= clip.sourceOutTicks
}

function moveStart(draft: LessonDraft, before: LessonDocument, clip: Clip, byTicks: Ticks): void {
  const span = deriveTimeline(before).clipSpans.get(clip.id)
  const target = draft.clips[clip.id]
  if (span && target)
    target.anchor = castDraft(sideAnchor(before, before.tracks[clip.trackId], addTicks(span.startTicks, byTicks)))
}
