import type { ClipId } from '../../project/ids.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'

/** Puts several clips of the main track, in their order there, together at another place; all that is anchored to them goes along. */
export const moveClips: Command<{
  readonly clipIds: readonly ClipId[]
  /** Among the items of the main track without these. */
  readonly toIndex: number
}> = {
  label: 'move-clips',
  run(draft, { clipIds, toIndex }) {
    const before = readDraft(draft)
    const chosen = new Set(clipIds)
    const taken = before.mainTrack.filter((item) => item.kind === 'clip' && chosen.has(item.clipId))
    if (taken.length === 0 || taken.length < chosen.size) return refuse('edit.gone', { what: 'clip' })
    const rest = before.mainTrack.filter((item) => !taken.includes(item))
    const moved = rest.toSpliced(Math.max(0, Math.min(toIndex, rest.length)), 0, ...taken)
    if (moved.every((item, index) => item === before.mainTrack[index])) return done()
    draft.mainTrack = moved
    return done(settleRipple(draft, before))
  },
}
