import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createDeriveRequest, createDeriveRunner, findUnmade } from '#main/core/import/derive-job.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { DeriveRequest } from '#main/core/media/derive-messages.ts'
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
