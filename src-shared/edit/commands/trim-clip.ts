import { sourceLength } from '../../project/invariants.ts'
import type { ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import { frameToTicks, framesIn } from '../../time/frame-rate.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { clipFrames, readDraft } from '../places.ts'
import { sourceOfFrames, wholeFrames } from '../../project/fit-clip.ts'
import { settleRipple } from '../ripple.ts'

export type TrimArgs = {
  readonly clipId: ClipId
  readonly edge: 'start' | 'end'
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
    if (clip.freezeTicks !== null) {
      target.freezeTicks = frameToTicks(wanted, frameRate)
      return done(settleRipple(draft, before))
    }
    // Played backwards, the end on the timeline is the in point of the media.
    const movesOut = (edge === 'end') !== clip.reversed
    const most = wholeFrames(availableSource(clip, movesOut, sourceLength(asset)), clip.speed, frameRate)
    const length = sourceOfFrames(Math.min(wanted, Math.max(frames, most)), clip.speed, frameRate)
    if (movesOut) target.sourceOutTicks = ticks(Math.min(clip.sourceInTicks + length, sourceLength(asset) ?? Infinity))
    else target.sourceInTicks = ticks(Math.max(0, clip.sourceOutTicks - length))
    return done(settleRipple(draft, before))
  },
}

/** An image has no end; a day is beyond every lesson. */
const longestStillTicks = ticks(86_400 * 120_000)

/** Source ticks from the edge that stays to the end of the media on the side of the edge that moves. */
function availableSource(clip: Clip, movesOut: boolean, length: Ticks | null): Ticks {
  if (!movesOut) return clip.sourceOutTicks
  return length === null ? longestStillTicks : ticks(length - clip.sourceInTicks)
}
