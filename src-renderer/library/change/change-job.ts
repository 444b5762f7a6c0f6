import { createStore } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import type { JobId, JobResult } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { refreshLibrary } from '../library-store.ts'

type Left = Extract<JobResult, { readonly kind: 'library-edit' }>['left']
/** What is done to many lessons: a change, their export, and the way back of each. */
export type Task = 'change' | 'export' | WayBack
type WayBack = 'take-back' | 'put-back'

export type ChangeOutcome = {
  /** By which it can be taken back. */
  readonly changeId: string
  /** How many lessons it was done to. */
  readonly count: number
  readonly left: Left
}

export type ChangeState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'running'; readonly task: Task; readonly jobId: JobId | null; readonly fraction: number | null }
  | { readonly kind: 'done'; readonly task: Task; readonly outcome: ChangeOutcome }
  | { readonly kind: 'stopped'; readonly task: Exclude<Task, WayBack> }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** The one change to many lessons that is being made; it goes on while its dialog is closed. */
export const changeStore = createStore<ChangeState>(() => ({ kind: 'choosing' }))

export function startChange(projectIds: readonly ProjectId[], edit: LibraryEdit): Promise<void> {
  return follow('change', () => call('libraryEdits.start', { projectIds, edit }))
}

export function takeChangeBack(changeId: string, task: WayBack): Promise<void> {
  return follow(task, () => call('libraryEdits.takeBack', { changeId }))
}

export function startExport(projectIds: readonly ProjectId[], note: string): Promise<void> {
  return follow('export', () => call('libraryEdits.export', { projectIds, note }))
}

async function follow(task: Task, order: () => Promise<{ readonly jobId: JobId }>): Promise<void> {
  if (changeStore.getState().kind === 'running') return
  set({ kind: 'running', task, jobId: null, fraction: null })
  try {
    const { jobId } = await order()
    const job = await followJob(jobId, ({ fraction }) => set({ kind: 'running', task, jobId, fraction }))
    void refreshLibrary()
    if (job.state === 'cancelled' && isStoppable(task)) return set({ kind: 'stopped', task })
    const outcome = readOutcome(job.result)
    if (!outcome) throw job.error ? new AppError(job.error) : new Error('the change gave no result')
    set({ kind: 'done', task, outcome })
    announce(text.libraryEdit.done[task](outcome.count))
  } catch (thrown) {
    set({ kind: 'failed', error: toErrorData(thrown) })
  }
}

/** A way back is short, and half of it is of no use. */
export function isStoppable(task: Task): task is Exclude<Task, WayBack> {
  return task === 'change' || task === 'export'
}

function readOutcome(result: JobResult | null): ChangeOutcome | null {
  if (result?.kind === 'library-edit') return { changeId: result.changeId, count: result.changed, left: result.left }
  return result?.kind === 'export-again' ? { changeId: result.changeId, count: result.exported, left: result.left } : null
}

export async function stopChange(): Promise<void> {
  const state = changeStore.getState()
  if (state.kind !== 'running' || state.jobId === null) return
  await call('jobs.cancel', { jobId: state.jobId }).catch((thrown: unknown) =>
    set({ kind: 'failed', error: toErrorData(thrown) }),
  )
}

/** Back to the choice; only after a change ended. */
export function resetChange(): void {
  if (changeStore.getState().kind !== 'running') set({ kind: 'choosing' })
}

function set(state: ChangeState): void {
  changeStore.setState(state, true)
}
