import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import type { ExportRecord } from '#shared/package/export-record.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { noFileFacts, type FileFacts, type MeasuredMedia } from '#shared/preflight/measured.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { LessonEditor } from '../lesson-editor.ts'

export type PreflightState = {
  /** 0 to 1; null while nothing is looked at. */
  readonly fraction: number | null
  readonly files: FileFacts
  /** What was measured last, and of which lesson. */
  readonly measured: { readonly media: MeasuredMedia; readonly of: LessonDocument } | null
  readonly error: ErrorData | null
  /** What the last package said of itself; null before the first, and until it is known. */
  readonly lastExport: ExportRecord | null
}

/** The look at pictures and sound of an open lesson. It goes on while another panel is shown. */
export class PreflightWork {
  readonly store: StoreApi<PreflightState> = createStore<PreflightState>(() => ({
    fraction: null,
    files: noFileFacts,
    measured: null,
    error: null,
    lastExport: null,
  }))
  /** What still says that a finding was ignored, by the finding's key. */
  readonly toasts = new Map<string, number>()
  readonly #editor: LessonEditor
  #jobId: JobId | null = null
  #stopped = false

  constructor(editor: LessonEditor) {
    this.#editor = editor
  }

  async measure(): Promise<void> {
    if (this.store.getState().fraction !== null) return
    this.#stopped = false
    this.store.setState({ fraction: 0, error: null })
    try {
      if (!(await this.#editor.autosave.flush())) return
      const of = this.#editor.document
      const { jobId } = await call('preflight.measure', { projectId: this.#editor.projectId })
      this.#jobId = jobId
      if (this.#stopped) this.cancel()
      const job = await followJob(jobId, ({ fraction }) => this.store.setState({ fraction: fraction ?? 0 }))
      if (job.state === 'cancelled') return
      if (job.result?.kind !== 'preflight') throw job.error ? new AppError(job.error) : new Error('The check gave no result')
      const { files, media } = job.result
      this.store.setState({ files, measured: media && { media, of } })
      announce(text.preflight.measureDone)
    } catch (thrown) {
      this.store.setState({ error: toErrorData(thrown) })
    } finally {
      this.#jobId = null
      this.store.setState({ fraction: null })
    }
  }

  async readLastExport(): Promise<void> {
    // Without it only a comparison is lost.
    const last = await call('export.last', { projectId: this.#editor.projectId }).catch(() => null)
    if (last) this.store.setState({ lastExport: last.record })
  }

  cancel(): void {
    this.#stopped = true
    const jobId = this.#jobId
    if (jobId) void call('jobs.cancel', { jobId }).catch((thrown: unknown) => this.store.setState({ error: toErrorData(thrown) }))
  }
}

const works = new WeakMap<LessonEditor, PreflightWork>()

export function preflightOf(editor: LessonEditor): PreflightWork {
  const known = works.get(editor)
  if (known) return known
  const made = new PreflightWork(editor)
  works.set(editor, made)
  return made
}
