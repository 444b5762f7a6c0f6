import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { groupItems, ungroupItems } from '#shared/edit/commands/groups.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'

export function groupSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length < 2) showToast(text.shortcuts.needsSeveral)
  else if (editor.run(groupItems, { items: selection })) announce(text.shortcuts.grouped(selection.length))
}

export function ungroupSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) showToast(text.editor.nothingSelected)
  else if (editor.run(ungroupItems, { items: selection })) announce(text.shortcuts.ungrouped)
}
