import type { GroupId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { idsOf, type SelectedItem, type Selection } from './selection.ts'

/** The selection with the rest of every group of which something is selected; the same object where that adds nothing. */
export function expandGroups(document: LessonDocument, selection: Selection): Selection {
  const groups = groupsOf(document, selection)
  if (groups.size === 0) return selection
  const chosen = new Set<string>(selection.map(({ kind, id }) => `${kind}/${id}`))
  const added = membersOf(document, groups).filter(({ kind, id }) => !chosen.has(`${kind}/${id}`))
  return added.length === 0 ? selection : [...selection, ...added]
}

/** The groups that the selected clips and overlays belong to. */
export function groupsOf(document: LessonDocument, selection: Selection): ReadonlySet<GroupId> {
  const found = [
    ...idsOf(selection, 'clip').map((id) => document.clips[id]?.groupId),
    ...idsOf(selection, 'overlay').map((id) => document.overlays[id]?.groupId),
  ]
  return new Set(found.filter((groupId) => groupId !== null && groupId !== undefined))
}

export function membersOf({ clips, overlays }: LessonDocument, groups: ReadonlySet<GroupId>): Selection {
  const members: SelectedItem[] = []
  for (const { id, groupId } of Object.values(clips)) if (groupId && groups.has(groupId)) members.push({ kind: 'clip', id })
  for (const { id, groupId } of Object.values(overlays)) if (groupId && groups.has(groupId)) members.push({ kind: 'overlay', id })
  return members
}
