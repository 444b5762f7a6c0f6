import { describe, expect, it } from 'vitest'
import { createRecordStore, type StoreEvent, type StoreRequest } from '#main/core/record-store/record-store.ts'

function open() {
  const heard: StoreEvent[] = []
  const store = createRecordStore({ onEvent: (event) => heard.push(event) })
  const query = new URLSearchParams(store.launch('http://127.0.0.1:1', { masteryScore: 0.8 }))
  const fetchTarget = new URL(query.get('fetch') ?? '')
  const ask = (request: Partial<StoreRequest>) => store.answer({ method: 'GET', target: '/', headers: {}, body: '', ...request })
  const getToken = () =>
    ask({ method: 'POST', target: `${fetchTarget.pathname}${fetchTarget.search}` }).json as Record<string, string>
  const token = getToken()['auth-token'] ?? ''
  const headers = { authorization: `Basic ${token}`, 'x-experience-api-version': '1.0.3' }
  return { heard, store, query, ask, getToken, headers }
}

const statement = (registration: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  id: '9d4f6e0c-6c44-4a5e-9a2e-0a3f1f0e3f1c',
  actor: { objectType: 'Agent' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' },
  object: { id: 'https://school.example/activity/7' },
  context: { registration, contextActivities: {} },
  timestamp: '2026-01-01T12:00:00.000Z',
  ...changes,
})

describe('the record store', () => {
  it('gives a token out once, and lets nobody in without one', () => {
    const { ask, getToken, store, headers } = open()
    expect(getToken()).toMatchObject({ 'error-code': '1' })
    const target = '/xapi/agents/profile?agent=x'
    expect(ask({ target }).status).toBe(401)
    expect(ask({ target, headers }).status).toBe(404)
    expect(store.offences).toEqual(['no token: GET /xapi/agents/profile'])
  })

  it('keeps a statement once, however often it comes, and refuses what is none', () => {
    const { ask, store, headers, heard } = open()
    const send = (sent: unknown) =>
      ask({ method: 'POST', target: '/xapi/statements', headers, body: JSON.stringify(sent) }).status
    expect(send([statement(store.registration)])).toBe(200)
    expect(send(statement(store.registration))).toBe(200)
    expect(store.statements).toHaveLength(1)
    expect(heard.filter(({ kind }) => kind === 'statement')).toHaveLength(1)
    expect(send(statement(store.registration, { id: 'first' }))).toBe(400)
    expect(send(statement(store.registration, { result: { score: { scaled: 1.2 } } }))).toBe(400)
    expect(send(statement(store.registration, { result: { duration: '12 s' } }))).toBe(400)
    expect(store.statements).toHaveLength(1)
    expect(store.offences).toHaveLength(3)
  })

  it('keeps the state of its learner and of nobody else, and forgets it', () => {
    const { ask, store, headers, query } = open()
    const at = (registration: string) =>
      `/xapi/activities/state?${new URLSearchParams({ stateId: 's', activityId: 'a', agent: query.get('actor') ?? '', registration })}`
    expect(ask({ method: 'PUT', target: at(store.registration), headers, body: '{"at":3}' }).status).toBe(204)
    expect(ask({ target: at(store.registration), headers }).json).toEqual({ at: 3 })
    expect(ask({ target: at('another'), headers }).status).toBe(400)
    const before = store.registration
    store.forget()
    expect(store.registration).not.toBe(before)
    expect(store.states.size).toBe(0)
    expect(ask({ target: at(store.registration), headers }).status).toBe(401)
  })

  it('takes no more than a lesson could have to say', () => {
    const { ask, store, headers, query } = open()
    const long = 'x'.repeat(4_000_000)
    const send = (nth: number): number => {
      const said = statement(store.registration, { id: `9d4f6e0c-6c44-4a5e-9a2e-0a3f1f0e3f1${nth}`, result: { response: long } })
      return ask({ method: 'POST', target: '/xapi/statements', headers, body: JSON.stringify(said) }).status
    }
    expect([1, 2, 3, 4].map(send)).toEqual([200, 200, 200, 413])
    const put = (stateId: string): number => {
      const name = { stateId, activityId: 'a', agent: query.get('actor') ?? '', registration: store.registration }
      const target = `/xapi/activities/state?${new URLSearchParams(name)}`
      return ask({ method: 'PUT', target, headers, body: JSON.stringify(long) }).status
    }
    // The same again takes the place of what was there.
    expect(['a', 'b', 'c', 'c', 'd', 'n'.repeat(301)].map(put)).toEqual([204, 204, 204, 204, 413, 413])
    for (let call = 0; call < 2000; call += 1) ask({ target: '/xapi/about' })
    expect(store.offences.length).toBeLessThanOrEqual(1000)
  })

  it('does not answer while it is away', () => {
    const { ask, store, headers, heard } = open()
    store.isAway = true
    expect(ask({ method: 'POST', target: '/xapi/statements', headers, body: '[]' }).status).toBe(503)
    expect(heard.at(-1)).toEqual({ kind: 'away', request: 'POST /xapi/statements' })
  })
})
