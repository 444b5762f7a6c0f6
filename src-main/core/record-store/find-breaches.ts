import { verbsOf, type Statement } from './statement.ts'

export const sessionExtension = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'

/** Verbs that cmi5 defines; any other statement is of the lesson's own and must not carry the mark of cmi5 (9.6.2.1). */
const definedVerbs: ReadonlySet<string> = new Set(
  ['initialized', 'completed', 'passed', 'failed', 'terminated'].map((verb) => `http://adlnet.gov/expapi/verbs/${verb}`),
)
const moveOnVerbs: ReadonlySet<string> = new Set(['completed', 'passed', 'failed'])
const categoryNames = {
  cmi5: 'https://w3id.org/xapi/cmi5/context/categories/cmi5',
  moveOn: 'https://w3id.org/xapi/cmi5/context/categories/moveon',
} as const

/** What cmi5 (9) wants of the statements of one registration, session by session; empty where all is well. */
export function findBreaches(
  statements: readonly Statement[],
  expected?: { readonly actor: unknown; readonly registration: string },
): readonly string[] {
  const breaches: string[] = []
  const sessions = Map.groupBy(statements, ({ context }) => String(context.extensions?.[sessionExtension]))
  for (const [session, said] of sessions) {
    const defined = verbsOf(said.filter(isDefined))
    const verbs = verbsOf(said)
    if (!said[0] || !isDefined(said[0]) || verbs[0] !== 'initialized') breaches.push(`${session} does not begin with initialized`)
    if (defined.filter((verb) => verb === 'initialized').length > 1) breaches.push(`${session} is initialized twice`)
    if (defined.filter((verb) => verb === 'terminated').length > 1) breaches.push(`${session} is terminated twice`)
    if (defined.includes('terminated') && (defined.at(-1) !== 'terminated' || verbs.at(-1) !== 'terminated'))
      breaches.push(`${session} goes on after it was terminated`)
    if (defined.filter((verb) => verb === 'passed' || verb === 'failed').length > 1) breaches.push(`${session} is judged twice`)
    for (const statement of said) breaches.push(...findStatementBreaches(statement, expected))
  }
  const all = verbsOf(statements.filter(isDefined))
  for (const verb of ['completed', 'passed'])
    if (all.filter((each) => each === verb).length > 1) breaches.push(`${verb} twice in a registration`)
  return breaches
}

/** A statement with a verb of cmi5 about something inside the lesson, or of a profile, is one of its own. */
function isDefined({ verb, context }: Statement): boolean {
  if (!definedVerbs.has(verb.id)) return false
  const marks = context.contextActivities.category?.map(({ id }) => id) ?? []
  return marks.includes(categoryNames.cmi5) || !marks.includes('https://w3id.org/xapi/video')
}

function findStatementBreaches(
  statement: Statement,
  expected: { readonly actor: unknown; readonly registration: string } | undefined,
): readonly string[] {
  const breaches: string[] = []
  const [verb = ''] = verbsOf([statement])
  const { context, actor } = statement
  const categories = context.contextActivities.category?.map(({ id }) => id) ?? []
  const defined = isDefined(statement)
  if (expected && (context.registration !== expected.registration || JSON.stringify(actor) !== JSON.stringify(expected.actor)))
    breaches.push(`${verb} of somebody else`)
  if (context.contextActivities.grouping === undefined) breaches.push(`${verb} without the template`)
  if (categories.includes(categoryNames.cmi5) !== defined) breaches.push(`${verb}: category cmi5`)
  if (categories.includes(categoryNames.moveOn) !== (defined && moveOnVerbs.has(verb))) breaches.push(`${verb}: category moveon`)
  if (!statement.timestamp.endsWith('Z')) breaches.push(`${verb} not in UTC`)
  return breaches
}
