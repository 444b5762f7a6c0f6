import type { ClipId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { MainTrackItem } from '../../project/schema/clip.ts'
import { frameToTicks, framesIn } from '../../time/frame-rate.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { clipFrames, readDraft } from '../places.ts'
import { mostFrames, resizeClip, type ClipStretch, type Edge } from '../resize-clip.ts'
import { settleRipple } from '../ripple.ts'
import { assignStretch } from './roll-cut.ts'

/**
 * Moves a clip of the main track between its neighbours, clips or gaps, whose near edges give way; all else stays where it is.
 * Stops where the media of a neighbour ends or one frame of it is left; a gap may close.
 */
export const slideClip: Command<{ readonly clipId: ClipId; readonly deltaTicks: Ticks }> = {
  label: 'slide-clip',
  run(draft, { clipId, deltaTicks }) {
    const before = readDraft(draft)
    const at = before.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clipId)
    if (at < 0) return refuse('edit.gone', { what: 'clip' })
    const left = giveWay(before, before.mainTrack[at - 1], 'end')
    const right = giveWay(before, before.mainTrack[at + 1], 'start')
    if (!left || !right) return refuse('edit.slide-no-neighbours', {})
    const wanted = framesIn(deltaTicks, before.settings.frameRate)
    if (wanted === 0) return done()
    const most = Math.min(left.most - left.frames, right.frames - right.least)
    const least = -Math.min(right.most - right.frames, left.frames - left.least)
    for (let by = Math.max(least, Math.min(most, wanted)); by !== 0; by -= Math.sign(by)) {
      if (!left.canLast(left.frames + by) || !right.canLast(right.frames - by)) continue
      // From the back, so that a gap that closes does not move the other's index.
      right.last(draft, right.frames - by, at + 1)
      left.last(draft, left.frames + by, at - 1)
      return done(settleRipple(draft, before))
    }
    return refuse('edit.slide-no-room', {})
  },
}

/** What a neighbour lasts and may last, in frames, and how it is made to. */
type Neighbour = {
  readonly frames: number
  readonly least: number
  readonly most: number
  /** Whether it comes out at exactly this length, which media that ends between two frames may not. */
  readonly canLast: (frames: number) => boolean
  readonly last: (draft: LessonDraft, frames: number, index: number) => void
}

function giveWay(document: LessonDocument, item: MainTrackItem | undefined, edge: Edge): Neighbour | null {
  const { frameRate } = document.settings
  if (!item) return null
  if (item.kind === 'gap')
    return {
      frames: framesIn(item.durationTicks, frameRate),
      least: 0,
      most: Infinity,
      canLast: () => true,
      last(draft, frames, index) {
        if (frames <= 0) draft.mainTrack.splice(index, 1)
        else draft.mainTrack[index] = { ...item, durationTicks: frameToTicks(frames, frameRate) }
      },
    }
  const clip = document.clips[item.clipId]
  const asset = clip && document.assets[clip.assetId]
  if (!clip || !asset) return null
  const stretch = (frames: number): ClipStretch => resizeClip(clip, asset, edge, frames, frameRate)
  return {
    frames: clipFrames(clip, frameRate),
    least: 1,
    most: mostFrames(clip, asset, edge, frameRate),
    canLast: (frames) => clipFrames({ ...clip, ...stretch(frames) }, frameRate) === frames,
    last: (draft, frames) => assignStretch(draft, clip.id, stretch(frames)),
  }
}
