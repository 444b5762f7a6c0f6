import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileStore, StoredFile } from '#main/core/batch-workers/file-store.ts'
import { openStore } from '#main/core/batch-workers/open-store.ts'
import { startS3, type S3Server } from './s3-server.ts'

let folder = ''
let s3: S3Server

const at = (...parts: string[]): string => path.join(folder, ...parts)
const { signal } = new AbortController()
const content = Buffer.alloc(300_000, 'a clip ')
const stored: StoredFile = { sha256: createHash('sha256').update(content).digest('hex'), byteLength: content.byteLength }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-stores-'))
  await mkdir(at('shared'))
  await writeFile(at('clip.mp4'), content)
  s3 = await startS3(at('s3'))
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

const stores: readonly (readonly [string, () => Promise<FileStore>])[] = [
  ['a shared folder', () => openStore(at('shared'), {})],
  ['an S3 store', () => openStore('s3://lessons/batches', s3.env)],
]

describe.each(stores)('%s', (_name, open) => {
  it('gives back what was put in, once, and refuses what is not as promised', async () => {
    const store = await open()
    await expect(store.fetch(stored, at('early.mp4'), signal)).rejects.toMatchObject({ code: 'workers.file-missing' })
    await writeFile(at('changed.mp4'), 'another content')
    await expect(store.put(at('changed.mp4'), stored, signal)).rejects.toMatchObject({ code: 'batch.input-changed' })
    await store.put(at('clip.mp4'), stored, signal)
    // Its content is there: nothing is read any more.
    await store.put(at('gone.mp4'), stored, signal)
    await store.fetch(stored, at('out', 'again.mp4'), signal)
    expect((await readFile(at('out', 'again.mp4'))).equals(content)).toBe(true)
    const wrong = { ...stored, byteLength: stored.byteLength - 1 }
    await expect(store.fetch(wrong, at('out', 'wrong.mp4'), signal)).rejects.toMatchObject({ code: 'workers.file-spoiled' })
    expect(await readdir(at('out'))).toEqual(['again.mp4'])
  })
})

describe('an address of a store', () => {
  it.each([
    ['s3://lessons', {}, 'workers.store-keys'],
    ['s3://', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'workers.store-address'],
    ['ftp://lessons', {}, 'workers.store-address'],
    ['no/such/folder', {}, 'file.not-found'],
  ])('says what is wrong with %s', async (address, variables, code) => {
    await expect(openStore(address, variables)).rejects.toMatchObject({ code })
  })

  it('says that keys are refused', async () => {
    const wrong = { ...s3.env, AWS_SECRET_ACCESS_KEY: 'wrong' }
    await expect(openStore('s3://lessons', wrong)).rejects.toMatchObject({ code: 'workers.store-refused' })
  })
})
