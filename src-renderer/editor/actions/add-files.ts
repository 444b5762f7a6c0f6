import { grantDroppedFiles } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Adds files that were dropped or pasted; the media panel shows how far they are. */
export async function addFiles(editor: LessonEditor, files: readonly File[]): Promise<void> {
  try {
    const grants = await grantDroppedFiles(files)
    if (grants.length === 0) {
      showToast(text.clipboard.noFile)
      return
    }
    editor.show('media')
    await editor.imports.add(grants)
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}
