import { onTestFinished } from 'vitest'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import type { Transport } from '#renderer/editor/preview/transport.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { emptyDocument, seconds, videoAsset } from '../../shared/project/sample-document.ts'

export type TestTransport = {
  readonly seeks: { readonly at: Ticks; readonly exact: boolean }[]
  /** What happens where the lesson ends. */
  readonly end: () => void
}

/** A lesson of one clip that is open until the test ends, with a transport that only notes what it is asked. The IPC client must be mocked. */
export function openTestEditor(clipSeconds: number): { readonly editor: LessonEditor; readonly transport: TestTransport } {
  const opened = { document: emptyDocument(), revision: 1, history: null, missingAssetIds: [], notices: [] }
  const editor = new LessonEditor('lesson-1' as ProjectId, opened)
  // With its timers, which would find what the test replaced gone.
  onTestFinished(() => editor.close())
  const length = seconds(clipSeconds)
  editor.run(insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  const seeks: TestTransport['seeks'] = []
  const end = (): void => editor.view.setState({ playing: false })
  const transport: Transport = {
    play: (from) => editor.view.setState({ playing: true, playheadTicks: from }),
    pause: end,
    seek: (at, exact) => void seeks.push({ at, exact }),
    edited: () => null,
    close: () => undefined,
  }
  editor.attachTransport(transport)
  return { editor, transport: { seeks, end } }
}
