import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { JobId, JobResult } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { projectFileEnding } from '#shared/ipc/project-file-ending.ts'
import { AppError, describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

type Running = {
  readonly jobId: JobId
  readonly title: string
  readonly label: string
  /** What should be known of it, where anything. */
  readonly remark: string | null
  readonly fraction: number | null
}

/** A lesson that is on its way into a file for colleagues, or out of one; null while there is none. */
export const projectFileStore: StoreApi<Running | null> = createStore<Running | null>(() => null)

const isProjectFile = ({ fileName }: Grant): boolean => fileName.toLowerCase().endsWith(`.${projectFileEnding}`)

/** Lesson files, and everything else. */
export function sortDropped(grants: readonly Grant[]): { readonly files: readonly Grant[]; readonly others: readonly Grant[] } {
  return { files: grants.filter(isProjectFile), others: grants.filter((grant) => !isProjectFile(grant)) }
}

async function follow(start: Omit<Running, 'fraction'>): Promise<JobResult | null> {
  projectFileStore.setState({ ...start, fraction: null }, true)
  try {
    const job = await followJob(start.jobId, ({ fraction }) => projectFileStore.setState({ ...start, fraction }, true))
    if (job.state === 'cancelled') {
      showToast(text.projectFile.stopped)
      return null
    }
    if (job.result === null) throw job.error ? new AppError(job.error) : new Error('the job gave no result')
    return job.result
  } finally {
    projectFileStore.setState(null, true)
  }
}

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

/** Asks where to, and puts the stored lesson with its clips into one file. */
export async function saveProjectFile(projectId: ProjectId): Promise<void> {
  try {
    const { jobId } = await call('projectFiles.save', { projectId })
    if (jobId === null) return
    const { savingTitle: title, packing: label, carries: remark } = text.projectFile
    const result = await follow({ jobId, title, label, remark })
    if (result?.kind === 'pack') showToast(text.projectFile.saved(result.fileName))
  } catch (thrown) {
    tell(thrown)
  }
}

/** Takes files of colleagues into the library one after the other; gives the last lesson that came in, or null. */
export async function openProjectFiles(grants: readonly Grant[]): Promise<ProjectId | null> {
  let last: ProjectId | null = null
  for (const [index, { grantId, fileName }] of grants.entries()) {
    try {
      const { jobId } = await call('projectFiles.open', { grantId })
      const waiting = grants.length - index - 1
      const result = await follow({
        jobId,
        title: text.projectFile.openingTitle,
        label: text.projectFile.unpacking(fileName),
        remark: waiting > 0 ? text.projectFile.waiting(waiting) : null,
      })
      if (result?.kind !== 'unpack') continue
      last = result.projectId
      showToast(result.isCopy ? text.projectFile.openedCopy(result.title) : text.projectFile.opened(result.title))
    } catch (thrown) {
      tell(thrown)
    }
  }
  return last
}

export async function stopProjectFile(): Promise<void> {
  const running = projectFileStore.getState()
  if (running) await call('jobs.cancel', { jobId: running.jobId }).catch(tell)
}
