import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { checkOutput } from '#main/media-process/render/check-output.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, smallCanvas } from './in-process-render.ts'
import { lessonOf } from './one-clip-lesson.ts'

afterEach(() => vi.restoreAllMocks())

test('a finished file is not broken because its disk is slow', async () => {
  const file = path.join(temporaryFolder(), 'finished.mp4')
  const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=180x320:r=30:d=1', '-f', 'lavfi', '-i', 'sine=d=1']
  await ffmpeg(...sources, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file)
  const { document } = lessonOf([{ path: file, report: await probe(file) }], { canvas: smallCanvas })
  const plan = renderPlanSchema.parse(compilePlan(document, { preset: 'lms', overlays: [] }))
  const slices = createSlices(() => false)
  let nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 10_000))
  await expect(checkOutput(plan, file, slices)).resolves.toMatchObject({ byteLength: expect.any(Number) })
  await expect(checkOutput({ ...plan, frameCount: plan.frameCount + 1 }, file, slices)).rejects.toMatchObject({
    code: 'media.output-broken',
  })
})
