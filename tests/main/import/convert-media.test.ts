import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { convertMedia } from '#main/core/import/convert-media.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { listSourceFiles } from '#main/core/import/media-files.ts'
import { isConverted } from '#main/core/import/read-copy.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const context = { signal: new AbortController().signal, onConvert: () => {} }

async function start() {
  const folder = await temporaryFolder()
  const cacheFolder = path.join(folder, 'cache')
  const file = path.join(folder, 'holiday.avi')
  await writeFile(file, 'an old film')
  const rescued: string[] = []
  const portable = {
    async rescue(original: string, outputFile: string): Promise<void> {
      rescued.push(original)
      await replaceFile(outputFile, (temporary) => writeFile(temporary, 'a copy'))
    },
  }
  const probed: string[] = []
  const media = {
    probe(copy: string): Promise<ProbeReport> {
      probed.push(copy)
      const { kind, interpretation, imageSize } = videoAsset('x', seconds(4))
      return Promise.resolve({ kind, interpretation, imageSize, sha256: 'f'.repeat(64), byteLength: 6 })
    },
  }
  return { folder, cacheFolder, file, portable, rescued, media, probed }
}

test('a converted clip is the original by its content, and its copy by what is in it; the copy is made once', async () => {
  const { cacheFolder, file, portable, rescued, media, probed } = await start()
  const report = await convertMedia(file, { portable, media, cacheFolder }, context)
  const sha256 = createHash('sha256').update('an old film').digest('hex')
  expect(report).toMatchObject({ kind: 'video', sha256, byteLength: 11, interpretation: { repaired: true } })
  expect(report.interpretation?.durationTicks).toBe(seconds(4))
  expect(isConverted(report.interpretation?.findings ?? [])).toBe(true)
  expect(probed).toEqual([cacheFile(cacheFolder, report, 'converted')])
  expect(await convertMedia(file, { portable, media, cacheFolder }, context)).toEqual(report)
  expect(rescued).toEqual([file])
})

test('a mended copy of the same content is no converted one, and both stay what they are', async () => {
  const { cacheFolder, file, portable, rescued, media } = await start()
  const sha256 = createHash('sha256').update('an old film').digest('hex')
  const mended = cacheFile(cacheFolder, { sha256, interpretation: null }, 'repaired')
  await mkdir(path.dirname(mended), { recursive: true })
  await writeFile(mended, 'a mended copy, which brings the engine down')
  const report = await convertMedia(file, { portable, media, cacheFolder }, context)
  expect(rescued).toEqual([file])
  expect(await readFile(mended, 'utf8')).toBe('a mended copy, which brings the engine down')

  const { interpretation } = videoAsset('x', seconds(4))
  const known = { ...videoAsset('x', seconds(4)), absolutePath: file, sha256 }
  const mendedAsset = { ...known, interpretation: interpretation && { ...interpretation, repaired: true } }
  const convertedAsset = { ...known, interpretation: report.interpretation }
  const readBy = (asset: Asset): string | undefined =>
    listSourceFiles([asset], cacheFolder).find(({ variant }) => variant === 'repaired')?.path
  expect(readBy(mendedAsset)).toBe(mended)
  expect(await readFile(readBy(convertedAsset) ?? '', 'utf8')).toBe('a copy')
  for (const kind of ['proxy', 'filmstrip', 'waveform'] as const)
    expect(cacheFile(cacheFolder, convertedAsset, kind)).not.toBe(cacheFile(cacheFolder, mendedAsset, kind))
})

test('a failure names the file that the user knows', async () => {
  const { cacheFolder, file, portable } = await start()
  const media = { probe: (copy: string) => Promise.reject(appError('media.damaged', { file: copy })) }
  await expect(convertMedia(file, { portable, media, cacheFolder }, context)).rejects.toMatchObject({
    code: 'media.damaged',
    message: expect.stringContaining('holiday.avi') as string,
  })
})

test('what could not be converted leaves nothing', async () => {
  const { folder, cacheFolder, file, media } = await start()
  const portable = {
    rescue: (_file: string, outputFile: string) =>
      replaceFile(outputFile, async (temporary) => {
        await writeFile(temporary, 'half a c')
        throw appError('cancelled', {})
      }),
  }
  await expect(convertMedia(file, { portable, media, cacheFolder }, context)).rejects.toMatchObject({ code: 'cancelled' })
  const left = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['holiday.avi'])
})
