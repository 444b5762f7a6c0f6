import { Scorm12API, Scorm2004API } from 'scorm-again'
import type { Connection, ScormCall, TrialLaunch, TrialValues } from '#shared/ipc/trial-messages.ts'
import { longestTold } from '#shared/trial/talk-limit.ts'

type Edition = 'scorm12' | 'scorm2004'
type AnyApi = Readonly<Record<string, (...args: readonly string[]) => unknown>>

const names = {
  scorm12: {
    object: 'API',
    prefix: 'LMS',
    end: 'LMSFinish',
    commit: 'LMSCommit',
    exit: 'cmi.core.exit',
    entry: 'cmi.core.entry',
    session: 'cmi.core.session_time',
    total: 'cmi.core.total_time',
    learner: { 'cmi.core.student_id': 'learner-7' },
    learnerName: 'cmi.core.student_name',
    shown: ['cmi.core.lesson_status', 'cmi.core.score.raw'],
  },
  scorm2004: {
    object: 'API_1484_11',
    prefix: '',
    end: 'Terminate',
    commit: 'Commit',
    exit: 'cmi.exit',
    entry: 'cmi.entry',
    session: 'cmi.session_time',
    total: 'cmi.total_time',
    learner: { 'cmi.learner_id': 'learner-7' },
    learnerName: 'cmi.learner_name',
    shown: ['cmi.completion_status', 'cmi.success_status', 'cmi.score.scaled', 'cmi.score.raw', 'cmi.progress_measure'],
  },
} as const

const cut = (text: string): string => text.slice(0, longestTold)

const methods = ['Initialize', '', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'] as const
const suspendName = 'cmi.suspend_data'

type Hear = {
  readonly onCall: (call: ScormCall) => void
  readonly onStored: (values: TrialValues) => void
}

/** A platform’s API for one visit: scorm-again behind a record of every call, which can be made to fail as networks and platforms do. */
export type ScormPlatform = { setConnection(connection: Connection): void }

/** Puts the API where lessons look for it, in `window`, in place of that of the visit before. */
export function offerScorm(launch: TrialLaunch & { readonly api: Edition }, { onCall, onStored }: Hear): ScormPlatform {
  const edition = names[launch.api]
  let { connection } = launch
  const settings = { autocommit: false, logLevel: 5 } as const
  const made = launch.api === 'scorm12' ? new Scorm12API(settings) : new Scorm2004API(settings)
  const api = made as unknown as AnyApi
  const resumed = launch.stored?.[edition.exit] === 'suspend'
  const before = Object.fromEntries(
    Object.entries(launch.stored ?? {}).filter(
      ([name]) =>
        name !== edition.exit &&
        name !== edition.session &&
        !name.startsWith('cmi.interactions.') &&
        (resumed || name !== suspendName),
    ),
  )
  const mark = launch.passMark
  const given: Readonly<Record<string, string>> = {
    ...edition.learner,
    [edition.learnerName]: launch.learnerName,
    [edition.entry]: resumed ? 'resume' : launch.stored === null ? 'ab-initio' : '',
    ...(mark === null
      ? {}
      : launch.api === 'scorm12'
        ? { 'cmi.student_data.mastery_score': String(mark) }
        : { 'cmi.scaled_passing_score': String(mark / 100) }),
  }
  made.loadFromFlattenedJSON({ ...before, ...given }, '')
  /** What was said in this visit, and what is left of earlier ones. */
  const values: Record<string, string> = { ...before }
  const call = (method: string, ...args: readonly string[]): string => String(api[method]?.apply(made, [...args]) ?? '')
  const read = (name: string): string => {
    const value = call(`${edition.prefix}GetValue`, name)
    call(`${edition.prefix}GetLastError`)
    return value
  }
  let failing = false
  const isFailing = (method: string): boolean =>
    connection === 'silent' || (connection === 'lost' && (method === edition.commit || method === edition.end))

  const answer = (method: string, args: readonly string[]): string => {
    failing = isFailing(method)
    if (failing) return method.endsWith('GetValue') ? '' : 'false'
    return call(method, ...args)
  }

  const offered: Record<string, (...args: readonly unknown[]) => string> = {}
  for (const part of methods) {
    const method = part === '' ? edition.end : `${edition.prefix}${part}`
    offered[method] = (...raw) => {
      const args = raw.map((one) => String(one))
      if (method.endsWith('GetLastError')) return failing ? '101' : call(method)
      if (method.endsWith('GetErrorString') || method.endsWith('GetDiagnostic')) return call(method, ...args)
      const result = answer(method, args)
      const errorCode = failing ? '101' : call(`${edition.prefix}GetLastError`)
      const errorText = errorCode === '0' ? '' : call(`${edition.prefix}GetErrorString`, errorCode)
      if (method.endsWith('SetValue') && result === 'true' && args[0] !== undefined) values[args[0]] = args[1] ?? ''
      onCall({ method, args: args.slice(0, 10).map(cut), result: cut(result), errorCode, errorText: errorText.slice(0, 300) })
      if (result === 'true' && method === edition.commit) {
        for (const name of edition.shown) values[name] = read(name)
        onStored({ ...values })
      }
      if (result === 'true' && method === edition.end) onStored({ ...values })
      return result
    }
  }
  Reflect.set(window, edition.object, offered)
  return { setConnection: (wanted) => void (connection = wanted) }
}

/** Lessons of another standard must not find the API of the visit before. */
export function withdrawScorm(): void {
  for (const { object } of Object.values(names)) Reflect.deleteProperty(window, object)
}
