import type { ProjectSummary } from '#shared/ipc/areas/library.ts'

/** Which lessons are shown: by their state, and by a tag (null: whatever tags they have). */
export type LessonFilter = { readonly show: LessonShow; readonly tag: string | null }

export const lessonShows = ['all', 'draft', 'exported', 'changed', 'deleted'] as const
export type LessonShow = (typeof lessonShows)[number]

export const noFilter: LessonFilter = { show: 'all', tag: null }

/** The order of the lessons stays. Deleted ones are another list, not a part of this one. */
export function filterLessons(projects: readonly ProjectSummary[], { show, tag }: LessonFilter): readonly ProjectSummary[] {
  const everyState = show === 'all' || show === 'deleted'
  if (everyState && tag === null) return projects
  return projects.filter(({ state, tags }) => (everyState || state === show) && (tag === null || tags.includes(tag)))
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

/** Every tag that a lesson has, once, by name. */
export function listTags(projects: readonly ProjectSummary[]): readonly string[] {
  return [...new Set(projects.flatMap(({ tags }) => tags))].toSorted(byName)
}

/** Tags as they are typed, parted by commas: trimmed, each once, empty ones left out. */
export function parseTags(typed: string): readonly string[] {
  const tags = new Map<string, string>()
  for (const part of typed.split(',')) {
    const tag = part.replace(/\s+/g, ' ').trim().slice(0, maxTagLength)
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  return [...tags.values()].slice(0, maxTags)
}

/** As the contract has it. */
export const maxTagLength = 60
export const maxTags = 30
