import type { ClipId } from '../../project/ids.ts'
import { framesIn } from '../../time/frame-rate.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { clipFrames, readDraft } from '../places.ts'
import { resizeClip, type Edge } from '../resize-clip.ts'
import { settleRipple } from '../ripple.ts'

export type TrimArgs = {
  readonly clipId: ClipId
  readonly edge: Edge
  /** How far the edge moves on the timeline, to the right where positive; rounded to whole frames, kept inside the media. */
  readonly deltaTicks: Ticks
}

/** Moves one end of a clip; what follows ripples. Captions outside stay hidden and come back, questions move to the cut. */
export const trimClip: Command<TrimArgs> = {
  label: 'trim-clip',
  run(draft, { clipId, edge, deltaTicks }) {
    const before = readDraft(draft)
    const clip = before.clips[clipId]
    const target = draft.clips[clipId]
    const asset = clip && before.assets[clip.assetId]
    if (!clip || !target || !asset) return refuse('edit.gone', { what: 'clip' })
    const { frameRate } = before.settings
    const frames = clipFrames(clip, frameRate)
    const moved = framesIn(deltaTicks, frameRate)
    const wanted = Math.max(1, edge === 'end' ? frames + moved : frames - moved)
    if (wanted === frames) return done()
    Object.assign(target, resizeClip(clip, asset, edge, wanted, frameRate))
    return done(settleRipple(draft, before))
  },
}
