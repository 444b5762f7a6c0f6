import { createStore } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { noFilter, type LessonFilter } from './filter-lessons.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

type LibraryState = {
  readonly query: string
  readonly filter: LessonFilter
  /** Null before the first answer. */
  readonly projects: readonly ProjectSummary[] | null
  readonly error: ErrorData | null
  /** When the list was asked for: ages on the cards count from here. Milliseconds since 1970. */
  readonly listedAtMs: number
}

/** What the library screen shows. */
export const libraryStore = createStore<LibraryState>(() => ({
  query: '',
  filter: noFilter,
  projects: null,
  error: null,
  listedAtMs: 0,
}))

const searchDelayMs = 120
/** More than a window shows at first; the rest of a large library follows. */
const firstCount = 30
let searchTimer: ReturnType<typeof setTimeout> | null = null
let newestRequest = 0
let openRequests = 0
let askedMeanwhile = false

/** Asks for the list again; an answer that a newer request outran is dropped. */
export async function refreshLibrary(): Promise<void> {
  newestRequest += 1
  const request = newestRequest
  const { query, filter } = libraryStore.getState()
  const asked = { query: query.trim(), deleted: filter.show === 'deleted' }
  openRequests += 1
  try {
    if (libraryStore.getState().projects === null) {
      const { projects: first } = await call('library.list', { ...asked, limit: firstCount })
      if (request !== newestRequest) return
      libraryStore.setState({ projects: first, error: null, listedAtMs: Date.now() })
      if (first.length < firstCount) return
      // What was just listed is drawn before the long list is read.
      await new Promise((resolve) => requestIdleCallback(resolve))
    }
    const { projects } = await call('library.list', asked)
    if (request === newestRequest) libraryStore.setState({ projects, error: null, listedAtMs: Date.now() })
  } catch (thrown) {
    if (request === newestRequest) libraryStore.setState({ error: toErrorData(thrown) })
  } finally {
    openRequests -= 1
    if (openRequests === 0 && askedMeanwhile) {
      askedMeanwhile = false
      void refreshLibrary()
    }
  }
}

/** The library may have changed elsewhere: asks again, after the answer that is awaited where there is one. */
export function refreshSoon(): void {
  if (openRequests === 0) void refreshLibrary()
  else askedMeanwhile = true
}

/** Search as one types. */
export function searchLibrary(query: string): void {
  libraryStore.setState({ query })
  if (searchTimer !== null) clearTimeout(searchTimer)
  searchTimer = setTimeout(() => void refreshLibrary(), searchDelayMs)
}

/** Shows other lessons; the deleted ones are asked for. */
export function showLessons(changes: Partial<LessonFilter>): void {
  const { filter: before } = libraryStore.getState()
  const filter = { ...before, ...changes }
  const otherList = (filter.show === 'deleted') !== (before.show === 'deleted')
  libraryStore.setState(otherList ? { filter, projects: null } : { filter })
  if (otherList) void refreshLibrary()
}

export async function setTags(project: ProjectSummary, tags: readonly string[]): Promise<void> {
  try {
    await call('library.setTags', { projectId: project.projectId, tags })
    await refreshLibrary()
  } catch (thrown) {
    showToast(describeError(toErrorData(thrown)))
  }
}

/** Takes the card away at once and offers to undo. */
export async function deleteProject(project: ProjectSummary): Promise<void> {
  try {
    await call('library.delete', { projectId: project.projectId })
    libraryStore.setState(({ projects }) => ({
      projects: projects?.filter((other) => other.projectId !== project.projectId) ?? null,
    }))
    showToast(text.library.deleted(project.title), {
      label: text.common.undo,
      run: () => void restoreProject(project),
    })
  } catch (thrown) {
    showToast(describeError(toErrorData(thrown)))
  }
}

export async function restoreProject(project: ProjectSummary): Promise<void> {
  try {
    await call('library.restore', { projectId: project.projectId })
    await refreshLibrary()
  } catch (thrown) {
    showToast(describeError(toErrorData(thrown)))
  }
}

export async function duplicateProject({ projectId, title }: ProjectSummary): Promise<void> {
  try {
    await call('library.duplicate', { projectId, title: text.library.copyOf(title).slice(0, 200) })
    await refreshLibrary()
  } catch (thrown) {
    showToast(describeError(toErrorData(thrown)))
  }
}

/** Keeps the lesson as it is stored under a name, for good. Throws where it cannot be kept. */
export async function keepVersion({ projectId }: Pick<ProjectSummary, 'projectId'>, name: string): Promise<void> {
  await call('library.keepVersion', { projectId, name, document: null })
}

/** Goes back to a version; what the lesson was until now is kept as one, too. */
export async function restoreVersion(
  { projectId, title }: Pick<ProjectSummary, 'projectId' | 'title'>,
  versionId: number,
): Promise<void> {
  try {
    const keepNewestAs = text.library.versions.beforeGoingBack
    await call('library.restoreVersion', { projectId, versionId, keepNewestAs })
    showToast(text.library.versions.goneBack(title))
    await refreshLibrary()
  } catch (thrown) {
    showToast(describeError(toErrorData(thrown)))
  }
}
