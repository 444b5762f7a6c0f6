import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

/** What is being made of a clip behind the work: light copy, filmstrip, waveform. */
export type Preparation =
  | { readonly kind: 'running'; readonly jobId: JobId; readonly fraction: number }
  | { readonly kind: 'stopped'; readonly error: ErrorData | null }

type PreparationState = {
  readonly running: Readonly<Record<AssetId, Preparation>>
  /** What there is of an asset: nothing yet, its poster, or everything. */
  readonly made: Readonly<Record<AssetId, 'poster' | 'all'>>
}

/** Has every clip of the open lesson prepared, once; nothing waits for it. */
export class MediaPreparations {
  readonly store: StoreApi<PreparationState> = createStore<PreparationState>(() => ({ running: {}, made: {} }))
  readonly #projectId: ProjectId
  readonly #asked = new Set<AssetId>()

  constructor(projectId: ProjectId) {
    this.#projectId = projectId
  }

  /** Asks for what is missing of the assets that are new in the document. */
  follow({ assets }: Pick<LessonDocument, 'assets'>): void {
    for (const { id, interpretation } of Object.values(assets)) {
      if (this.#asked.has(id) || interpretation === null) continue
      this.#asked.add(id)
      void this.start(id)
    }
  }

  /** Asks for what is missing of an asset; again after it was stopped or failed, which goes on where it had come to. */
  async start(assetId: AssetId): Promise<void> {
    try {
      const { jobId } = await call('media.prepare', { projectId: this.#projectId, assetId })
      this.#note(assetId, jobId ? 'poster' : 'all')
      if (!jobId) return this.#set(assetId, null)
      this.#set(assetId, { kind: 'running', jobId, fraction: 0 })
      const job = await followJob(jobId, ({ fraction }) =>
        this.#set(assetId, { kind: 'running', jobId, fraction: fraction ?? 0 }),
      )
      if (job.state === 'succeeded') {
        this.#set(assetId, null)
        this.#note(assetId, 'all')
      } else this.#set(assetId, { kind: 'stopped', error: job.state === 'failed' ? job.error : null })
    } catch (thrown) {
      this.#set(assetId, { kind: 'stopped', error: toErrorData(thrown) })
    }
  }

  async stop(assetId: AssetId): Promise<void> {
    const known = this.store.getState().running[assetId]
    if (known?.kind === 'running') await call('jobs.cancel', { jobId: known.jobId })
  }

  #note(assetId: AssetId, what: 'poster' | 'all'): void {
    this.store.setState(({ made }) => ({ made: { ...made, [assetId]: what } }))
  }

  #set(assetId: AssetId, preparation: Preparation | null): void {
    this.store.setState(({ running }) => {
      const { [assetId]: _, ...others } = running
      return { running: preparation === null ? others : { ...others, [assetId]: preparation } }
    })
  }
}
