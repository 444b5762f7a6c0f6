import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { decodeLuma, decodeSound, ffmpeg, ffprobe, loudest, measureSound, temporaryFolder } from './ffmpeg-command.ts'
import { probe, render, smallCanvas } from './in-process-render.ts'

const { width, height } = smallCanvas
const grey = (seconds: number): string[] => ['-f', 'lavfi', '-i', `color=c=0x606060:s=${width}x${height}:r=30:d=${seconds}`]
const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k', '-shortest']

/** The first sample that is loud, in milliseconds. */
function onsetMs(samples: Float32Array, above = 0.05): number {
  return samples.findIndex((sample) => Math.abs(sample) > above) / 48
}

/** What players take as the length; a decoder gives the rest of the last AAC frame, too. */
async function soundSeconds(file: string): Promise<number> {
  return Number((await ffprobe(file)).streams[1].duration)
}

describe('sync', () => {
  /** A white flash and a tone that begin together at 1 s. */
  async function flashAndBeep(folder: string, name: string, ...extra: readonly string[]): Promise<string> {
    const clip = path.join(folder, name)
    const flash = `color=black:s=${width}x${height}:r=30:d=2,drawbox=0:0:iw:ih:white:fill:enable='gte(t,0.999)'`
    const beep = "aevalsrc='0.5*sin(2*PI*1000*t)*gte(t,1)':s=44100:d=2"
    await ffmpeg('-f', 'lavfi', '-i', flash, '-f', 'lavfi', '-i', beep, ...(extra.length > 0 ? extra : codecs), clip)
    return clip
  }

  test.for([
    ['clip.mp4', []],
    // FFmpeg's WebM muxer itself moves the picture by Opus' run-in of 6.5 ms, rounded up.
    ['clip.webm', ['-c:v', 'libvpx', '-b:v', '1M', '-c:a', 'libopus', '-ar', '48000'], 7],
    ['clip.mkv', ['-c:v', 'libx264', '-bf', '3', '-c:a', 'pcm_s16le']],
    ['clip.ts', ['-c:v', 'libx264', '-bf', '2', '-c:a', 'aac']],
  ] as const)('flash and beep stay together in %s, whole and trimmed', async ([name, extra, shiftMs = 0]) => {
    const folder = temporaryFolder()
    const clip = await flashAndBeep(folder, name, ...extra)
    const report = await probe(clip)
    for (const inTicks of [0, 60_000, 84_000]) {
      const { file } = await render(folder, [{ path: clip, report, inTicks: ticks(inTicks), outTicks: secondsToTicks(1.8) }])
      const lumas = await decodeLuma(file)
      const flashMs = (lumas.findIndex((luma) => luma > 128) * 1000) / 30
      const { left } = await decodeSound(file)
      expect(Math.abs(onsetMs(left) + shiftMs - flashMs), `in at ${inTicks}`).toBeLessThan(5)
      expect(Math.abs(flashMs - (1000 - inTicks / 120))).toBeLessThan(1)
      expect(await soundSeconds(file)).toBeCloseTo(lumas.length / 30, 3)
    }
  })

  test('sound stays at its place after clips without sound and across a join', async () => {
    const folder = temporaryFolder()
    const clip = await flashAndBeep(folder, 'clip.mp4')
    const silent = path.join(folder, 'silent.mp4')
    await ffmpeg(...grey(1), '-c:v', 'libx264', '-preset', 'ultrafast', silent)
    const [report, silentReport] = [await probe(clip), await probe(silent)]
    const { file } = await render(folder, [
      { path: silent, report: silentReport },
      { path: clip, report, outTicks: secondsToTicks(1.2) },
      { path: clip, report, inTicks: secondsToTicks(0.9), outTicks: secondsToTicks(1.5) },
    ])
    const { left } = await decodeSound(file)
    expect(await soundSeconds(file)).toBeCloseTo(2.8, 3)
    expect(onsetMs(left)).toBeGreaterThan(1995)
    expect(onsetMs(left)).toBeLessThan(2005)
    // Silence from the join at 2.2 s to the second beep at 2.3 s.
    expect(loudest(left.subarray(2.21 * 48_000, 2.29 * 48_000))).toBeLessThan(0.02)
    expect(onsetMs(left.subarray(2.22 * 48_000)) + 2220).toBeCloseTo(2300, -1)
  })
})

