import { randomUUID } from 'node:crypto'
import { sessionExtension } from './find-breaches.ts'
import { findFault, type Statement } from './statement.ts'

/** What a lesson asks of the record store, whatever carries it. */
export type StoreRequest = {
  readonly method: string
  /** Path and query, as `/xapi/statements?method=POST`. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export type StoreReply = { readonly status: number; readonly json?: unknown }

/** What happened, as it happens. */
export type StoreEvent =
  | { readonly kind: 'token'; readonly isFirst: boolean }
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'read'; readonly name: string; readonly found: boolean }
  | { readonly kind: 'write'; readonly name: string; readonly text: string }
  | { readonly kind: 'forget'; readonly name: string }
  | { readonly kind: 'refused'; readonly request: string; readonly reason: string }
  | { readonly kind: 'away'; readonly request: string }

export type LaunchSession = {
  readonly launchMode?: string
  /** 0 to 1. */
  readonly masteryScore?: number
  readonly moveOn?: string
}

export type RecordStore = {
  readonly actor: Readonly<Record<string, unknown>>
  /** Of the current learner; another after `forget`. */
  registration: string
  /** The query with which a platform launches the lesson, whose record store answers at `address`; each session has a token that is given out once. */
  launch(address: string, session?: LaunchSession): string
  /** Answers one call; never throws. */
  answer(request: StoreRequest): StoreReply
  /** Everything that was heard, oldest first. */
  readonly statements: Statement[]
  /** Kept texts of the current registration by their names. */
  readonly states: Map<string, string>
  /** Calls that broke a rule of xAPI or cmi5. */
  readonly offences: string[]
  /** Answers 503 while it is away. */
  isAway: boolean
  /** Begins again with a learner of whom nothing is known. */
  forget(): void
}

type Options = {
  readonly actor?: Readonly<Record<string, unknown>>
  readonly activityId?: string
  /** Where the lesson sends the learner at its end; null for nowhere. */
  readonly returnUrl?: string | null
  readonly onEvent?: (event: StoreEvent) => void
}

const version = '1.0.3'
const launchDataName = 'LMS.LaunchData'
/** More than a lesson of an hour says; a page that repeats itself for ever is refused. */
const mostStatements = 20_000
const mostStates = 200
/** Characters of all that is kept of one learner, statements and states each; and of a name. */
const [mostText, mostName] = [16_000_000, 300]
const mostOffences = 1000
const defaultActor = { objectType: 'Agent', account: { homePage: 'https://school.example', name: 'learner-7' } }

