import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createDeriveRequest, createDeriveRunner, findUnmade } from '#main/core/import/derive-job.ts'
import { createDeriveOrders } from '#main/core/import/derive-orders.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import type { JobRequest } from '#main/core/jobs/job.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { DeriveRequest } from '#main/core/media/derive-messages.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

test('nothing is made of a file that is another one now', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'clip.mp4')
  await writeFile(file, 'the clip')
  const asset = { ...videoAsset('x', seconds(10)), absolutePath: file, byteLength: 8, fileName: 'clip.mp4' }
  const orders: DeriveRequest[] = []
  const runner = createDeriveRunner({
    deriveMedia: {
      derive(order) {
        orders.push(order)
        return Promise.resolve({ resumedAt: 0, made: [] })
      },
      repair: () => Promise.reject(new Error('nothing is broken')),
    },
    media: { stills: () => Promise.reject(new Error('no picture is wanted')) },
    library: { putCache: () => Promise.resolve(null) },
    assetFiles: { trust: () => {} },
    cacheFolder: path.join(folder, 'cache'),
    fullEngineLoads: () => Promise.resolve(true),
  })
  const job = { id: 'j', request: createDeriveRequest('l' as LessonId, asset), status: createStatus(0) }
  const context = { signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() }
  await writeFile(file, 'a longer clip')
  await expect(runner.run(job, context)).rejects.toMatchObject({ code: 'export.media-changed' })
  expect(orders).toEqual([])
  await writeFile(file, 'the clip')
  await runner.run(job, context)
  expect(orders.map((order) => order.path)).toEqual([file])
})

test('what cannot be made of a file is tried once', async () => {
  const folder = await temporaryFolder()
  const cacheFolder = path.join(folder, 'cache')
  const file = path.join(folder, 'clip.mp4')
  await writeFile(file, 'the clip')
  const asset = { ...videoAsset('x', seconds(10)), absolutePath: file, byteLength: 8 }
  expect(await findUnmade(asset, cacheFolder)).toContain('filmstrip')
  const runner = createDeriveRunner({
    deriveMedia: {
      derive: () => Promise.resolve({ resumedAt: 0, made: [] }),
      repair: () => Promise.reject(new Error('nothing is broken')),
    },
    media: { stills: () => Promise.reject(new Error('no picture is wanted')) },
    library: { putCache: () => Promise.resolve(null) },
    assetFiles: { trust: () => {} },
    cacheFolder,
    fullEngineLoads: () => Promise.resolve(true),
  })
  const job = { id: 'j', request: createDeriveRequest('l' as LessonId, asset), status: createStatus(0) }
  await runner.run(job, { signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() })
  // Posters are made by another pass.
  expect(await findUnmade(asset, cacheFolder)).toEqual(['poster'])
})

test('the poster of a copy that had to be made again is taken by the job, not before it', async () => {
  const folder = await temporaryFolder()
  const cacheFolder = path.join(folder, 'cache')
  const file = path.join(folder, 'clip.mp4')
  await writeFile(file, 'the clip')
  const { interpretation, ...rest } = videoAsset('x', seconds(10))
  const repaired = interpretation && { ...interpretation, repaired: true }
  const asset = { ...rest, interpretation: repaired, absolutePath: file, byteLength: 8 }
  const mended = cacheFile(cacheFolder, asset, 'repaired')
  const stillsOf: string[] = []
  const media: Pick<MediaEngine, 'stills'> = {
    async stills(request) {
      stillsOf.push(await readFile(request.path, 'utf8'))
      return [{ width: 2, height: 2, data: new Uint8Array([1]) }]
    },
  }
  const services = {
    media,
    library: { putCache: () => Promise.resolve(null) },
    assetFiles: { trust: () => {} },
    cacheFolder,
    fullEngineLoads: () => Promise.resolve(true),
  }
  const runner = createDeriveRunner({
    ...services,
    deriveMedia: {
      derive: () => Promise.resolve({ resumedAt: 0, made: [] }),
      repair: (_file, outputFile) => writeFileAtomically(outputFile, 'mended'),
    },
  })
  const requests: JobRequest[] = []
  const jobs = {
    enqueue(request: JobRequest) {
      requests.push(request)
      return Promise.resolve({ id: 'j' } as never)
    },
    onChange: () => () => {},
  }
  const failures: unknown[] = []
  const orders = createDeriveOrders({ ...services, jobs, log: (thrown) => failures.push(thrown) })
  expect(await orders.order('l' as LessonId, asset)).toBe('j')
  expect([stillsOf, failures]).toEqual([[], []])
  for (const request of requests)
    await runner.run(
      { id: 'j', request, status: createStatus(0) },
      { signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() },
    )
  expect(stillsOf).toEqual(['mended'])
  expect(await readFile(mended, 'utf8')).toBe('mended')
  expect(await findUnmade(asset, cacheFolder)).not.toContain('poster')
})
