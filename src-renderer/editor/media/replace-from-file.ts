import { call } from '#renderer/ipc/client.ts'
import { replaceWithNewMedia } from '#shared/edit/commands/replace-media.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Lets the user pick a file that a clip then shows; its place, length and settings stay. One step to undo. */
export async function replaceFromFile(
  editor: Pick<LessonEditor, 'imports' | 'run' | 'tellError'>,
  clipId: ClipId,
): Promise<void> {
  try {
    const { grants } = await call('media.chooseFiles', { purpose: 'original' })
    await editor.imports.add(grants.slice(0, 1), (asset) => editor.run(replaceWithNewMedia, { clipId, asset }))
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}
