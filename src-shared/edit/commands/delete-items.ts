import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'
import type { SelectedItem, Selection } from '../selection.ts'
import { removeClips } from './delete-clips.ts'

/** Deletes all that is selected, of any kind, as one step. */
export const deleteItems: Command<{ readonly items: Selection }> = {
  label: 'delete-items',
  run(draft, { items }) {
    const before = readDraft(draft)
    const idsOf = <Kind extends SelectedItem['kind']>(kind: Kind) =>
      items.flatMap((item) => (item.kind === kind ? [item.id as Extract<SelectedItem, { kind: Kind }>['id']] : []))
    // Before the clips, or they would be moved to the cut first.
    for (const id of idsOf('question')) delete draft.questions[id]
    for (const id of idsOf('caption')) delete draft.captions[id]
    for (const id of idsOf('overlay')) delete draft.overlays[id]
    for (const id of idsOf('transition')) delete draft.transitions[id]
    for (const id of idsOf('marker')) delete draft.markers[id]
    for (const id of idsOf('section')) delete draft.sections[id]
    const gaps = new Set(idsOf('gap'))
    if (gaps.size > 0) draft.mainTrack = draft.mainTrack.filter((item) => item.kind === 'clip' || !gaps.has(item.id))
    const clips = idsOf('clip')
    if (clips.some((id) => !before.clips[id])) return refuse('edit.gone', { what: 'clip' })
    const notices = settleRipple(draft, before)
    if (clips.length === 0) return done(notices, [])
    const removed = removeClips(draft, clips)
    return removed.ok ? done([...notices, ...removed.value.notices], []) : removed
  },
}
