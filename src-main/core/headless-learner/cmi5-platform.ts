import type { PlatformResult } from '#shared/journey/journey.ts'
import type { PackageStart } from '#shared/trial/package-kind.ts'
import { findBreaches } from '../record-store/find-breaches.ts'
import { createRecordStore } from '../record-store/record-store.ts'
import { verbsOf, type Statement } from '../record-store/statement.ts'
import type { Platform, PlatformCall } from './platform.ts'
import type { VirtualClock } from './virtual-clock.ts'

type Setting = Pick<PackageStart, 'passMark' | 'moveOn'> & { readonly clock: VirtualClock }

const address = 'https://platform.invalid'
const cmi5Category = 'https://w3id.org/xapi/cmi5/context/categories/cmi5'

/** A platform with a record store in memory that launches the lesson as cmi5 wants it. */
export function createCmi5Platform({ passMark, moveOn, clock }: Setting): Platform {
  const calls: PlatformCall[] = []
  const tell = (raw: string, refused: boolean, subject: PlatformCall['subject']): void => {
    calls.push({ atMs: clock.elapsedMs, raw, refused, subject })
  }
  const store = createRecordStore({
    onEvent: (event) => {
      if (event.kind === 'statement')
        tell(`POST statements ${JSON.stringify(event.statement)}`, false, { kind: 'statement', statement: event.statement })
      else if (event.kind === 'write')
        tell(`PUT activities/state ${event.name}`, false, { kind: 'state', name: event.name, text: event.text })
      else if (event.kind === 'refused')
        tell(`${event.request} was refused: ${event.reason}`, true, { kind: 'state', name: event.request, text: event.reason })
    },
  })
  let query: string | null = null
  let online = true
  return {
    launch: (isNew) => {
      if (query === null || isNew)
        query = store.launch(address, {
          ...(passMark === null ? {} : { masteryScore: passMark / 100 }),
          ...(moveOn === null ? {} : { moveOn }),
        })
      return query
    },
    prepare: () => undefined,
    network: ({ method, address: asked, headers, body }) => {
      if (!online || !asked.startsWith(`${address}/`)) return null
      return store.answer({ method, target: asked.slice(address.length), headers, body })
    },
    setOnline: (now) => {
      online = now
    },
    calls,
    result: () => toResult(store.statements),
    stored: () => Object.fromEntries([...store.states].filter(([name]) => name !== 'LMS.LaunchData')),
    offences: () => [
      ...store.offences,
      ...findBreaches(store.statements, { actor: store.actor, registration: store.registration }),
    ],
  }
}

function toResult(statements: readonly Statement[]): PlatformResult {
  const defined = statements.filter(({ context }) => context.contextActivities.category?.some(({ id }) => id === cmi5Category))
  const verbs = new Set(verbsOf(defined))
  const scores = statements
    .filter((statement) => defined.includes(statement) || verbsOf([statement])[0] === 'scored')
    .flatMap(({ result }) => {
      const score = result?.['score']
      const scaled: unknown = typeof score === 'object' && score !== null ? Reflect.get(score, 'scaled') : undefined
      return typeof scaled === 'number' ? [Math.round(scaled * 10_000) / 100] : []
    })
  return {
    score: scores.at(-1) ?? null,
    completed: verbs.has('completed'),
    success: verbs.has('passed') ? 'passed' : verbs.has('failed') ? 'failed' : 'unknown',
  }
}
