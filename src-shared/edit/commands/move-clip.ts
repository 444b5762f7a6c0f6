import type { ClipId } from '../../project/ids.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'

/** Puts a clip at another place of the main track; all that is anchored to it goes along. */
export const moveClip: Command<{
  readonly clipId: ClipId
  /** Among the items of the main track without this one. */
  readonly toIndex: number
}> = {
  label: 'move-clip',
  run(draft, { clipId, toIndex }) {
    const before = readDraft(draft)
    const from = before.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clipId)
    const item = before.mainTrack[from]
    if (!item) return refuse('edit.gone', { what: 'clip' })
    const to = Math.max(0, Math.min(toIndex, before.mainTrack.length - 1))
    if (to === from) return done()
    draft.mainTrack.splice(from, 1)
    draft.mainTrack.splice(to, 0, item)
    return done(settleRipple(draft, before))
  },
}
