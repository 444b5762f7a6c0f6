import { truncateSync } from 'node:fs'
import path from 'node:path'
import { FormatContext } from 'node-av/lib'
import { AVERROR_EIO, AVERROR_EOF } from 'node-av/constants'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { appError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, renderPlanned } from './in-process-render.ts'
import { lessonOf } from './one-clip-lesson.ts'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'

const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
let clip = ''

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-lost-'))
  clip = path.join(folder, 'clip.mp4')
  await ffmpeg(
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=8', '-f', 'lavfi', '-i', 'sine=d=8', '-c:v', 'libx264'],
    ...['-pix_fmt', 'yuv420p', '-g', '30', '-sc_threshold', '0', ...tags, '-c:a', 'aac', '-movflags', '+faststart', clip],
  )
  return () => rm(folder, { recursive: true, force: true })
})

/** Renders the clip, whole or as copies, while `lose` takes the rest of it away after so many packets. */
async function renderWhile(copies: boolean, packets: number, lose: (file: string) => number) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'holiday.mp4')
  await copyFile(clip, file)
  const { document, files } = lessonOf([{ path: file, report: await probe(file) }])
  const plan = compilePlan(document, { preset: 'source', overlays: [] })
  const { readFrameSync } = FormatContext.prototype
  const read = vi.spyOn(FormatContext.prototype, 'readFrameSync')
  onTestFinished(() => read.mockRestore())
  let count = 0
  let code = 0
  read.mockImplementation(function (this: FormatContext, packet) {
    count += 1
    if (count === packets) code = lose(file)
    return code < 0 ? code : readFrameSync.call(this, packet)
  })
  return renderPlanned(folder, { ...plan, encoder: { ...plan.encoder, copyUntouched: copies } }, files)
}

const readable = vi.hoisted(() => vi.fn<(file: string) => Promise<void>>())
vi.mock(import('#main/core/files/require-readable.ts'), () => ({ requireReadable: readable }))

describe.each([
  ['whose pictures are encoded', false],
  ['whose pictures are copied', true],
] as const)('the disk of a clip %s goes away', (_, copies) => {
  // While the sound is listened to, its packets are looked through, and pictures and sound are read.
  test.each([20, 300, 500])('after %i packets, which fails the export by name', async (packets) => {
    readable.mockImplementation((file) =>
      Promise.reject(appError('file.device-failed', { file, detail: 'EIO' }, { retryable: true })),
    )
    await expect(renderWhile(copies, packets, () => AVERROR_EIO)).rejects.toMatchObject({
      data: { code: 'file.device-failed', retryable: true, params: { file: expect.stringContaining('holiday.mp4') as string } },
    })
  })

  test('with the rest of the file, which is no shorter lesson', async () => {
    readable.mockResolvedValue()
    const cut = (file: string): number => {
      truncateSync(file, 60_000)
      return 0
    }
    await expect(renderWhile(copies, 20, cut)).rejects.toMatchObject({ data: { code: 'file.device-failed' } })
  })
})

test('a file that the disk gives whole is at its end, whatever its container says', async () => {
  readable.mockResolvedValue()
  const { document, files } = lessonOf([{ path: clip, report: await probe(clip) }])
  const { readFrameSync } = FormatContext.prototype
  const read = vi.spyOn(FormatContext.prototype, 'readFrameSync')
  onTestFinished(() => read.mockRestore())
  read.mockImplementation(function (this: FormatContext, packet) {
    const code = readFrameSync.call(this, packet)
    return code === AVERROR_EOF ? AVERROR_EIO : code
  })
  readable.mockClear()
  const plan = compilePlan(document, { preset: 'source', overlays: [] })
  const { report } = await renderPlanned(temporaryFolder(), plan, files, {
    // The finished file is none whose container says so.
    onProgress: ({ stage }) => (stage === 'finish' ? read.mockRestore() : undefined),
  })
  expect(report.frameCount).toBe(240)
  expect(readable).toHaveBeenCalled()
})
