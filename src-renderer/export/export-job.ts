import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import type { ExportFormat } from '#shared/ipc/areas/export.ts'
import type { JobId, JobResult, JobSnapshot } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Platform } from '#shared/package/platforms.ts'
import type { CopySummary } from '#shared/render-plan/smart/sum-copies.ts'
import { createTimeLeft } from '#shared/time/time-left.ts'
import type { ExportDetails } from './export-wish.ts'

export type ExportedFile = { readonly fileName: string; readonly byteLength: number }

type ExportResult = Extract<JobResult, { kind: 'export' }>

export type ExportState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'saving' }
  | {
      readonly kind: 'running'
      readonly jobId: JobId
      readonly fileName: string
      readonly stage: string | null
      readonly fraction: number | null
      readonly leftMs: number | null
      readonly paused: boolean
    }
  | {
      readonly kind: 'done'
      readonly jobId: JobId
      readonly platform: Platform
      readonly files: readonly ExportedFile[]
      readonly damagedClips: readonly string[]
      readonly encoder: ExportResult['encoder']
      /** Null where the export was not to copy. */
      readonly copied: CopySummary | null
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorData | null }

export type ExportRequest = {
  readonly projectId: ProjectId
  readonly platform: Platform
  readonly details: ExportDetails
  /** What the author says is new. */
  readonly note: string
  readonly suggestedName: string
  /** Stores what is unsaved; the stored revision, or null where that failed. */
  readonly save: () => Promise<number | null>
}

export const platformFormat = (platform: Platform): ExportFormat => platform.format ?? 'mp4'

/** The export of the open lesson; it goes on while its dialog is closed. */
export class ExportJob {
  readonly state: StoreApi<ExportState> = createStore<ExportState>(() => ({ kind: 'choosing' }))

  async start({ projectId, platform, details, note, suggestedName, save }: ExportRequest): Promise<void> {
    try {
      const format = platformFormat(platform)
      const { preset, choice, posterTicks, credits, h5pLibraries, extension } = details
      const { grant } = await call('export.chooseTarget', { suggestedName, extension })
      if (!grant) return
      this.#set({ kind: 'saving' })
      const revision = await save()
      if (revision === null) return this.#set({ kind: 'failed', error: null })
      const { jobId } = await call('export.start', {
        projectId,
        revision,
        format,
        preset,
        burnCaptions: format === 'mp4',
        choice,
        posterTicks,
        credits,
        note: note.trim(),
        librariesGrantId: h5pLibraries?.grantId ?? null,
        grantId: grant.grantId,
      })
      this.#set({ kind: 'running', jobId, fileName: grant.fileName, stage: null, fraction: null, leftMs: null, paused: false })
      await this.#follow(jobId, grant.fileName, platform)
    } catch (thrown) {
      this.#set({ kind: 'failed', error: toErrorData(thrown) })
    }
  }

  async stop(): Promise<void> {
    const state = this.state.getState()
    if (state.kind !== 'running') return
    await call('jobs.cancel', { jobId: state.jobId }).catch((thrown: unknown) =>
      this.#set({ kind: 'failed', error: toErrorData(thrown) }),
    )
  }

  async setPaused(paused: boolean): Promise<void> {
    const state = this.state.getState()
    if (state.kind !== 'running') return
    await call('jobs.setPaused', { jobId: state.jobId, paused }).catch((thrown: unknown) =>
      this.#set({ kind: 'failed', error: toErrorData(thrown) }),
    )
  }

  /** Back to the question; only after an export ended. */
  reset(): void {
    const { kind } = this.state.getState()
    if (kind !== 'running' && kind !== 'saving') this.#set({ kind: 'choosing' })
  }

  async #follow(jobId: JobId, fileName: string, platform: Platform): Promise<void> {
    const timeLeft = createTimeLeft()
    const job = await followJob(jobId, ({ stage, fraction, state }: JobSnapshot) => {
      const paused = state === 'paused'
      if (paused) timeLeft.rest()
      const leftMs = fraction === null || paused ? null : timeLeft.note(performance.now(), fraction)
      this.#set({ kind: 'running', jobId, fileName, stage: state === 'queued' ? 'queued' : stage, fraction, leftMs, paused })
    })
    if (job.state === 'cancelled') return this.#set({ kind: 'stopped' })
    if (job.result?.kind !== 'export') throw job.error ? new AppError(job.error) : new Error('The export gave no result')
    const { files, damagedClips, copied, encoder } = job.result
    this.#set({ kind: 'done', jobId, platform, files, damagedClips, copied, encoder })
    announce(text.export.doneAnnounced)
  }

  #set(state: ExportState): void {
    this.state.setState(state, true)
  }
}
