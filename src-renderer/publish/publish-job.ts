import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import type { ChannelInput } from '#shared/ipc/contract.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import type { PlaceSummary } from '#shared/ipc/areas/publish.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

/** What is published: what an export made, or a file of the user's choice. */
export type PublishSource = ChannelInput<'publish.start'>['source']

export type PublishState =
  | { readonly kind: 'choosing'; readonly stopped: PlaceSummary | null }
  | { readonly kind: 'running'; readonly jobId: JobId; readonly place: PlaceSummary; readonly fraction: number | null }
  | {
      readonly kind: 'done'
      readonly jobId: JobId
      readonly place: PlaceSummary
      readonly where: string
      readonly canFinish: boolean
    }
  | { readonly kind: 'failed'; readonly place: PlaceSummary; readonly error: ErrorData }

/** One upload, from the press of the button to its end. */
export class PublishJob {
  readonly state: StoreApi<PublishState> = createStore<PublishState>(() => ({ kind: 'choosing', stopped: null }))

  async start(place: PlaceSummary, source: PublishSource): Promise<void> {
    try {
      const { jobId } = await call('publish.start', { placeId: place.placeId, source })
      this.#set({ kind: 'running', jobId, place, fraction: null })
      const job = await followJob(jobId, ({ fraction }) => this.#set({ kind: 'running', jobId, place, fraction }))
      if (job.state === 'cancelled') return this.#set({ kind: 'choosing', stopped: place })
      if (job.result?.kind !== 'publish') throw job.error ? new AppError(job.error) : new Error('the upload gave no result')
      this.#set({ kind: 'done', jobId, place, where: job.result.place, canFinish: job.result.finishUrl !== null })
      announce(text.publish.doneTitle)
    } catch (thrown) {
      this.#set({ kind: 'failed', place, error: toErrorData(thrown) })
    }
  }

  async stop(): Promise<void> {
    const state = this.state.getState()
    if (state.kind !== 'running') return
    await call('jobs.cancel', { jobId: state.jobId }).catch((thrown: unknown) =>
      this.#set({ kind: 'failed', place: state.place, error: toErrorData(thrown) }),
    )
  }

  reset(): void {
    this.#set({ kind: 'choosing', stopped: null })
  }

  #set(state: PublishState): void {
    this.state.setState(state, true)
  }
}
