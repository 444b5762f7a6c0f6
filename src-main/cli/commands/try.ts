import path from 'node:path'
import { journeySchema, type Journey } from '#shared/journey/journey.ts'
import { keysAt } from '#shared/lesson/known-keys.ts'
import { describeIssues, formatProblem } from '#shared/lesson/lesson-problem.ts'
import { appError } from '#shared/messages/app-error.ts'
import { explainCall } from '#shared/trial/explain-call.ts'
import { explainStatement } from '#shared/trial/explain-statement.ts'
import { decodeRemembered, readLessonScript } from '#shared/trial/remembered.ts'
import { tryPackage, type TriedPackage } from '../../core/headless-learner/try-package.ts'
import { readJsonFile } from '../../core/lesson-source/read-json-file.ts'
import type { Judgement } from '../report.ts'
import type { Session } from '../session.ts'
import type { TryInvocation } from '../arguments/try.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<TryInvocation>

/** Lets a learner go through a package, headless; failed where its platform came to know something else than was expected. */
export async function tryHeadless({ file, journey, part, json }: Order, { signal, progress }: Session): Promise<Judgement> {
  progress.update({ stage: 'Trying', fraction: 0 })
  const tried = await tryPackage(path.resolve(file), journey === null ? null : await readJourney(journey), signal, { part })
  progress.end()
  const { report } = tried
  const failed = report.surprises.length > 0 || report.faults.length > 0
  return { text: json ? `${JSON.stringify({ ...report, failed }, null, 2)}\n` : describe(path.basename(file), tried), failed }
}

async function readJourney(file: string): Promise<Journey> {
  const input = await readJsonFile(path.resolve(file))
  const parsed = journeySchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [first] = describeIssues(parsed.error.issues, (place) => keysAt(journeySchema, input, place))
  throw appError('try.bad-journey', { file: path.basename(file), problem: first ? formatProblem(first) : '' })
}

const formatNames = { scorm12: 'SCORM 1.2', scorm2004: 'SCORM 2004', cmi5: 'cmi5', web: 'a web page' } as const

function describe(name: string, { report, lessonScript, part }: TriedPackage): string {
  const { format, journey, result, surprises, faults } = report
  const score = result.score === null ? 'none was told' : `${result.score} of 100`
  return [
    `${name} as ${formatNames[format]}, journey “${journey}”`,
    ...(part.of > 1 ? [`Part ${part.number} of ${part.of}: ${part.title}. --part N goes through another.`] : []),
    ...describeCalls(report),
    '',
    `Score       ${score}`,
    `Completed   ${result.completed ? 'yes' : 'no'}`,
    `Success     ${result.success === 'unknown' ? 'not decided' : result.success}`,
    `Stored      ${describeStored(report, lessonScript)}`,
    ...faults.map((fault) => `Fault       ${fault}`),
    ...surprises.map((surprise) => `Unexpected  ${surprise}`),
    '',
  ].join('\n')
}

function describeCalls({ calls, format }: TriedPackage['report']): readonly string[] {
  if (format === 'web') return ['  A web page tells no platform anything.']
  const values: Record<string, string> = {}
  return calls.flatMap(({ atMs, raw, subject }) => {
    const at = `  ${formatInstant(atMs)}  `
    if (subject.kind === 'state') return [`${at}${describeState(subject.text, raw)}`]
    if (subject.kind === 'statement') return [`${at}${explainStatement(subject.statement)}`]
    if (/GetLastError|GetErrorString|GetDiagnostic/.test(subject.method)) return []
    const { sentence } = explainCall({ ...subject, errorText: `error ${subject.errorCode}` }, values)
    if (subject.method.endsWith('SetValue')) values[subject.args[0] ?? ''] = subject.args[1] ?? ''
    return [`${at}${sentence}  [${raw.length > 120 ? `${raw.slice(0, 119)}…` : raw}]`]
  })
}

function describeState(text: string, raw: string): string {
  const state = stateOf(text)
  return state === null ? raw : `The lesson kept what it needs to go on later (${state.length} characters).  [${raw}]`
}

/** As `1:04.2`. */
function formatInstant(atMs: number): string {
  const tenths = Math.floor(atMs / 100)
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
}

/** What is kept for the next visit, decoded where the lesson is one of our own. */
function describeStored({ stored, format }: TriedPackage['report'], lessonScript: string | null): string {
  const encoded = findState(stored)
  if (encoded === null) return 'nothing'
  const room = format === 'scorm12' ? ` of 4,096` : ''
  const lesson = lessonScript === null ? null : readLessonScript(lessonScript)
  const remembered = lesson && decodeRemembered(lesson, encoded)
  const meaning = remembered
    ? `: at ${remembered.positionSeconds} s, ${remembered.watchedPercent} % watched, ${remembered.answers.length} answered`
    : ''
  return `${encoded.length}${room} characters${meaning}`
}

function findState(stored: Readonly<Record<string, string>>): string | null {
  for (const [name, text] of Object.entries(stored)) {
    if (name === 'cmi.suspend_data' || name.startsWith('tidbit-lesson:')) return text
    if (name !== 'tidbit-lesson') continue
    return stateOf(text)
  }
  return null
}

/** Of the state document of a cmi5 lesson. */
function stateOf(text: string): string | null {
  try {
    const state: unknown = Reflect.get(Object(JSON.parse(text)), 'state')
    return typeof state === 'string' ? state : null
  } catch {
    return null
  }
}