/** A record store of one learner in memory (xAPI 1.0.3 as far as cmi5 lessons use it), strict about what it is told. */
export function createRecordStore({
  actor = defaultActor,
  activityId = 'https://school.example/activity/7',
  returnUrl = 'https://school.example/course/7',
  onEvent = () => undefined,
}: Options = {}): RecordStore {
  /** What is still to be given out, by session. */
  const waiting = new Map<string, string | null>()
  const given = new Set<string>()
  const agent = JSON.stringify(actor)
  let sessions = 0
  let ids = new Set<string>()
  let heardLength = 0
  let keptLength = 0

  const refuse = (request: string, status: number, reason: string): StoreReply => {
    if (store.offences.length < mostOffences) store.offences.push(`${reason}: ${request}`)
    onEvent({ kind: 'refused', request, reason })
    return { status, json: { error: reason } }
  }

  const giveToken = (session: string): StoreReply => {
    const token = waiting.get(session) ?? null
    waiting.set(session, null)
    if (token !== null) given.add(token)
    onEvent({ kind: 'token', isFirst: token !== null })
    return { status: 200, json: token === null ? { 'error-code': '1', 'error-text': 'already in use' } : { 'auth-token': token } }
  }

  const answerState = (method: string, query: URLSearchParams, body: string): StoreReply => {
    const name = query.get('stateId') ?? ''
    if (name.length > mostName) return { status: 413 }
    const isAddressed = isSameAgent(query.get('agent'), agent) && query.get('registration') === store.registration
    if (!isAddressed || !query.get('activityId')) return refuse(`${method} state ${name}`, 400, 'state of nobody')
    if (method === 'GET') {
      const found = store.states.get(name)
      onEvent({ kind: 'read', name, found: found !== undefined })
      return found === undefined ? { status: 404 } : { status: 200, json: JSON.parse(found) }
    }
    const before = store.states.get(name)?.length ?? 0
    if (method === 'DELETE') {
      if (store.states.delete(name)) {
        keptLength -= before
        onEvent({ kind: 'forget', name })
      }
      return { status: 204 }
    }
    if (method !== 'PUT' && method !== 'POST') return { status: 405 }
    if (name === launchDataName) return refuse(`${method} state ${name}`, 403, 'the launch data are the platform’s')
    if (!isJson(body)) return refuse(`${method} state ${name}`, 400, 'state that is no JSON')
    if (store.states.size >= mostStates && !store.states.has(name)) return { status: 413 }
    if (keptLength + body.length - before > mostText) return { status: 413 }
    keptLength += body.length - before
    store.states.set(name, body)
    onEvent({ kind: 'write', name, text: body })
    return { status: 204 }
  }

  const hear = (body: string): StoreReply => {
    const sent = parseStatements(body)
    if (!sent) return refuse('statements', 400, 'statements that are no JSON')
    for (const each of sent) {
      const fault = findFault(each)
      if (fault !== null) return refuse('statements', 400, `a statement is not valid, ${fault}`)
    }
    const statements = sent as readonly Statement[]
    if (store.statements.length + statements.length > mostStatements || heardLength + body.length > mostText)
      return { status: 413 }
    heardLength += body.length
    for (const statement of statements) {
      if (ids.has(statement.id)) continue
      ids.add(statement.id)
      store.statements.push(statement)
      onEvent({ kind: 'statement', statement })
    }
    return { status: 200, json: statements.map(({ id }) => id) }
  }

  const store: RecordStore = {
    actor,
    registration: randomUUID(),
    statements: [],
    states: new Map(),
    offences: [],
    isAway: false,
    launch: (address, { launchMode = 'Normal', masteryScore, moveOn = 'CompletedAndPassed' } = {}) => {
      sessions += 1
      const session = randomUUID()
      waiting.set(session, Buffer.from(`lesson:${randomUUID()}`).toString('base64'))
      const data = {
        contextTemplate: {
          contextActivities: { grouping: [{ id: 'https://school.example/au/7' }] },
          extensions: { [sessionExtension]: `session-${sessions}` },
        },
        launchMode,
        moveOn,
        ...(returnUrl === null ? {} : { returnURL: returnUrl }),
        ...(masteryScore === undefined ? {} : { masteryScore }),
      }
      store.states.set(launchDataName, JSON.stringify(data))
      return new URLSearchParams({
        endpoint: `${address}/xapi`,
        fetch: `${address}/fetch?session=${session}`,
        actor: agent,
        registration: store.registration,
        activityId,
      }).toString()
    },
    answer: (request) => {
      const { pathname, searchParams } = new URL(request.target, 'http://localhost')
      const name = `${request.method} ${pathname.slice(0, mostName)}`
      if (store.isAway) {
        onEvent({ kind: 'away', request: name })
        return { status: 503 }
      }
      if (pathname === '/fetch' && request.method === 'POST') return giveToken(searchParams.get('session') ?? '')
      // A call as a form (xAPI 1.0.3, part 3, 1.3).
      const form = request.method === 'POST' && searchParams.get('method') !== null ? new URLSearchParams(request.body) : null
      const authorization = form?.get('Authorization') ?? request.headers['authorization'] ?? ''
      if (!authorization.startsWith('Basic ') || !given.has(authorization.slice(6))) return refuse(name, 401, 'no token')
      if ((form?.get('X-Experience-API-Version') ?? request.headers['x-experience-api-version']) !== version)
        return refuse(name, 400, 'no version')
      const method = searchParams.get('method') ?? request.method
      if (pathname === '/xapi/activities/state')
        return answerState(method, form ?? searchParams, form?.get('content') ?? request.body)
      if (pathname === '/xapi/agents/profile' && method === 'GET') {
        onEvent({ kind: 'read', name: 'preferences', found: false })
        return { status: 404 }
      }
      if (pathname === '/xapi/statements' && (method === 'POST' || method === 'PUT'))
        return hear(form?.get('content') ?? request.body)
      if (pathname === '/xapi/about') return { status: 200, json: { version: [version] } }
      return { status: 404 }
    },
    forget: () => {
      store.registration = randomUUID()
      store.states.clear()
      store.statements.length = 0
      store.offences.length = 0
      waiting.clear()
      given.clear()
      ids = new Set()
      heardLength = 0
      keptLength = 0
    },
  }
  return store
}

/** Two spellings of one agent are one. */
function isSameAgent(sent: string | null, agent: string): boolean {
  try {
    return sent !== null && JSON.stringify(JSON.parse(sent)) === agent
  } catch {
    return false
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function parseStatements(text: string): readonly unknown[] | null {
  try {
    const sent: unknown = JSON.parse(text)
    return Array.isArray(sent) ? (sent as readonly unknown[]) : [sent]
  } catch {
    return null
  }
}
