import type { Challenge } from '../project/schema/question.ts'

export type Rubric = Challenge['rubric']
export type Criterion = Rubric[number]
export type Level = Criterion['levels'][number]

/** Adds a criterion at the end. It has the levels of the one before it, so that a table stays a table. */
export function addCriterion(rubric: Rubric, firstLevels: readonly Level[]): Rubric {
  const levels = rubric.at(-1)?.levels ?? firstLevels
  return [...rubric, { title: '', levels: levels.map((level) => ({ ...level, description: '' })) }]
}

export function setCriterion(rubric: Rubric, index: number, changes: Partial<Criterion>): Rubric {
  return rubric.map((criterion, at) => (at === index ? { ...criterion, ...changes } : criterion))
}

export function removeCriterion(rubric: Rubric, index: number): Rubric {
  return rubric.toSpliced(index, 1)
}

/** Adds a level that earns one point more than the one before it. */
export function addLevel({ levels }: Criterion, index: number): readonly Level[] {
  const points = (levels[index - 1]?.points ?? -1) + 1
  return levels.toSpliced(index, 0, { label: '', description: '', points })
}

export function setLevel({ levels }: Criterion, index: number, changes: Partial<Level>): readonly Level[] {
  return levels.map((level, at) => (at === index ? { ...level, ...changes } : level))
}

/** The last level stays: a criterion without one judges nothing. */
export function removeLevel({ levels }: Criterion, index: number): readonly Level[] {
  return levels.length > 1 ? levels.toSpliced(index, 1) : levels
}

/** The list with one item elsewhere; the same list where there is no such place. */
export function moveItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const [moved] = items.slice(from, from + 1)
  if (moved === undefined || to < 0 || to >= items.length || from === to) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, moved)
}
