import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { createSplitRequest, createSplitRunner } from '#main/core/split/split-job.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

test('a mended copy that is not in the cache any more is made again before it is looked through', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'clip.mp4')
  await writeFile(file, 'the clip')
  const { interpretation, ...rest } = videoAsset('x', seconds(60))
  const mended = interpretation && { ...interpretation, repaired: true }
  const asset = { ...rest, interpretation: mended, absolutePath: file, byteLength: 8 }
  const analysed: string[] = []
  const media: Pick<MediaEngine, 'analyse'> = {
    async analyse(request) {
      analysed.push(await readFile(request.path, 'utf8'))
      throw new Error('seen enough')
    },
  }
  const runner = createSplitRunner({
    media,
    deriveMedia: { repair: (_file, outputFile) => writeFileAtomically(outputFile, 'mended') },
    cacheFolder: path.join(folder, 'cache'),
  })
  const job = { id: 'j', request: createSplitRequest('l' as LessonId, asset, false), status: createStatus(0) }
  const context = { signal: new AbortController().signal, report: () => {}, whenRunning: () => Promise.resolve() }
  await expect(runner.run(job, context)).rejects.toThrow('seen enough')
  await rm(path.join(folder, 'cache'), { recursive: true })
  await expect(runner.run(job, context)).rejects.toThrow('seen enough')
  expect(analysed).toEqual(['mended', 'mended'])
})
