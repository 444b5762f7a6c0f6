import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { RecordingId } from '#shared/ipc/areas/recording.ts'
import type { LessonEditor } from './editor/lesson-editor.ts'
import { call } from './ipc/client.ts'

type Recorded = { readonly recordingId: RecordingId; readonly grant: Grant }

/** Brings a recording into a lesson; only when it is stored there is it not offered any more. */
export async function addRecording(editor: LessonEditor, { recordingId, grant }: Recorded): Promise<void> {
  await editor.imports.add([grant])
  // Every recording has a name of its own.
  const isIn = Object.values(editor.document.assets).some(({ fileName }) => fileName === grant.fileName)
  if (isIn && (await editor.autosave.flush())) await call('recording.settle', { recordingId })
}
