import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createExportRequest, createExportRunner } from '#main/core/export/export-job.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { appError } from '#shared/messages/app-error.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { contextOf, fakeServices, writeAndLoad } from './fake-export.ts'

type Change = {
  readonly document?: unknown
  readonly markExported?: () => Promise<null>
  readonly render?: MediaEngine['render']
}

async function setUp({ markExported = () => Promise.resolve(null), render }: Change = {}) {
  const folder = await temporaryFolder()
  const { document } = await writeAndLoad(folder)
  const { services, renders } = fakeServices(folder, folder)
  const repaired: string[] = []
  const repair = async (file: string, outputFile: string): Promise<void> => {
    repaired.push(path.basename(file))
    await mkdir(path.dirname(outputFile), { recursive: true })
    await writeFile(outputFile, 'mended')
  }
  const media = render ? { ...services.media, render } : services.media
  const runner = createExportRunner({
    ...services,
    media,
    library: { markExported },
    deriveMedia: { repair },
    cacheFolder: folder,
  })
  const settings = { format: 'mp4', preset: 'lms', burnCaptions: false } as const
  const request = createExportRequest(document, 3, settings, path.join(folder, 'out.mp4'))
  const run = (change: Change = {}) =>
    runner.run({ id: 'j', request: { ...request, ...change }, status: createStatus(0) }, contextOf())
  return { folder, document, run, renders, repaired }
}

test('a job exports what was frozen, and fails where the media is another', async () => {
  const { folder, run, renders } = await setUp()
  expect(await run()).toMatchObject({ kind: 'export', files: [{ fileName: 'out.mp4', byteLength: 7 }, { fileName: 'out.vtt' }] })
  await writeFile(path.join(folder, 'a.mp4'), 'the original clap')
  await expect(run()).rejects.toMatchObject({ code: 'export.media-changed' })
  expect(renders).toEqual(['out.mp4'])
})

test('a mended copy that was removed from the cache is made anew, of the same file only', async () => {
  const { folder, document, run, repaired } = await setUp()
  const assets = Object.fromEntries(
    Object.values(document.assets).map((asset) => [
      asset.id,
      { ...asset, interpretation: asset.interpretation && { ...asset.interpretation, repaired: true } },
    ]),
  )
  const damaged = { document: { ...document, assets } }
  await run(damaged)
  await run(damaged)
  expect(repaired).toEqual(['a.mp4'])
  for (const asset of Object.values(assets)) await rm(cacheFile(folder, asset, 'repaired'))
  await writeFile(path.join(folder, 'a.mp4'), 'a longer original clip')
  await expect(run(damaged)).rejects.toMatchObject({ code: 'export.media-changed' })
  expect(repaired).toEqual(['a.mp4'])
})

test('only the files that the plan reads go to the engine', async () => {
  const given: string[] = []
  const { folder, document, run } = await setUp({
    render(_plan, files) {
      given.push(...files.map((file) => path.basename(file.path)))
      return Promise.reject(appError('cancelled', {}))
    },
  })
  const unused = { ...videoAsset('unused', seconds(4)), absolutePath: path.join(folder, 'huge.mp4') }
  const assets = { ...document.assets, [unused.id]: unused }
  await expect(run({ document: { ...document, assets } })).rejects.toMatchObject({ code: 'cancelled' })
  expect(given).toEqual(['a.mp4'])
})

test('a missing clip is told by the name of its file', async () => {
  const { document, run } = await setUp({
    render: ({ inputs }) => Promise.reject(appError('media.asset-missing', { assetId: inputs[0]?.assetId ?? '' })),
  })
  await expect(run()).rejects.toThrow('The file of “a.mp4” is missing')
  expect(Object.keys(document.assets)).not.toContain('a.mp4')
})

test('a job stored by a newer program is refused with a sentence, a damaged one too', async () => {
  const { run } = await setUp()
  await expect(run({ document: { schemaVersion: 999 } })).rejects.toMatchObject({ code: 'lesson.newer' })
  await expect(run({ document: { schemaVersion: 1 } })).rejects.toMatchObject({ code: 'lesson.document-damaged' })
})

test('an export succeeds although its lesson was deleted meanwhile', async () => {
  const gone = await setUp({ markExported: () => Promise.reject(appError('library.unknown-project', { id: 'x' })) })
  expect(await gone.run()).toMatchObject({ kind: 'export' })
  const broken = await setUp({ markExported: () => Promise.reject(new Error('a defect')) })
  await expect(broken.run()).rejects.toThrow('a defect')
})