describe('loudness', () => {
  test.for([
    ['quiet speech-like noise', 'anoisesrc=d=4:c=pink:a=0.03:r=48000:seed=3,tremolo=f=3:d=0.9'],
    ['loud noise', 'anoisesrc=d=4:c=pink:a=1:r=48000:seed=4'],
    ['clicks far above the rest', "aevalsrc='0.02*sin(2*PI*300*t)+0.9*lt(mod(t,0.5),0.004)':s=48000:d=4"],
  ] as const)('%s comes out at -16 LUFS with peaks below -1 dBTP', async ([, source]) => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'clip.mp4')
    await ffmpeg(...grey(4), '-f', 'lavfi', '-i', source, '-ac', '2', ...codecs, clip)
    const { file } = await render(folder, [{ path: clip, report: await probe(clip) }])
    const { lufs, truePeak } = await measureSound(file)
    expect(Math.abs(lufs + 16)).toBeLessThanOrEqual(1)
    expect(truePeak).toBeLessThanOrEqual(-1)
  })

  test('a lesson that keeps its sound as recorded stays as loud, and is not listened to first', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'clip.mp4')
    await ffmpeg(...grey(2), '-f', 'lavfi', '-i', 'sine=f=440:d=2:r=48000', '-af', 'volume=0.5', ...codecs, clip)
    const recorded = await measureSound(clip)
    const { file, report } = await render(folder, [{ path: clip, report: await probe(clip) }], {
      settings: { loudnessLufs: null },
    })
    expect(report.loudness).toBeNull()
    expect(Math.abs((await measureSound(file)).lufs - recorded.lufs)).toBeLessThan(0.2)
  })

  test('a silent room is not turned up', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'clip.mp4')
    await ffmpeg(...grey(2), '-f', 'lavfi', '-i', 'anoisesrc=d=2:a=0.0008:seed=1', ...codecs, clip)
    const { file, report } = await render(folder, [{ path: clip, report: await probe(clip) }])
    expect(report.loudness?.gainDb).toBe(0)
    expect(loudest((await decodeSound(file)).left)).toBeLessThan(0.01)
  })
})

describe('channels and changes', () => {
  test('the centre of 5.1 is heard on both sides, a rear left on the left', async () => {
    const folder = temporaryFolder()
    const tones = (expressions: string): string[] => ['-f', 'lavfi', '-i', `aevalsrc='${expressions}':s=48000:d=2:c=5.1`]
    const tone = '0.3*sin(2*PI*500*t)'
    const centre = path.join(folder, 'centre.mp4')
    await ffmpeg(...grey(2), ...tones(`0|0|${tone}|0|0|0`), ...codecs, centre)
    const both = await decodeSound((await render(folder, [{ path: centre, report: await probe(centre) }])).file)
    expect(loudest(both.left)).toBeGreaterThan(0.1)
    expect(loudest(both.left) / loudest(both.right)).toBeCloseTo(1, 1)
    const rear = path.join(folder, 'rear.mp4')
    await ffmpeg(...grey(2), ...tones(`0|0|0|0|${tone}|0`), ...codecs, rear)
    const one = await decodeSound((await render(folder, [{ path: rear, report: await probe(rear) }])).file)
    expect(loudest(one.left)).toBeGreaterThan(loudest(one.right) * 5)
  })

  test('a clip without sound has a silent track of the same length', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'mute.mp4')
    await ffmpeg(...grey(1), '-c:v', 'libx264', '-preset', 'ultrafast', clip)
    const { file } = await render(folder, [{ path: clip, report: await probe(clip) }])
    const { left } = await decodeSound(file)
    expect(await soundSeconds(file)).toBeCloseTo(1, 3)
    expect(loudest(left)).toBe(0)
  })

  test('a muted clip is silent, a fade rises, double speed keeps the pitch', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'tone.mp4')
    await ffmpeg(...grey(3), '-f', 'lavfi', '-i', 'sine=f=440:d=3', ...codecs, clip)
    const report = await probe(clip)
    const { file } = await render(folder, [
      { path: clip, report, outTicks: secondsToTicks(1), change: (each) => ({ ...each, sound: { ...each.sound, muted: true } }) },
      {
        path: clip,
        report,
        outTicks: secondsToTicks(1),
        change: (each) => ({ ...each, sound: { ...each.sound, fadeInTicks: secondsToTicks(0.5) } }),
      },
      { path: clip, report, change: (each) => ({ ...each, speed: { num: 2, den: 1 } }) },
    ])
    const { left } = await decodeSound(file)
    const second = (from: number, to: number): Float32Array => left.subarray(from * 48_000, to * 48_000)
    expect(loudest(second(0, 0.97))).toBeLessThan(0.01)
    expect(loudest(second(1.05, 1.1))).toBeLessThan(loudest(second(1.7, 1.9)) * 0.4)
    const crossings = second(2.2, 3.2).reduce(
      (count, sample, index, all) => count + (sample >= 0 && (all[index - 1] ?? 0) < 0 ? 1 : 0),
      0,
    )
    expect(Math.abs(crossings - 440)).toBeLessThan(6)
    expect(await soundSeconds(file)).toBeCloseTo(3.5, 3)
  })
})

test('of channels that nobody knows how to mix the first two are heard', async () => {
  const folder = temporaryFolder()
  const clip = path.join(folder, 'ten.mov')
  // With one loudspeaker at the left side and none at the right.
  const layout = 'FL+FR+FC+LFE+BL+BR+FLC+FRC+BC+SL'
  const tone = 'sin(2*PI*440*t)'
  const sound = `aevalsrc='0.5*${tone}|0.25*${tone}${'|0'.repeat(8)}':channel_layout=${layout}:s=48000:d=1`
  await ffmpeg(...grey(1), '-f', 'lavfi', '-i', sound, ...codecs, '-c:a', 'pcm_s16le', clip)
  const report = await probe(clip)
  expect(report.interpretation?.audio?.channels).toBe(10)
  const { left, right } = await decodeSound((await render(folder, [{ path: clip, report }])).file)
  const [atLeft = 0, atRight = 0] = [left, right].map((samples) => loudest(samples.subarray(12_000, 36_000)))
  expect(atLeft).toBeGreaterThan(0.1)
  expect(Math.abs(atLeft / atRight - 2)).toBeLessThan(0.2)
})
