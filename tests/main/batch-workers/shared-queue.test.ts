import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSharedQueue } from '#main/core/batch-workers/shared-queue.ts'
import type { z } from '#shared/base/zod.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'
import { appError } from '#shared/messages/app-error.ts'
import { startRedis, type RedisServer } from './redis-server.ts'
import { startS3, type S3Server } from './s3-server.ts'

let folder = ''
let redis: RedisServer
let s3: S3Server

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-shared-'))
  await mkdir(path.join(folder, 'store'))
  redis = await startRedis(folder)
  s3 = await startS3(path.join(folder, 's3'))
})
afterAll(async () => {
  await redis.stop()
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

function setUp() {
  const settings: Record<string, z.core.util.JSONType> = {}
  const kept = new Map<string, string>()
  const secrets: SecretStore = {
    lasts: () => true,
    find: async (id) => (kept.has(id) ? 'keychain' : null),
    async read(id) {
      const secret = kept.get(id)
      if (secret === undefined) throw appError('publish.secret-missing', {})
      return secret
    },
    put: async (id, secret) => void kept.set(id, secret),
    remove: async (id) => void kept.delete(id),
  }
  const library = {
    readSettings: () => Promise.resolve(settings),
    writeSetting: async (key: string, value: z.core.util.JSONType) => {
      settings[key] = value
      return null
    },
  }
  return { queue: createSharedQueue({ library, secrets, version: '1' }), settings, kept }
}

const folderStore = () => ({ kind: 'folder', folder: path.join(folder, 'store') }) as const
const s3Store = () =>
  ({
    kind: 's3',
    address: 's3://lessons/batches',
    endpoint: s3.env['AWS_ENDPOINT_URL'] ?? '',
    region: '',
    keyId: 'S3RVER',
  }) as const

it('is kept when it answers, its password apart from it, also where it stood in the address', async () => {
  const { queue, settings, kept } = setUp()
  const url = redis.url.replace('//', `//:${encodeURIComponent(redis.password)}@`)
  expect(await queue.save({ url, store: folderStore() }, { password: '', storeKey: null })).toBe(false)
  expect(JSON.stringify(settings)).not.toContain(redis.password)
  expect([...kept.values()]).toEqual([redis.password])
  expect(await queue.read()).toEqual({ url: redis.url, store: folderStore() })
  expect(await queue.hasWorkers()).toBe(false)
  // What was opened leaves nothing in the queue.
  const client = new Redis(redis.url, { password: redis.password })
  expect(await client.keys('tidbit:run:*')).toEqual([])
  client.disconnect()
})

it('keeps a password that is not given anew, and refuses what does not answer without losing what was there', async () => {
  const { queue, kept } = setUp()
  const before = { url: redis.url, store: folderStore() }
  await queue.save(before, { password: redis.password, storeKey: null })
  await queue.save({ url: redis.url, store: s3Store() }, { password: null, storeKey: 'S3RVER' })
  expect(await queue.read()).toMatchObject({ store: { kind: 's3' } })
  const wrong = queue.save(before, { password: 'wrong', storeKey: null })
  await expect(wrong).rejects.toMatchObject({ code: 'workers.queue-refused' })
  const nobody = queue.save({ ...before, url: 'redis://127.0.0.1:9' }, { password: null, storeKey: null })
  await expect(nobody).rejects.toMatchObject({ code: 'workers.queue-unreachable' })
  const gone = queue.save(
    { ...before, store: { kind: 'folder', folder: path.join(folder, 'gone') } },
    { password: null, storeKey: null },
  )
  await expect(gone).rejects.toMatchObject({ code: 'file.not-found' })
  expect(await queue.read()).toMatchObject({ store: { kind: 's3' } })
  expect([...kept.values()]).toEqual([redis.password, 'S3RVER'])
  await queue.save(before, { password: null, storeKey: null })
  expect([...kept.values()]).toEqual([redis.password])
  await queue.forget()
  expect([...kept]).toEqual([])
  await expect(queue.open()).rejects.toMatchObject({ code: 'workers.not-set-up' })
})

it('tells the password of one queue to no other', async () => {
  const heard: string[] = []
  const other = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .on('data', (sent) => {
        heard.push(sent.toString('latin1'))
        socket.end('-ERR no\r\n')
      }),
  )
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { queue, kept } = setUp()
  const before = { url: redis.url, store: folderStore() }
  await queue.save(before, { password: redis.password, storeKey: null })
  const moved = queue.save({ ...before, url: `redis://127.0.0.1:${port}` }, { password: null, storeKey: null })
  await expect(moved).rejects.toMatchObject({ code: expect.stringMatching(/^workers\.queue-/) })
  other.close()
  expect(heard.join('')).not.toBe('')
  expect(heard.join('')).not.toContain(redis.password)
  expect([...kept.values()]).toEqual([redis.password])
})
