import type { XapiStatement } from '#shared/quiz/xapi.ts'
import type { Launch } from './launch.ts'

/** How a call ended: `refused` would be refused again, `unreachable` is worth another try. */
export type Reply =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }

/** The platform's record store (xAPI 1.0.3), called so that nothing it does can stop the lesson. */
export type RecordStore = {
  readonly readState: (stateId: string) => Promise<Reply>
  readonly writeState: (stateId: string, json: string, leaving: boolean) => Promise<Reply>
  readonly readPreferences: () => Promise<Reply>
  readonly send: (statements: readonly XapiStatement[]) => Promise<Reply>
  /** For a page that is going away, which hears no answer. */
  readonly sendLast: (statements: readonly XapiStatement[]) => void
}

const version = '1.0.3'
/** A browser sends this many bytes at most after its page is gone. */
const leavingLimit = 60_000

export function openRecordStore({ endpoint, actor, registration, activityId }: Launch, token: string): RecordStore {
  const authorization = `Basic ${token}`
  const call = async (path: string, query: Readonly<Record<string, string>>, init: RequestInit): Promise<Reply> => {
    try {
      const address = `${endpoint}${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`
      const headers = {
        Authorization: authorization,
        'X-Experience-API-Version': version,
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      }
      return await toReply(await fetch(address, { ...init, headers, credentials: 'omit', cache: 'no-store' }))
    } catch {
      return { kind: 'unreachable' }
    }
  }
  const agent = JSON.stringify(actor)
  const stateOf = (stateId: string) => ({ activityId, agent, registration, stateId })
  return {
    readState: (stateId) => call('activities/state', stateOf(stateId), { method: 'GET' }),
    writeState: (stateId, body, leaving) =>
      call('activities/state', stateOf(stateId), { method: 'PUT', body, keepalive: leaving && body.length < leavingLimit }),
    readPreferences: () => call('agents/profile', { agent, profileId: 'cmi5LearnerPreferences' }, { method: 'GET' }),
    send: (statements) => call('statements', {}, { method: 'POST', body: JSON.stringify(statements) }),
    sendLast: (statements) => {
      const body = JSON.stringify(statements)
      const keepalive = body.length < leavingLimit
      void call('statements', {}, { method: 'POST', body, keepalive })
      // The same as a form (xAPI 1.0.3, part 3, 1.3): browsers do not ask for leave in advance once a page is gone.
      const form = new URLSearchParams({
        Authorization: authorization,
        'X-Experience-API-Version': version,
        'Content-Type': 'application/json',
        content: body,
      })
      fetch(`${endpoint}statements?method=POST`, { method: 'POST', body: form, keepalive, credentials: 'omit' }).catch(() => null)
    },
  }
}

async function toReply(response: Response): Promise<Reply> {
  if (response.ok) return { kind: 'ok', text: await response.text() }
  // It is there already: an earlier call arrived, and its answer did not.
  if (response.status === 409) return { kind: 'ok', text: '' }
  if (response.status === 404) return { kind: 'missing' }
  // A token that ran out: the next launch brings another, and sends what waits.
  const passes = response.status >= 500 || [401, 408, 429].includes(response.status)
  return { kind: passes ? 'unreachable' : 'refused' }
}

const tokenKey = 'tidbit-cmi5-token:'

/** The token for this launch: given out once (cmi5 8.2), so that a page that is loaded again remembers it. Null where there is none yet. */
export async function fetchToken({ fetchUrl }: Launch): Promise<string | null> {
  const remembered = readSession(tokenKey + fetchUrl)
  if (remembered !== null) return remembered
  try {
    const response = await fetch(fetchUrl, { method: 'POST', credentials: 'omit' })
    const data: unknown = await response.json()
    const token: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'auth-token') : null
    if (typeof token !== 'string' || token === '') return null
    writeSession(tokenKey + fetchUrl, token)
    return token
  } catch {
    return null
  }
}

const stageKey = 'tidbit-cmi5-stage:'

/** How far the session of this launch is, as this tab remembers it; null where it did not begin. */
export function readSessionState({ fetchUrl }: Launch): string | null {
  return readSession(stageKey + fetchUrl)
}

export function writeSessionState({ fetchUrl }: Launch, stage: 'initialized' | 'terminated'): void {
  writeSession(stageKey + fetchUrl, stage)
}

function readSession(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function writeSession(key: string, value: string): void {
  try {
    window.sessionStorage.setItem(key, value)
  } catch (error) {
    // Without storage a page that is loaded again has to be launched again.
    void error
  }
}
