import type { PlatformResult } from '#shared/journey/journey.ts'
import type { LessonWindow } from './lesson-page.ts'
import type { Platform, PlatformCall } from './platform.ts'
import type { VirtualClock } from './virtual-clock.ts'

export type ScormEditionName = 'scorm12' | 'scorm2004'

type Setting = {
  readonly edition: ScormEditionName
  /** The text of scorm-again's bundle. */
  readonly script: string
  /** Per cent; null where none is set. */
  readonly passMark: number | null
  readonly clock: VirtualClock
}

type Names = {
  readonly constructor: string
  readonly object: string
  readonly methods: readonly string[]
  readonly commits: readonly string[]
  readonly set: string
  readonly lastError: string
}

const namesOf: Readonly<Record<ScormEditionName, Names>> = {
  scorm12: {
    constructor: 'Scorm12API',
    object: 'API',
    methods: [
      'LMSInitialize',
      'LMSGetValue',
      'LMSSetValue',
      'LMSCommit',
      'LMSFinish',
      'LMSGetLastError',
      'LMSGetErrorString',
      'LMSGetDiagnostic',
    ],
    commits: ['LMSCommit', 'LMSFinish'],
    set: 'LMSSetValue',
    lastError: 'LMSGetLastError',
  },
  scorm2004: {
    constructor: 'Scorm2004API',
    object: 'API_1484_11',
    methods: ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate', 'GetLastError', 'GetErrorString', 'GetDiagnostic'],
    commits: ['Commit', 'Terminate'],
    set: 'SetValue',
    lastError: 'GetLastError',
  },
}

/** What a platform keeps of a visit: the elements that were set, without the interactions, and what it made of them itself. */
type Kept = { readonly elements: Readonly<Record<string, string>>; readonly judged: Readonly<Record<string, string>> }

const judgedElements: Readonly<Record<ScormEditionName, readonly string[]>> = {
  scorm12: ['cmi.core.lesson_status', 'cmi.core.score.raw', 'cmi.core.exit'],
  scorm2004: ['cmi.completion_status', 'cmi.success_status', 'cmi.score.scaled', 'cmi.exit'],
}

/** A SCORM platform: scorm-again as the API, and a memory that keeps what was committed while the network was there. */
export function createScormPlatform({ edition, script, passMark, clock }: Setting): Platform {
  const names = namesOf[edition]
  const calls: PlatformCall[] = []
  let kept: Kept | null = null
  let online = true

  const prepare = (page: LessonWindow): void => {
    page.eval(script)
    const api = page.eval(`new ${names.constructor}({ autocommit: false, logLevel: 5 })`) as ScormAgain
    const elements: Record<string, string> = {}
    restore(api, edition, kept, passMark)
    Object.assign(elements, resumes(edition, kept) ? kept?.elements : withoutVisit(kept?.elements ?? {}))
    const call = (method: string, args: readonly string[]): string => {
      const isCommit = names.commits.includes(method)
      const implementation: unknown = Reflect.get(api, method)
      // A platform whose server is out of reach says so, and keeps nothing.
      const result =
        isCommit && !online
          ? 'false'
          : String(typeof implementation === 'function' ? Reflect.apply(implementation, api, args) : '')
      const refused = result === 'false'
      if (method === names.set && !refused && !args[0]?.startsWith('cmi.interactions.')) elements[args[0] ?? ''] = args[1] ?? ''
      if (isCommit && !refused) kept = { elements: { ...elements }, judged: readJudged(api, edition) }
      const errorCode = refused ? String(Reflect.apply(Reflect.get(api, names.lastError) as () => string, api, [])) : '0'
      const raw = `${method}(${args.map((each) => JSON.stringify(each)).join(', ')})${refused ? ` was refused (error ${errorCode})` : ''}`
      calls.push({ atMs: clock.elapsedMs, raw, refused, subject: { kind: 'scorm', method, args, result, errorCode } })
      return result
    }
    const exposed = Object.fromEntries(
      names.methods.map((method) => [method, (...args: readonly unknown[]) => call(method, args.map(String))]),
    )
    Reflect.set(page, names.object, exposed)
  }

  return {
    launch: () => '',
    prepare,
    network: () => null,
    setOnline: (now) => {
      online = now
    },
    calls,
    result: () => toResult(edition, kept?.judged ?? {}),
    stored: () => kept?.elements ?? {},
    offences: () =>
      calls
        .filter((call) => call.refused && call.subject.kind === 'scorm' && !names.commits.includes(call.subject.method))
        .map(({ raw }) => raw),
  }
}

