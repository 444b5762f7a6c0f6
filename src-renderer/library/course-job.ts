import { createStore } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import type { JobId, JobSnapshot } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { courseEndings, type CourseFormat } from '#shared/package/course/course.ts'
import type { RenderPreset } from '#shared/package/package-plan.ts'
import { refreshLibrary } from './library-store.ts'

export type CourseState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'running'; readonly jobId: JobId; readonly fileName: string; readonly fraction: number | null }
  | {
      readonly kind: 'done'
      readonly jobId: JobId
      readonly format: CourseFormat
      readonly fileName: string
      readonly byteLength: number
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** The one course that is being made; it goes on while its dialog is closed. */
export const courseStore = createStore<CourseState>(() => ({ kind: 'choosing' }))

export type CourseWish = {
  readonly projectIds: readonly ProjectId[]
  readonly title: string
  readonly format: CourseFormat
  readonly preset: RenderPreset
  readonly suggestedName: string
}

export async function startCourse({ suggestedName, ...wish }: CourseWish): Promise<void> {
  try {
    const extension = extensions[courseEndings[wish.format]]
    const { grant } = await call('export.chooseTarget', { suggestedName, extension })
    if (!grant) return
    const { jobId } = await call('course.start', { ...wish, grantId: grant.grantId })
    const { fileName } = grant
    set({ kind: 'running', jobId, fileName, fraction: null })
    const job = await followJob(jobId, ({ fraction }: JobSnapshot) => set({ kind: 'running', jobId, fileName, fraction }))
    if (job.state === 'cancelled') return set({ kind: 'stopped' })
    if (job.result?.kind !== 'export') throw job.error ? new AppError(job.error) : new Error('the course gave no result')
    const [file] = job.result.files
    set({ kind: 'done', jobId, format: wish.format, fileName: file?.fileName ?? fileName, byteLength: file?.byteLength ?? 0 })
    announce(text.course.doneAnnounced)
    void refreshLibrary()
  } catch (thrown) {
    set({ kind: 'failed', error: toErrorData(thrown) })
  }
}

const extensions = { '.mbz': 'mbz', '.zip': 'zip', '.imscc': 'imscc' } as const

export async function stopCourse(): Promise<void> {
  const state = courseStore.getState()
  if (state.kind !== 'running') return
  await call('jobs.cancel', { jobId: state.jobId }).catch((thrown: unknown) =>
    set({ kind: 'failed', error: toErrorData(thrown) }),
  )
}

/** Back to the choice; only after a course ended. */
export function resetCourse(): void {
  if (courseStore.getState().kind !== 'running') set({ kind: 'choosing' })
}

function set(state: CourseState): void {
  courseStore.setState(state, true)
}
