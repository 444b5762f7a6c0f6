import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { copyItems, parseClipboardItems } from '#shared/edit/clipboard.ts'
import { duplicateItems, pasteItems } from '#shared/edit/commands/paste-items.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { addFiles } from './add-files.ts'
import { deleteSelection } from './clips.ts'

/** Ours alone: other programs do not offer it to be pasted. */
export const clipboardType = 'application/x-tidbit-items'

/** Says whether something was put there. */
export function copySelection(editor: LessonEditor, clipboard: DataTransfer): boolean {
  const { document, selection } = editor.session.getSnapshot()
  const items = copyItems(document, selection)
  if (!items) {
    showToast(text.editor.nothingSelected)
    return false
  }
  clipboard.setData(clipboardType, JSON.stringify(items))
  announce(text.clipboard.copied(selection.length))
  return true
}

export function cutSelection(editor: LessonEditor, clipboard: DataTransfer): void {
  if (copySelection(editor, clipboard)) deleteSelection(editor)
}

/** What was copied in an editor goes in at the playhead; files are added to the lesson; anything else is declined in a sentence. */
export async function paste(editor: LessonEditor, clipboard: DataTransfer): Promise<void> {
  const own = clipboard.getData(clipboardType)
  const files = [...clipboard.files]
  if (own !== '') pasteOwn(editor, own)
  else if (files.length > 0) await addFiles(editor, files)
  else showToast(clipboard.getData('text/plain') === '' ? text.clipboard.empty : text.clipboard.onlyText)
}

function pasteOwn(editor: LessonEditor, copied: string): void {
  const items = parseClipboardItems(copied)
  if (!items) {
    showToast(text.clipboard.nonsense)
    return
  }
  editor.pause()
  editor.run(pasteItems, { items, atTicks: editor.playheadTicks })
}

/** Leads to a `copy` event, as the key of the system does. Says whether items were copied, and not words that someone has marked. */
function askToCopy(editor: LessonEditor): boolean {
  const hasWords = document.getSelection()?.isCollapsed === false
  if (!hasWords && editor.session.getSnapshot().selection.length === 0) {
    showToast(text.editor.nothingSelected)
    return false
  }
  return document.execCommand('copy') && !hasWords
}

export function copyByKey(editor: LessonEditor): void {
  askToCopy(editor)
}

export function cutByKey(editor: LessonEditor): void {
  if (askToCopy(editor)) deleteSelection(editor)
}

/** Leads to a `paste` event; a page may not read the clipboard by itself. */
export function pasteByKey(editor: LessonEditor): void {
  call('app.paste', {}).catch((thrown: unknown) => editor.tellError(toErrorData(thrown)))
}

export function duplicateSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) showToast(text.editor.nothingSelected)
  else editor.run(duplicateItems, { items: selection })
}
