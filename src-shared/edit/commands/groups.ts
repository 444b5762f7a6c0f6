import type { GroupId } from '../../project/ids.ts'
import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { groupsOf, membersOf } from '../groups.ts'
import { readDraft } from '../places.ts'
import { keepExisting, type Selection } from '../selection.ts'

/** Makes the selected clips and overlays one group (see `expandGroups`); what else is selected has no place in one. */
export const groupItems: Command<{ readonly items: Selection }> = {
  label: 'group-items',
  run(draft, { items }, { newId }) {
    const before = readDraft(draft)
    if (keepExisting(items, before).length < items.length) return refuse('edit.gone', { what: 'item' })
    const members = items.filter(({ kind }) => kind === 'clip' || kind === 'overlay')
    if (members.length < 2) return refuse('edit.group-few', {})
    const id = newId() as GroupId
    draft.groups[id] = { id, name: '' }
    assignGroup(draft, members, id)
    dropEmptyGroups(draft, groupsOf(before, members))
    return done([], members)
  },
}

/** Takes the groups apart of which something is selected. */
export const ungroupItems: Command<{ readonly items: Selection }> = {
  label: 'ungroup-items',
  run(draft, { items }) {
    const before = readDraft(draft)
    const groups = groupsOf(before, items)
    if (groups.size === 0) return refuse('edit.not-grouped', {})
    const members = membersOf(before, groups)
    assignGroup(draft, members, null)
    dropEmptyGroups(draft, groups)
    return done([], members)
  },
}

function assignGroup(draft: LessonDraft, members: Selection, groupId: GroupId | null): void {
  for (const { kind, id } of members) {
    const record = kind === 'clip' ? draft.clips[id] : kind === 'overlay' ? draft.overlays[id] : undefined
    if (record) record.groupId = groupId
  }
}

function dropEmptyGroups(draft: LessonDraft, groups: ReadonlySet<GroupId>): void {
  const document = readDraft(draft)
  for (const groupId of groups) if (membersOf(document, new Set([groupId])).length === 0) delete draft.groups[groupId]
}
