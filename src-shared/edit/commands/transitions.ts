import type { ClipId, TransitionId } from '../../project/ids.ts'
import type { Transition } from '../../project/schema/clip.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'

type Args = {
  /** The clip that the transition leads into. */
  readonly rightClipId: ClipId
  /** Null for a plain cut. */
  readonly transition: Pick<Transition, 'kind' | 'durationTicks'> | null
}

/** Says how the picture goes over from the clip before into a clip of the main track. */
export const setTransition: Command<Args> = {
  label: 'set-transition',
  run(draft, { rightClipId, transition }, { newId }) {
    const { mainClipIds, mainIndexes } = deriveTimeline(readDraft(draft))
    const leftClipId = mainClipIds[(mainIndexes.get(rightClipId) ?? 0) - 1]
    if (!draft.clips[rightClipId] || leftClipId === undefined) return refuse('edit.gone', { what: 'cut before this clip' })
    const known = Object.values(draft.transitions).find((each) => each.rightClipId === rightClipId)
    if (!transition) {
      if (known) delete draft.transitions[known.id]
      return done()
    }
    const id = known?.id ?? (newId() as TransitionId)
    draft.transitions[id] = { id, leftClipId, rightClipId, ...transition }
    return done()
  },
}
