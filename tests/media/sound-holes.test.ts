import path from 'node:path'
import { expect, test } from 'vitest'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { decodeSound, ffmpeg, loudest, temporaryFolder } from './ffmpeg-command.ts'
import { probe, render } from './in-process-render.ts'

test('a time stamp that jumps by hours costs no memory and no time, and the sound before it is heard', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'jump.mkv')
  await ffmpeg(
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=128x128:r=15:d=4', '-f', 'lavfi', '-i', 'sine=f=440:d=4:r=48000'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'pcm_s16le'],
    ...['-bsf:a', String.raw`setts=ts=TS+if(gt(N\,45)\,36000/TB\,0)`, file],
  )
  const report = await probe(file)
  const spentBefore = process.cpuUsage()
  const before = process.memoryUsage().rss
  const { file: output } = await render(folder, [{ path: file, report, outTicks: secondsToTicks(3) }])
  // Ten hours of silence would be three gigabytes of samples.
  expect(process.memoryUsage().rss - before).toBeLessThan(600e6)
  const { user, system } = process.cpuUsage(spentBefore)
  expect((user + system) / 1e6).toBeLessThan(20)
  const { left } = await decodeSound(output)
  expect(loudest(left.subarray(0, 48_000 / 2))).toBeGreaterThan(0.05)
  expect(loudest(left.subarray(48_000 * 2.5))).toBeLessThan(0.01)
})
