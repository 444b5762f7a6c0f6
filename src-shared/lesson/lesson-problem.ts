import type { z } from '../base/zod.ts'

/** Something to correct in a lesson.json: where, and what to write there. */
export type LessonProblem = {
  /** As one would write it in code: `quizzes[1].choices`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
}

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

export function formatPath(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')
}

/** `quizzes[1].choices: write at least two choices`. */
export function formatProblem({ path, message }: LessonProblem): string {
  return path === '' ? message : `${path}: ${message}`
}

/** What zod found, in words that say what to write. `knownKeys` gives the keys allowed at a place, for "did you mean". */
export function describeIssues(issues: readonly Issue[], knownKeys: (path: Path) => readonly string[]): LessonProblem[] {
  const problems = issues.flatMap((issue) => describeIssue(issue, [], knownKeys))
  const listedAt = new Map<string, string>()
  return problems.map((problem) => {
    if (!problem.message.startsWith(keyList)) return problem
    const first = listedAt.get(problem.message)
    if (first !== undefined) return { ...problem, message: `${removeKey}, or write one of those listed at ${first}` }
    listedAt.set(problem.message, problem.path)
    return problem
  })
}

const removeKey = 'is not known; remove it'
const keyList = `${removeKey}, or write one of `

function describeIssue(issue: Issue, above: Path, knownKeys: (path: Path) => readonly string[]): LessonProblem[] {
  const path = [...above, ...issue.path]
  const at = (message: string): LessonProblem[] => [{ path: formatPath(path), message }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: formatPath([...path, key]), message: unknownKey(key, knownKeys(path)) }))
    case 'invalid_type':
      return at(
        issue.input === undefined && isMissing(issue)
          ? `is missing; write ${kindOf(issue.expected)}`
          : `write ${kindOf(issue.expected)}`,
      )
    case 'invalid_value':
      return at(`write ${listOf(issue.values.map((value) => JSON.stringify(value)))}`)
    case 'too_small':
      return at(hasOwnWords(issue) ? issue.message : `write a number of at least ${issue.minimum}`)
    case 'too_big':
      return at(hasOwnWords(issue) ? issue.message : `write a number of at most ${issue.maximum}`)
    case 'invalid_union':
      return describeUnion(issue, path, knownKeys)
    default:
      return at(issue.message)
  }
}

/** zod writes its own sentence where the schema gives none; ours begin with "write". */
function hasOwnWords(issue: Issue): boolean {
  return issue.message.startsWith('write ')
}

function isMissing(issue: Issue): boolean {
  return issue.message.endsWith('received undefined')
}

/** Speaks about the alternative the author most likely meant: the one of the right kind with the fewest faults. */
function describeUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  knownKeys: (path: Path) => readonly string[],
): LessonProblem[] {
  if (issue.discriminator !== undefined) {
    const names = 'options' in issue && Array.isArray(issue.options) ? issue.options : []
    const words = names.map((name) => JSON.stringify(name))
    return [{ path: formatPath(path), message: `write ${listOf(words)}` }]
  }
  const ofRightKind = issue.errors.filter((issues) => !issues.some((inner) => inner.path.length === 0 && isWrongKind(inner)))
  const [best] = ofRightKind.toSorted((a, b) => a.length - b.length)
  if (best) return best.flatMap((inner) => describeIssue(inner, path, knownKeys))
  const kinds = issue.errors.flatMap(([inner]) => {
    if (inner?.code === 'invalid_type') return [kindOf(inner.expected)]
    if (inner?.code === 'invalid_value') return inner.values.map((value) => JSON.stringify(value))
    return []
  })
  return [{ path: formatPath(path), message: `write ${listOf([...new Set(kinds)])}` }]
}

function isWrongKind(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
}

function kindOf(expected: string): string {
  return kinds[expected] ?? expected
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'another value') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(key.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
  const isNear = nearest !== undefined && nearest.distance <= Math.ceil(nearest.candidate.length / 3)
  if (isNear) return `is not known; did you mean "${nearest.candidate}"?`
  return known.length > 0 ? `${keyList}${known.join(', ')}` : removeKey
}

/** Letters to change, insert or delete to get from one word to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
