import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { FormatContext } from 'node-av/lib'
import { AVERROR_EIO } from 'node-av/constants'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { DeriveReport, DeriveRequest } from '#main/core/media/derive-messages.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { deriveMedia } from '#main/media-process/derive/derive-media.ts'
import { readWaveform } from '#shared/ipc/waveform-file.ts'
import { decodePictures, ffmpeg, ffprobe, temporaryFolder } from '../ffmpeg-command.ts'
import { probe } from '../in-process-render.ts'
import { readTimestamps } from './read-timestamps.ts'

export function requestFor(file: string, { sha256, interpretation }: ProbeReport, folder: string): DeriveRequest {
  if (!interpretation) throw new Error('an image')
  const [proxyFile, filmstripFile, waveformFile] = ['proxy.mp4', 'filmstrip.jpg', 'waveform.bin'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string]
  const workFolder = path.join(folder, 'unfinished')
  return { path: file, sha256, interpretation, proxyFile, filmstripFile, waveformFile, workFolder }
}

async function derive(request: DeriveRequest, signal = new AbortController().signal): Promise<DeriveReport> {
  return deriveMedia(request, { threads: 2, signal, onProgress: () => {} })
}

async function clip(name: string, ...args: string[]): Promise<string> {
  const file = path.join(temporaryFolder(), name)
  await ffmpeg(...args, file)
  return file
}

const picture = (seconds: number, size = '640x360', rate = 30): string[] => [
  ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
]
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '2']

