import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createAssetFiles } from '#main/core/import/asset-files.ts'
import { createImportRequest, createImportRunner } from '#main/core/import/import-job.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import { importResultSchema } from '#shared/ipc/areas/jobs.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

const lesson = 'lesson' as LessonId

/** A lesson whose clip `old.mp4` holds "the clip" and was moved away. */
async function start() {
  const folder = await temporaryFolder()
  const at = (name: string): string => path.join(folder, name)
  const assetFiles = createAssetFiles({ findAsset: () => Promise.resolve(null) })
  const sha256 = createHash('sha256').update('the clip').digest('hex')
  const clip = { ...videoAsset('clip', seconds(4)), absolutePath: at('old.mp4'), sha256, byteLength: 8, fileName: 'old.mp4' }
  const other = { ...videoAsset('other', seconds(4)), absolutePath: at('other.mp4'), byteLength: 8 }
  assetFiles.trust(lesson, [clip, other])
  const stored: string[] = []
  const rescued: string[] = []
  const { kind, interpretation, imageSize } = clip
  const runner = createImportRunner({
    assetFiles,
    media: {
      probe: () => Promise.resolve({ kind, interpretation, imageSize, sha256, byteLength: 8 }),
      stills: () => Promise.reject(new Error('no picture is wanted')),
    },
    deriveMedia: { repair: () => Promise.reject(new Error('nothing is broken')) },
    library: {
      putAsset(asset) {
        stored.push(path.basename(asset.file))
        return Promise.resolve(null)
      },
      putCache: () => Promise.resolve(null),
    },
    firstPictures: { offer: () => {} },
    portable: {
      rescue: (file) => {
        rescued.push(path.basename(file))
        return Promise.resolve()
      },
    },
    fullEngineLoads: () => Promise.resolve(true),
    cacheFolder: at('cache'),
  })
  async function run(name: string, assetId: AssetId | null = null, rescue = false) {
    const request = createImportRequest(lesson, at(name), { assetId, rescue })
    const context = { signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() }
    return importResultSchema.parse(await runner.run({ id: 'j', request, status: createStatus(0) }, context))
  }
  return { at, assetFiles, clip, run, stored, rescued }
}

test('a file with the content of a missing clip becomes the file of that clip', async () => {
  const { at, assetFiles, clip, run, stored } = await start()
  await writeFile(at('moved.mp4'), 'the clip')
  const { asset, foundAssetIds } = await run('moved.mp4')
  expect(foundAssetIds).toEqual([clip.id])
  expect(asset).toEqual({ ...clip, absolutePath: at('moved.mp4'), relativePath: null })
  expect(assetFiles.find(clip.id)?.absolutePath).toBe(at('moved.mp4'))
  expect(assetFiles.find('other' as AssetId)?.absolutePath).toBe(at('other.mp4'))
  expect(stored).toEqual(['moved.mp4'])
})

test('a clip that is where it was is not given another file, and another content is new', async () => {
  const { at, assetFiles, clip, run } = await start()
  await writeFile(at('moved.mp4'), 'the clip')
  await writeFile(at('old.mp4'), 'the clip')
  const twin = await run('moved.mp4')
  expect([twin.foundAssetIds, twin.asset.id === clip.id]).toEqual([[], false])
  await rm(at('old.mp4'))
  await writeFile(at('new.mp4'), 'new clip')
  expect((await run('new.mp4')).foundAssetIds).toEqual([])
  expect(assetFiles.find(clip.id)?.absolutePath).toBe(at('old.mp4'))
})

test('for a missing clip no other content is taken', async () => {
  const { at, assetFiles, clip, run } = await start()
  await writeFile(at('new.mp4'), 'new clip')
  await expect(run('new.mp4', clip.id)).rejects.toMatchObject({
    code: 'media.other-content',
    data: { params: { file: 'new.mp4', wanted: 'old.mp4' } },
  })
  expect(assetFiles.find(clip.id)?.absolutePath).toBe(at('old.mp4'))
  await writeFile(at('moved.mp4'), 'the clip')
  expect((await run('moved.mp4', clip.id)).foundAssetIds).toEqual([clip.id])
})

test('a clip of the lesson is converted and stays the same asset', async () => {
  const { at, assetFiles, clip, run, rescued } = await start()
  await writeFile(at('old.mp4'), 'the clip')
  const { asset, foundAssetIds } = await run('old.mp4', clip.id, true)
  expect([rescued, foundAssetIds]).toEqual([['old.mp4'], []])
  expect(asset).toMatchObject({
    id: clip.id,
    sha256: clip.sha256,
    absolutePath: at('old.mp4'),
    interpretation: { repaired: true },
  })
  expect(asset.interpretation?.findings.map(({ code }) => code)).toContain('media.converted')
  expect(assetFiles.find(clip.id)).toEqual(asset)
})

test('a clip whose file has become another is not converted into the lesson', async () => {
  const { at, assetFiles, clip, run } = await start()
  await writeFile(at('old.mp4'), 'new clip')
  await expect(run('old.mp4', clip.id, true)).rejects.toMatchObject({ code: 'media.other-content' })
  expect(assetFiles.find(clip.id)).toEqual(clip)
})
