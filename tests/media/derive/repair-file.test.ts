import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { FormatContext } from 'node-av/lib'
import { AVERROR_EIO } from 'node-av/constants'
import { expect, onTestFinished, test, vi } from 'vitest'
import { repairFile } from '#main/media-process/derive/repair-file.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { decodePictures, ffmpeg, temporaryFolder } from '../ffmpeg-command.ts'
import { probe } from '../in-process-render.ts'

const { signal } = new AbortController()
const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=6', '-f', 'lavfi', '-i', 'sine=d=6:sample_rate=48000']

test('a recording that broke off is whole as far as it can be read, and stays turned', async () => {
  const folder = temporaryFolder()
  const whole = path.join(folder, 'whole.mp4')
  await ffmpeg(...sources, '-metadata:s:v', 'rotate=90', '-movflags', '+faststart', whole)
  const bytes = readFileSync(whole)
  const broken = path.join(folder, 'broken.mp4')
  writeFileSync(broken, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
  const before = (await probe(broken)).interpretation
  const mended = path.join(folder, 'mended.mov')
  await repairFile(broken, mended, signal)
  const after = (await probe(mended)).interpretation
  expect(after?.findings.map(({ code }) => code)).not.toContain('media.cut-short')
  expect(after?.video?.rotationDegrees).toBe(before?.video?.rotationDegrees)
  expect(after?.durationTicks).toBeGreaterThan(secondsToTicks(1.5))
  expect(Math.abs((after?.durationTicks ?? 0) - (before?.durationTicks ?? 0))).toBeLessThan(secondsToTicks(0.2))
  const pictures = await decodePictures(mended, 180, 320)
  expect(pictures.length).toBeGreaterThan(45)
})

test('bare pictures get times that only rise', async () => {
  const folder = temporaryFolder()
  const bare = path.join(folder, 'bare.264')
  await ffmpeg(...sources.slice(0, 4), '-t', '1', '-c:v', 'libx264', '-f', 'h264', bare)
  expect((await probe(bare)).interpretation?.findings.map(({ code }) => code)).toContain('media.no-timestamps')
  const mended = path.join(folder, 'mended.mov')
  await repairFile(bare, mended, signal)
  const after = (await probe(mended)).interpretation
  expect(after?.findings.map(({ code }) => code)).not.toContain('media.no-timestamps')
  expect((await decodePictures(mended, 320, 180)).length).toBeGreaterThanOrEqual(24)
})

test('what holds nothing is told in one sentence', async () => {
  const folder = temporaryFolder()
  const text = path.join(folder, 'text.mp4')
  writeFileSync(text, 'no film')
  await expect(repairFile(text, path.join(folder, 'mended.mov'), signal)).rejects.toMatchObject({ code: 'media.not-media' })
})

test('a disk that goes away is told and not taken for the end of the clip', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'film.mkv')
  await ffmpeg(...sources, file)
  const { readFrameSync } = FormatContext.prototype
  const read = vi.spyOn(FormatContext.prototype, 'readFrameSync')
  onTestFinished(() => read.mockRestore())
  let packets = 0
  read.mockImplementation(function (this: FormatContext, packet) {
    packets += 1
    return packets > 60 ? AVERROR_EIO : readFrameSync.call(this, packet)
  })
  const failed = { data: { code: 'file.device-failed', retryable: true } }
  await expect(repairFile(file, path.join(folder, 'mended.mkv'), signal)).rejects.toMatchObject(failed)
})
