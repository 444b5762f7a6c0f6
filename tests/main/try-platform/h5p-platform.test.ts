import { describe, expect, it } from 'vitest'
import { createH5pPlatform } from '#main/core/try-platform/h5p-platform.ts'
import type { StoreEvent } from '#main/core/record-store/record-store.ts'

function listen() {
  const events: StoreEvent[] = []
  return { events, platform: createH5pPlatform((event) => void events.push(event)) }
}

const form = (data: string): string => new URLSearchParams({ data, preload: '1', invalidate: '0' }).toString()

describe('the platform of H5P’s player', () => {
  it('keeps the state of each content, forgets it on 0, and begins anew with a new learner', () => {
    const { events, platform } = listen()
    expect(platform.answer('GET', 'state/state/0', '')).toEqual({ status: 200, json: { success: true, data: false } })
    platform.answer('POST', 'state/state/0', form('{"progress":12.5,"answers":["ä&b"]}'))
    platform.answer('POST', 'state/state/part-1', form('{"x":1}'))
    expect(platform.answer('GET', 'state/state/0', '')).toEqual({
      status: 200,
      json: { success: true, data: '{"progress":12.5,"answers":["ä&b"]}' },
    })
    platform.answer('POST', 'state/state/part-1', form('0'))
    expect(platform.answer('GET', 'state/state/part-1', '').json).toEqual({ success: true, data: false })
    platform.forget()
    expect(platform.answer('GET', 'state/state/0', '').json).toEqual({ success: true, data: false })
    expect(events.filter(({ kind }) => kind === 'write')).toHaveLength(2)
    expect(events.filter(({ kind }) => kind === 'forget')).toEqual([{ kind: 'forget', name: 'state/part-1' }])
  })

  it('takes statements without id and time, and refuses what is none', () => {
    const { events, platform } = listen()
    const said = { verb: { id: 'http://adlnet.gov/expapi/verbs/answered' }, object: { id: 'https://school.example/a' } }
    expect(platform.answer('POST', 'statements', JSON.stringify(said)).status).toBe(204)
    expect(events).toEqual([
      {
        kind: 'statement',
        statement: { ...said, id: expect.stringMatching(/^[0-9a-f-]{36}$/), timestamp: expect.stringMatching(/T.*Z$/) },
      },
    ])
    for (const body of ['', '{}', '[1]', '{"verb":{"id":"x"}}'])
      expect(platform.answer('POST', 'statements', body).status).toBe(400)
    expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(4)
  })

  it('stops listening to what never stops asking, and says so once', () => {
    const { events, platform } = listen()
    for (let asked = 0; asked < 20_100; asked += 1) platform.answer('POST', 'state/state/0', form('{}'))
    expect(platform.answer('GET', 'state/state/0', '').status).toBe(429)
    expect(events).toHaveLength(20_001)
    expect(events.at(-1)).toMatchObject({ kind: 'refused' })
    platform.forget()
    expect(platform.answer('GET', 'state/state/0', '').status).toBe(200)
  })

  it('answers nothing of use while it is away, and keeps no more than platforms do', () => {
    const { events, platform } = listen()
    platform.isAway = true
    expect(platform.answer('POST', 'state/state/0', form('{}')).status).toBe(503)
    expect(events).toEqual([{ kind: 'away', request: 'POST state/state/0' }])
    platform.isAway = false
    expect(platform.answer('POST', 'state/state/0', form('x'.repeat(9_000_000))).status).toBe(413)
    for (let part = 0; part < 300; part += 1) platform.answer('POST', `state/state/${part}`, form('{}'))
    expect(platform.answer('POST', 'state/state/one-more', form('{}')).status).toBe(413)
    expect(platform.answer('DELETE', 'state/state/0', '').status).toBe(404)
    expect(platform.answer('GET', 'state/only', '').status).toBe(404)
  })
})
