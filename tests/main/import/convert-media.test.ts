import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { convertMedia, isConverted } from '#main/core/import/convert-media.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { appError } from '#shared/messages/app-error.ts'
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
  expect(probed).toEqual([cacheFile(cacheFolder, sha256, 'repaired')])
  expect(await convertMedia(file, { portable, media, cacheFolder }, context)).toEqual(report)
  expect(rescued).toEqual([file])
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
