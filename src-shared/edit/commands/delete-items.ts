import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'
import { idsOf, type Selection } from '../selection.ts'
import { removeClips } from './delete-clips.ts'

/** Deletes all that is selected, of any kind, as one step; gaps and clips of the main track close up. */
export const deleteItems: Command<{ readonly items: Selection }> = {
  label: 'delete-items',
  run(draft, { items }) {
    const before = readDraft(draft)
    // Before the clips, or they would be moved to the cut first.
    removeRecords(draft, items)
    const gaps = new Set(idsOf(items, 'gap'))
    if (gaps.size > 0) draft.mainTrack = draft.mainTrack.filter((item) => item.kind === 'clip' || !gaps.has(item.id))
    const clips = idsOf(items, 'clip')
    if (clips.some((id) => !before.clips[id])) return refuse('edit.gone', { what: 'clip' })
    const notices = settleRipple(draft, before)
    if (clips.length === 0) return done(notices, [])
    const removed = removeClips(draft, clips)
    return removed.ok ? done([...notices, ...removed.value.notices], []) : removed
  },
}

/** Deletes what is selected but for clips and gaps, which take a place of the main track. */
export function removeRecords(draft: LessonDraft, items: Selection): void {
  for (const id of idsOf(items, 'question')) delete draft.questions[id]
  for (const id of idsOf(items, 'caption')) delete draft.captions[id]
  for (const id of idsOf(items, 'overlay')) delete draft.overlays[id]
  for (const id of idsOf(items, 'transition')) delete draft.transitions[id]
  for (const id of idsOf(items, 'marker')) delete draft.markers[id]
  for (const id of idsOf(items, 'section')) delete draft.sections[id]
}