describe('a light copy', () => {
  test.for([
    ['an even clip with B pictures', 'even.mp4', [...picture(2), ...h264]],
    ['a changing rate', 'vfr.mp4', [...picture(3), '-vf', "select='not(between(n,20,50))'", '-vsync', 'vfr', ...h264]],
    ['a start other than zero', 'late.ts', [...picture(2), ...h264, '-output_ts_offset', '5']],
    ['milliseconds', 'browser.webm', [...picture(1), '-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '1M']],
    ['29.97 pictures a second', 'ntsc.mov', [...picture(1, '640x360', 30), '-r', '30000/1001', ...h264]],
    ['fields', 'fields.ts', [...picture(1, '320x240', 50), '-vf', 'interlace', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme']],
  ] as const)('has the time stamps of %s', async ([, name, args]) => {
    const file = await clip(name, ...args)
    const folder = temporaryFolder()
    await derive(requestFor(file, await probe(file), folder))
    const [original, copy] = [await readTimestamps(file), await readTimestamps(path.join(folder, 'proxy.mp4'))]
    expect(original.length).toBeGreaterThan(20)
    expect(copy).toEqual(original)
  })

  test('is upright, small, quick to search and tagged; its groups have twelve pictures and none looks ahead', async () => {
    const wide = await clip('wide.mp4', ...picture(1, '1920x1080'), ...h264)
    const file = await clip('turned.mp4', '-i', wide, '-c', 'copy', '-metadata:s:v', 'rotate=90')
    const folder = temporaryFolder()
    await derive(requestFor(file, await probe(file), folder))
    const { streams, format } = await ffprobe(path.join(folder, 'proxy.mp4'))
    expect(streams).toHaveLength(1)
    expect(streams[0]).toMatchObject({ codec_name: 'h264', width: 540, height: 960, has_b_frames: 0, pix_fmt: 'yuv420p' })
    expect(streams[0]).toMatchObject({
      color_space: 'bt709',
      color_primaries: 'bt709',
      color_transfer: 'bt709',
      color_range: 'tv',
    })
    expect(Object.keys(format.tags ?? {}).toSorted()).toEqual(['compatible_brands', 'major_brand', 'minor_version'])
    const { stdout } = await ffmpeg(
      '-v',
      'error',
      '-i',
      path.join(folder, 'proxy.mp4'),
      '-vf',
      "select='eq(pict_type,I)'",
      '-vsync',
      '0',
      '-f',
      'framecrc',
      '-',
    )
    const keys = stdout
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('0,'))
    expect(keys).toHaveLength(3)
  })

  test('shows what the original shows at the same instant', async () => {
    const colours = "geq=lum='20+floor(T*10)*20':cb=128:cr=128"
    const file = await clip('steps.mp4', '-f', 'lavfi', '-i', `color=s=320x180:r=30:d=1,${colours}`, ...h264)
    const folder = temporaryFolder()
    await derive(requestFor(file, await probe(file), folder))
    const [original, copy] = [
      await decodePictures(file, 320, 180),
      await decodePictures(path.join(folder, 'proxy.mp4'), 320, 180),
    ]
    expect(copy).toHaveLength(original.length)
    original.forEach((shown, index) => {
      expect(Math.abs(shown.at(160, 90)[0] - (copy[index]?.at(160, 90)[0] ?? -99))).toBeLessThan(8)
    })
  })
})

test('a filmstrip has the picture of the middle of each stretch', async () => {
  const colours = "geq=lum='if(lt(T,2),40,if(lt(T,4),120,200))':cb=128:cr=128"
  const file = await clip('three.mp4', '-f', 'lavfi', '-i', `color=s=320x180:r=30:d=6,${colours}`, ...h264)
  const folder = temporaryFolder()
  const { made } = await derive({ ...requestFor(file, await probe(file), folder), proxyFile: null, waveformFile: null })
  expect(made.map(({ kind }) => kind)).toEqual(['filmstrip'])
  const strip = await loadImage(path.join(folder, 'filmstrip.jpg'))
  expect([strip.width, strip.height]).toEqual([480, 90])
  const [pixels] = await decodePictures(path.join(folder, 'filmstrip.jpg'), 480, 90)
  const shades = [80, 240, 400].map((x) => pixels?.at(x, 45)[0] ?? 0)
  expect(shades[0]).toBeLessThan(60)
  expect(shades[1]).toBeGreaterThan(90)
  expect(shades[1]).toBeLessThan(160)
  expect(shades[2]).toBeGreaterThan(190)
})

test('a waveform tells loudness and its place: silence, a tone of half the height, silence', async () => {
  const sound = "aevalsrc='if(between(t,1,2),0.5*sin(2*PI*440*t),0)':s=44100:d=3"
  const file = await clip('tone.m4a', '-f', 'lavfi', '-i', sound, '-c:a', 'pcm_s16le', '-f', 'wav')
  const folder = temporaryFolder()
  await derive({ ...requestFor(file, await probe(file), folder), proxyFile: null, filmstripFile: null })
  const bytes = readFileSync(path.join(folder, 'waveform.bin'))
  const waveform = readWaveform(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  expect(waveform).toMatchObject({ peaksPerSecond: 100, count: 300 })
  const at = (peak: number): number[] => [...(waveform?.peaks.slice(peak * 3, peak * 3 + 3) ?? [])]
  for (const peak of [0, 50, 98, 201, 299]) expect(at(peak)).toEqual([0, 0, 0])
  for (const peak of [101, 150, 198]) {
    const [low = 0, high = 0, rms = 0] = at(peak)
    expect(low).toBeCloseTo(-63.5, -0.5)
    expect(high).toBeCloseTo(63.5, -0.5)
    // 0.5 / sqrt(2) of 127
    expect(Math.abs(rms - 45)).toBeLessThanOrEqual(2)
  }
  expect(readWaveform(new ArrayBuffer(4))).toBeNull()
})

describe('a pass', () => {
  const long = [
    ...picture(30, '1280x720'),
    '-f',
    'lavfi',
    '-i',
    'sine=d=30:sample_rate=48000',
    ...h264,
    '-g',
    '60',
    '-c:a',
    'aac',
  ]

  test('goes on after its process was killed, and makes the same', async () => {
    const file = await clip('long.mp4', ...long)
    const folder = temporaryFolder()
    const request = requestFor(file, await probe(file), folder)
    const child = fork(path.join(import.meta.dirname, 'derive-child.ts'), [JSON.stringify(request)], { execArgv: [] })
    const exited = once(child, 'exit')
    // Of 0.95 before the last step, which may end before the signal arrives.
    await new Promise<void>((resolve) => {
      child.on('message', (fraction) => Number(fraction) > 0.4 && resolve())
      child.on('exit', () => resolve())
    })
    expect(child.exitCode, 'the child was killed before its end').toBeNull()
    child.kill('SIGKILL')
    await exited
    expect(existsSync(path.join(folder, 'proxy.mp4'))).toBe(false)

    const { resumedAt, made } = await derive(request)
    expect(resumedAt).toBeGreaterThan(0.15)
    expect(made.map(({ kind }) => kind)).toEqual(['waveform', 'filmstrip', 'proxy'])
    expect(await readTimestamps(path.join(folder, 'proxy.mp4'))).toEqual(await readTimestamps(file))

    const fresh = temporaryFolder()
    await derive(requestFor(file, await probe(file), fresh))
    for (const name of ['waveform.bin', 'filmstrip.jpg'])
      expect(readFileSync(path.join(folder, name)).equals(readFileSync(path.join(fresh, name))), name).toBe(true)
    expect(existsSync(request.workFolder)).toBe(false)
  })

  test('that is cancelled leaves nothing under a final name, and is gone on with', async () => {
    const file = await clip('long.mp4', ...long)
    const folder = temporaryFolder()
    const request = requestFor(file, await probe(file), folder)
    const controller = new AbortController()
    const seen: number[] = []
    const running = deriveMedia(request, {
      threads: 2,
      signal: controller.signal,
      onProgress: ({ fraction }) => {
        seen.push(fraction)
        if (fraction > 0.3) controller.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(readdirSync(folder)).toEqual(['unfinished'])
    await derive(request)
    expect(statSync(path.join(folder, 'proxy.mp4')).size).toBeGreaterThan(1000)
  })
})

test('a disk that goes away leaves no short copy, and the next pass goes on', async () => {
  const file = await clip('film.mkv', ...picture(6), '-f', 'lavfi', '-i', 'sine=d=6:sample_rate=48000', ...h264, '-g', '15')
  const folder = temporaryFolder()
  const request = requestFor(file, await probe(file), folder)
  const { readFrameSync } = FormatContext.prototype
  const read = vi.spyOn(FormatContext.prototype, 'readFrameSync')
  onTestFinished(() => read.mockRestore())
  let packets = 0
  read.mockImplementation(function (this: FormatContext, packet) {
    packets += 1
    return packets > 250 ? AVERROR_EIO : readFrameSync.call(this, packet)
  })
  const { signal } = new AbortController()
  const deriving = deriveMedia(request, { threads: 2, signal, onProgress: () => {}, checkpointMs: 20 })
  await expect(deriving).rejects.toMatchObject({ data: { code: 'file.device-failed', retryable: true } })
  expect(readdirSync(folder)).toEqual(['unfinished'])
  read.mockRestore()
  const { resumedAt } = await derive(request)
  expect(resumedAt).toBeGreaterThan(0)
  expect(await readTimestamps(path.join(folder, 'proxy.mp4'))).toEqual(await readTimestamps(file))
})

test('a DV film that is cut short gives what there is of it', async () => {
  const file = await clip('tape.dv', ...picture(1, '720x576', 25), '-pix_fmt', 'yuv420p', '-f', 'dv')
  truncateSync(file, Math.floor(statSync(file).size * 0.6))
  const folder = temporaryFolder()
  await derive({ ...requestFor(file, await probe(file), folder), waveformFile: null })
  expect((await readTimestamps(path.join(folder, 'proxy.mp4'))).length).toBeGreaterThan(10)
})
