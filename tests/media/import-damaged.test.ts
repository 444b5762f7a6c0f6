import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import { createAssetFiles } from '#main/core/import/asset-files.ts'
import { createDeriveRequest, createDeriveRunner, findUnmade } from '#main/core/import/derive-job.ts'
import { importMedia } from '#main/core/import/import-media.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { listMediaFiles, listSourceFiles } from '#main/core/import/media-files.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { MediaCacheEntry } from '#main/core/library/contract.ts'
import { createDeriveEngine } from '#main/core/media/derive-engine.ts'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import { backgroundArgument } from '#main/core/media/media-process-env.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import type { AppError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ffmpeg, ffprobe, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'

const entry = new URL('../../src-main/media-process/main.ts', import.meta.url)
const host = createNodeHost<MediaMethods>({ name: 'media', entry, args: [backgroundArgument] })
afterAll(() => host.close())

const media = createMediaEngine(host)
const deriveMedia = createDeriveEngine(host)
const lesson = 'lesson' as LessonId

function openCache(cacheFolder: string) {
  const entries: MediaCacheEntry[] = []
  const library = {
    putAsset: () => Promise.resolve(null),
    putCache: (made: MediaCacheEntry) => {
      entries.push(made)
      return Promise.resolve(null)
    },
  }
  const assetFiles = createAssetFiles({ findAsset: () => Promise.resolve(null) })
  const context = () => ({ signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() })
  return {
    entries,
    import: (file: string) => importMedia(file, { media, deriveMedia, library, cacheFolder }, context()),
    runner: createDeriveRunner({
      deriveMedia,
      media,
      library,
      assetFiles,
      cacheFolder,
      fullEngineLoads: () => Promise.resolve(true),
    }),
    context,
  }
}

async function brokenClip(folder: string): Promise<string> {
  const whole = path.join(folder, 'whole.mp4')
  const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=6', '-f', 'lavfi', '-i', 'sine=d=6:sample_rate=48000']
  await ffmpeg(...sources, '-g', '300', '-movflags', '+faststart', whole)
  const bytes = readFileSync(whole)
  const broken = path.join(folder, 'broken.mp4')
  writeFileSync(broken, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
  return broken
}

test(
  'a broken recording is mended on import, prepared, and exported; the original stays as it was',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder()
    const cacheFolder = path.join(folder, 'cache')
    const file = await brokenClip(folder)
    const original = readFileSync(file)
    const cache = openCache(cacheFolder)
    const asset = await cache.import(file)
    expect(asset.interpretation?.repaired).toBe(true)
    expect(asset.interpretation?.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['media.cut-short', 'media.repaired']),
    )
    expect(readFileSync(file).equals(original)).toBe(true)
    expect(asset.byteLength).toBe(original.length)

    const repaired = cacheFile(cacheFolder, asset, 'repaired')
    expect(listSourceFiles([asset], cacheFolder)).toEqual([
      { assetId: asset.id, variant: 'original', path: file },
      { assetId: asset.id, variant: 'repaired', path: repaired },
    ])
    // The whole cache may be deleted at any time.
    rmSync(cacheFolder, { recursive: true })
    expect(await findUnmade(asset, cacheFolder)).toEqual(['repaired', 'poster', 'filmstrip', 'waveform'])
    const job = { id: 'job', request: createDeriveRequest(lesson, asset), status: createStatus(0) }
    expect(await cache.runner.run(job, cache.context())).toEqual({ kind: 'derive', assetId: asset.id })
    expect(await findUnmade(asset, cacheFolder)).toEqual([])
    expect(cache.entries.map(({ kind }) => kind)).toEqual(['poster', 'waveform', 'filmstrip'])

    const { document } = lessonOf([{ path: file, report: asset }], { canvas: { width: 180, height: 320 } })
    const plan = compilePlan(document, { preset: 'lms', overlays: [] })
    const files = listSourceFiles(Object.values(document.assets), cacheFolder)
    const output = path.join(folder, 'out.mp4')
    await media.render(plan, files, output)
    expect(Number((await ffprobe(output)).streams[0].nb_read_packets)).toBe(plan.frameCount)
    expect(plan.frameCount).toBeGreaterThan(45)
  },
)

test('a derive job makes a light copy once, which previews then read and exports do not', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder()
  const cacheFolder = path.join(folder, 'cache')
  const file = path.join(folder, 'clip.mp4')
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30:d=1', '-g', '60', '-preset', 'ultrafast', file)
  const cache = openCache(cacheFolder)
  const asset = await cache.import(file)
  expect(await findUnmade(asset, cacheFolder)).toEqual(['poster', 'filmstrip', 'proxy'])
  const request = createDeriveRequest(lesson, asset)
  await cache.runner.run({ id: 'job', request, status: createStatus(0) }, cache.context())
  const proxy = cacheFile(cacheFolder, asset, 'proxy')
  expect(existsSync(proxy)).toBe(true)
  expect(await listMediaFiles([asset], cacheFolder)).toContainEqual({ assetId: asset.id, variant: 'proxy', path: proxy })
  expect(listSourceFiles([asset], cacheFolder).map(({ variant }) => variant)).toEqual(['original'])

  const made = cache.entries.length
  await cache.runner.run({ id: 'again', request, status: createStatus(0) }, cache.context())
  expect(cache.entries).toHaveLength(made)
})

test('a derive job whose original is gone fails with a sentence', async () => {
  const folder = temporaryFolder()
  const cache = openCache(path.join(folder, 'cache'))
  const file = path.join(folder, 'clip.mp4')
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=1', file)
  const asset = await cache.import(file)
  rmSync(file)
  const job = { id: 'job', request: createDeriveRequest(lesson, asset), status: createStatus(0) }
  const failure = await cache.runner.run(job, cache.context()).then(
    () => null,
    (thrown: unknown) => thrown as AppError,
  )
  expect(failure?.code).toBe('file.not-found')
})
