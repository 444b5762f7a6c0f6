import { castDraft } from 'immer'
import type { ClipId } from '../../project/ids.ts'
import type { Clip, ClipPicture, ClipSound } from '../../project/schema/clip.ts'
import { done, refuse, type Command } from '../command.ts'

/** Changes what a clip is called, or what is seen in it, in words. */
export const setClipText: Command<{ readonly clipId: ClipId } & Partial<Pick<Clip, 'label' | 'altText'>>> = {
  label: 'set-clip-text',
  run(draft, { clipId, ...changes }) {
    const clip = draft.clips[clipId]
    if (!clip) return refuse('edit.gone', { what: 'clip' })
    Object.assign(clip, changes)
    return done()
  },
}

/** Changes sound settings (gain in dB, mute, fades) of one clip or many. */
export const setClipSound: Command<{ readonly clipIds: readonly ClipId[]; readonly changes: Partial<ClipSound> }> = {
  label: 'set-sound',
  run(draft, { clipIds, changes }) {
    for (const clipId of clipIds) {
      const clip = draft.clips[clipId]
      if (!clip) return refuse('edit.gone', { what: 'clip' })
      Object.assign(clip.sound, castDraft(changes))
    }
    return done()
  },
}

/** Changes picture settings (fill or fit, placement, look) of one clip or many. */
export const setClipPicture: Command<{ readonly clipIds: readonly ClipId[]; readonly changes: Partial<ClipPicture> }> = {
  label: 'set-picture',
  run(draft, { clipIds, changes }) {
    for (const clipId of clipIds) {
      const clip = draft.clips[clipId]
      if (!clip) return refuse('edit.gone', { what: 'clip' })
      Object.assign(clip.picture, castDraft(changes))
    }
    return done()
  },
}
