import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { renderReportSchema } from '#main/core/media/messages.ts'
import { portableEncoderName, withPortable } from '#main/core/media/with-portable.ts'
import { appError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { lessonOf } from '../../media/one-clip-lesson.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { fakeServices } from '../export/fake-export.ts'

test('where the full engine cannot start the simple one renders, and claims nothing that it does not know', async () => {
  const folder = await temporaryFolder()
  const { document } = lessonOf([{ path: 'clip.mp4', report: videoAsset('x', seconds(10)) }])
  const plan = compilePlan(document, { preset: 'lms', overlays: [] })
  const engine: MediaEngine = {
    ...fakeServices(folder, folder).services.media,
    render: () => Promise.reject(appError('system.process-start', { process: 'media', detail: 'no addon' })),
  }
  const portable = {
    render: (_plan: unknown, _files: unknown, outputFile: string) => writeFile(outputFile, 'a film'),
    rescue: () => Promise.reject(new Error('nothing to rescue')),
    examine: () => Promise.reject(new Error('nothing to examine')),
    still: () => Promise.reject(new Error('no picture is wanted')),
  }
  const report = await withPortable(engine, portable, { always: false }).render(plan, [], path.join(folder, 'out.mp4'))
  expect(renderReportSchema.parse(report)).toMatchObject({
    byteLength: 6,
    loudness: null,
    encoder: { name: portableEncoderName },
  })
})
