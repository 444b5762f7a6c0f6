import { describe, expect, it } from 'vitest'
import { filterLessons, listTags, noFilter, parseTags } from '#renderer/library/filter-lessons.ts'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import { zeroTicks } from '#shared/time/ticks.ts'

const lesson = (id: string, state: ProjectSummary['state'], ...tags: string[]): ProjectSummary => ({
  projectId: id as ProjectId,
  title: id,
  language: 'en',
  durationTicks: zeroTicks,
  questionCount: 0,
  posterUrl: null,
  state,
  tags,
  missingMedia: false,
  newer: false,
  revision: 1,
  updatedAtMs: 0,
  deletedAtMs: null,
})
const all = [lesson('a', 'draft', 'Physics'), lesson('b', 'exported', 'unit 10', 'Physics'), lesson('c', 'changed', 'unit 2')]
const ids = (projects: readonly ProjectSummary[]): string => projects.map(({ projectId }) => projectId).join('')

describe('lessons', () => {
  it('are shown by state and tag, in their order', () => {
    expect(filterLessons(all, noFilter)).toBe(all)
    expect(ids(filterLessons(all, { show: 'changed', tag: null }))).toBe('c')
    expect(ids(filterLessons(all, { show: 'all', tag: 'Physics' }))).toBe('ab')
    expect(ids(filterLessons(all, { show: 'draft', tag: 'unit 2' }))).toBe('')
    expect(ids(filterLessons(all, { show: 'deleted', tag: null }))).toBe('abc')
  })

  it('have each tag listed once, numbers in their order', () => {
    expect(listTags(all)).toEqual(['Physics', 'unit 2', 'unit 10'])
  })
})

describe('typed tags', () => {
  it('are parted by commas, and each is taken once', () => {
    expect(parseTags(' Physics, unit  2,,physics , ')).toEqual(['Physics', 'unit 2'])
    expect(parseTags('')).toEqual([])
    expect(parseTags('x'.repeat(100))).toEqual(['x'.repeat(60)])
    expect(parseTags(Array.from({ length: 50 }, (_, index) => index).join(','))).toHaveLength(30)
  })
})
