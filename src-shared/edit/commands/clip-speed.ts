import type { ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'

type Changes = Partial<Pick<Clip, 'speed' | 'reversed'>>

/** Plays a clip faster, slower or backwards; what follows ripples, and what is anchored to a picture stays with it. */
export const setClipSpeed: Command<{ readonly clipId: ClipId; readonly changes: Changes }> = {
  label: 'set-speed',
  run(draft, { clipId, changes }) {
    const before = readDraft(draft)
    const clip = draft.clips[clipId]
    if (!clip) return refuse('edit.gone', { what: 'clip' })
    Object.assign(clip, changes)
    return done(settleRipple(draft, before))
  },
}