/** As far as it is used of scorm-again. */
type ScormAgain = {
  readonly cmi: object
  readonly loadFromFlattenedJSON: (values: Readonly<Record<string, string>>, element: string) => void
}

const exitElement = { scorm12: 'cmi.core.exit', scorm2004: 'cmi.exit' } as const
const timeElement = { scorm12: 'cmi.core.session_time', scorm2004: 'cmi.session_time' } as const
const locationElement = { scorm12: 'cmi.core.lesson_location', scorm2004: 'cmi.location' } as const

function resumes(edition: ScormEditionName, kept: Kept | null): boolean {
  return kept !== null && kept.elements[exitElement[edition]] === 'suspend'
}

/** A visit that ended by itself leaves its results, but nothing to go on from. */
function withoutVisit(elements: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const gone = ['cmi.suspend_data', 'cmi.core.lesson_location', 'cmi.location']
  return Object.fromEntries(Object.entries(elements).filter(([name]) => !gone.includes(name)))
}

function restore(api: ScormAgain, edition: ScormEditionName, kept: Kept | null, passMark: number | null): void {
  const values: Record<string, string> = {}
  if (kept) {
    Object.assign(values, resumes(edition, kept) ? kept.elements : withoutVisit(kept.elements))
    for (const name of [exitElement[edition], timeElement[edition]]) delete values[name]
    for (const name of judgedElements[edition])
      if (name !== exitElement[edition] && kept.judged[name]) values[name] = kept.judged[name]
    values[edition === 'scorm12' ? 'cmi.core.entry' : 'cmi.entry'] = resumes(edition, kept) ? 'resume' : ''
    if (values[locationElement[edition]] === '') delete values[locationElement[edition]]
  }
  if (passMark !== null && edition === 'scorm12') values['cmi.student_data.mastery_score'] = String(passMark)
  if (passMark !== null && edition === 'scorm2004') values['cmi.scaled_passing_score'] = String(passMark / 100)
  if (Object.keys(values).length > 0) api.loadFromFlattenedJSON(values, '')
}

function readJudged(api: ScormAgain, edition: ScormEditionName): Readonly<Record<string, string>> {
  return Object.fromEntries(judgedElements[edition].map((name) => [name, readElement(api, name)]))
}

/** Straight from its memory: after the end of a visit the API answers no more. */
function readElement(api: ScormAgain, name: string): string {
  let found: unknown = api
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null) return ''
    found = part === 'exit' ? '' : Reflect.get(found, part)
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function toResult(edition: ScormEditionName, judged: Readonly<Record<string, string>>): PlatformResult {
  if (edition === 'scorm12') {
    const status = judged['cmi.core.lesson_status'] ?? ''
    const raw = judged['cmi.core.score.raw'] ?? ''
    return {
      score: raw === '' ? null : Number(raw),
      completed: status === 'completed' || status === 'passed' || status === 'failed',
      success: status === 'passed' || status === 'failed' ? status : 'unknown',
    }
  }
  const scaled = judged['cmi.score.scaled'] ?? ''
  const success = judged['cmi.success_status']
  return {
    score: scaled === '' ? null : Math.round(Number(scaled) * 10_000) / 100,
    completed: judged['cmi.completion_status'] === 'completed',
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
  }
}
