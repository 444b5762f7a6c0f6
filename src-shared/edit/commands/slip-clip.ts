import { sourceLength } from '../../project/invariants.ts'
import type { ClipId } from '../../project/ids.ts'
import { snapToFrame } from '../../time/frame-rate.ts'
import { fromSpeed } from '../../time/rational.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'

/**
 * Moves the media under a clip that keeps its place and length, by timeline ticks: to the right shows earlier pictures. Captions
 * and questions stay with their pictures; a question that is no longer played moves to the cut.
 */
export const slipClip: Command<{ readonly clipId: ClipId; readonly deltaTicks: Ticks }> = {
  label: 'slip-clip',
  run(draft, { clipId, deltaTicks }) {
    const before = readDraft(draft)
    const clip = before.clips[clipId]
    const target = draft.clips[clipId]
    const asset = clip && before.assets[clip.assetId]
    if (!clip || !target || !asset) return refuse('edit.gone', { what: 'clip' })
    const length = sourceLength(asset)
    if (length === null) return refuse('edit.slip-still', {})
    const wanted = snapToFrame(deltaTicks, before.settings.frameRate)
    if (wanted === 0) return done()
    const shift = fromSpeed(wanted, clip.speed) * (clip.reversed ? 1 : -1)
    const possible = Math.max(-clip.sourceInTicks, Math.min(length - clip.sourceOutTicks, shift))
    if (possible === 0) return refuse('edit.slip-no-room', {})
    target.sourceInTicks = ticks(clip.sourceInTicks + possible)
    target.sourceOutTicks = ticks(clip.sourceOutTicks + possible)
    return done(settleRipple(draft, before))
  },
}
