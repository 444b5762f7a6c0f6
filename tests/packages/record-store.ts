import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A statement as it arrived. */
export type Statement = {
  readonly id: string
  readonly actor: unknown
  readonly verb: { readonly id: string }
  readonly object: { readonly id: string; readonly definition?: Readonly<Record<string, unknown>> }
  readonly result?: Readonly<Record<string, unknown>>
  readonly context: {
    readonly registration: string
    readonly extensions?: Readonly<Record<string, unknown>>
    readonly contextActivities: { readonly category?: readonly { readonly id: string }[]; readonly grouping?: unknown }
  }
  readonly timestamp: string
}

export type RecordStoreServer = {
  /** The query with which a platform launches the lesson; each session has a token that is given out once. */
  readonly launch: (session?: { readonly launchMode?: string; readonly masteryScore?: number }) => string
  readonly statements: Statement[]
  readonly states: Map<string, string>
  /** Calls that broke a rule of xAPI or cmi5. */
  readonly offences: string[]
  /** Answers 503 while it is away. */
  isAway: boolean
  readonly close: () => Promise<void>
}

export const actor = { objectType: 'Agent', account: { homePage: 'https://school.example', name: 'learner-7' } }
const registration = '0a3f1f0e-3f1c-4d4e-9d6c-3f3d4a8f2b11'
const sessionExtension = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'
const returnURL = 'https://school.example/course/7'

/** A record store with the launch of a platform, of another origin than the lesson, strict about what it is told. */
export async function startRecordStore(): Promise<RecordStoreServer> {
  const tokens = new Map<string, string | null>()
  const store: Omit<RecordStoreServer, 'launch' | 'close'> = { statements: [], states: new Map(), offences: [], isAway: false }
  let sessions = 0

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Experience-API-Version')
    response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST')
    if (request.method === 'OPTIONS') return answer(response, 204)
    const body = await readBody(request)
    if (store.isAway) return answer(response, 503)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/fetch') {
      const key = searchParams.get('session') ?? ''
      const token = tokens.get(key)
      tokens.set(key, null)
      return answer(response, 200, token ? { 'auth-token': token } : { 'error-code': '1', 'error-text': 'already in use' })
    }
    const asForm = searchParams.get('method') === null ? null : new URLSearchParams(body)
    if (asForm) {
      request.headers['authorization'] = asForm.get('Authorization') ?? ''
      request.headers['x-experience-api-version'] = asForm.get('X-Experience-API-Version') ?? ''
    }
    if (!/^Basic token-\d+$/.test(request.headers.authorization ?? '')) store.offences.push(`no token: ${pathname}`)
    if (request.headers['x-experience-api-version'] !== '1.0.3') store.offences.push(`no version: ${pathname}`)
    if (pathname === '/xapi/activities/state') {
      const stateId = searchParams.get('stateId') ?? ''
      const isAddressed = searchParams.get('agent') === JSON.stringify(actor) && searchParams.get('registration') === registration
      if (!isAddressed || !searchParams.get('activityId')) store.offences.push(`state of nobody: ${stateId}`)
      if (request.method === 'PUT') {
        store.states.set(stateId, body)
        return answer(response, 204)
      }
      const found = store.states.get(stateId)
      return found === undefined ? answer(response, 404) : answer(response, 200, JSON.parse(found))
    }
    if (pathname === '/xapi/agents/profile') return answer(response, 404)
    if (pathname === '/xapi/statements' && request.method === 'POST') {
      const sent = JSON.parse(asForm?.get('content') ?? body) as readonly Statement[]
      for (const statement of sent) {
        if (store.statements.some(({ id }) => id === statement.id)) continue
        store.statements.push(statement)
      }
      return answer(
        response,
        200,
        sent.map(({ id }) => id),
      )
    }
    return answer(response, 404)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      store.offences.push(String(thrown))
      answer(response, 400)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(store, {
    launch: ({ launchMode = 'Normal', masteryScore }: { readonly launchMode?: string; readonly masteryScore?: number } = {}) => {
      sessions += 1
      tokens.set(String(sessions), `token-${sessions}`)
      const contextTemplate = {
        contextActivities: { grouping: [{ id: 'https://school.example/au/7' }] },
        extensions: { [sessionExtension]: `session-${sessions}` },
      }
      const data = {
        contextTemplate,
        launchMode,
        moveOn: 'CompletedAndPassed',
        returnURL,
        ...(masteryScore === undefined ? {} : { masteryScore }),
      }
      store.states.set('LMS.LaunchData', JSON.stringify(data))
      return new URLSearchParams({
        endpoint: `${address}/xapi`,
        fetch: `${address}/fetch?session=${sessions}`,
        actor: JSON.stringify(actor),
        registration,
        activityId: 'https://school.example/activity/7',
      }).toString()
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

function answer(response: ServerResponse, status: number, json?: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(json === undefined ? undefined : JSON.stringify(json))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export const verbsOf = (statements: readonly Statement[]): readonly string[] =>
  statements.map(({ verb }) => verb.id.replace('http://adlnet.gov/expapi/verbs/', ''))

/** What cmi5 (9) wants of the statements of one registration, session by session; empty where all is well. */
export function findBreaches(statements: readonly Statement[]): readonly string[] {
  const breaches: string[] = []
  const sessions = Map.groupBy(statements, ({ context }) => String(context.extensions?.[sessionExtension]))
  const moveOn = ['completed', 'passed', 'failed']
  for (const [session, said] of sessions) {
    const verbs = verbsOf(said)
    if (verbs[0] !== 'initialized') breaches.push(`${session} does not begin with initialized`)
    if (verbs.filter((verb) => verb === 'terminated').length > 1) breaches.push(`${session} is terminated twice`)
    if (verbs.includes('terminated') && verbs.at(-1) !== 'terminated') breaches.push(`${session} goes on after it was terminated`)
    if (verbs.filter((verb) => verb === 'passed' || verb === 'failed').length > 1) breaches.push(`${session} is judged twice`)
    said.forEach(({ context, timestamp, actor: who }, index) => {
      const verb = verbs[index] ?? ''
      const categories = context.contextActivities.category?.map(({ id }) => id.split('/').at(-1)) ?? []
      if (context.registration !== registration || JSON.stringify(who) !== JSON.stringify(actor))
        breaches.push(`${verb} of somebody else`)
      if (context.contextActivities.grouping === undefined) breaches.push(`${verb} without the template`)
      if (categories.includes('cmi5') === (verb === 'answered')) breaches.push(`${verb}: category cmi5`)
      if (categories.includes('moveon') !== moveOn.includes(verb)) breaches.push(`${verb}: category moveon`)
      if (!timestamp.endsWith('Z')) breaches.push(`${verb} not in UTC`)
    })
  }
  for (const verb of ['completed', 'passed'])
    if (verbsOf(statements).filter((each) => each === verb).length > 1) breaches.push(`${verb} twice in a registration`)
  return breaches
}
