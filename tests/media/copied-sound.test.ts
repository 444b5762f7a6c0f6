import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWindow, withShape, type WindowShape } from '#main/media-process/smart/aac/aac-packet.ts'
import { fitOverlap } from '#main/media-process/smart/aac/fit-overlap.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { ticks } from '#shared/time/ticks.ts'
import { decodeLuma, decodeSound, ffmpeg, ffprobe, loudest, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { onsetsMs } from './lesson-sound.ts'
import type { ClipRecipe } from './one-clip-lesson.ts'
import { copied, renderSmart } from './smart-render.ts'

const speech = path.resolve('../shared/media/speech/jfk.wav')
const samplesAFrame = 1600
const at = (frame: number): ReturnType<typeof ticks> => ticks(frame * 4000)
const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '30', '-sc_threshold', '0', ...tags]
/** Without noise that every decoder makes up for itself, so that samples can be compared. */
const aac = ['-c:a', 'aac', '-b:a', '160k', '-aac_pns', '0']
const settings = { loudnessLufs: null }

/** Speech, another tone in each channel, and a picture; eleven seconds. */
async function spoken(folder: string, name: string, ...options: readonly string[]) {
  const file = path.join(folder, name)
  await ffmpeg(
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30:d=11', '-i', speech],
    ...['-f', 'lavfi', '-i', "aevalsrc='0.05*sin(2*PI*(300+20*t)*t)|0.05*sin(2*PI*440*t)':s=48000:d=11"],
    ...['-filter_complex', '[1:a]aresample=48000,pan=stereo|c0=c0|c1=0.8*c0[a];[a][2:a]amix=2:normalize=0[m]'],
    ...['-map', '0:v', '-map', '[m]', ...x264, ...aac, ...options, file],
  )
  return { path: file, report: await probe(file) }
}

const cuts = (source: Awaited<ReturnType<typeof spoken>>, ...parts: readonly (readonly [number, number])[]): ClipRecipe[] =>
  parts.map(([from, to]) => ({
    ...{ ...source, inTicks: at(from), outTicks: at(to) },
    change: (clip: Clip) => ({ ...clip, assetId: 'asset0' as Clip['assetId'] }),
  }))

/** Every sample of a file, left and right alternate, by a decoder that stops at the first error. */
async function decodeAll(file: string): Promise<Float32Array> {
  const { stdout } = await ffmpeg(
    ...['-v', 'error', '-xerror', '-err_detect', 'explode', '-i', file, '-map', '0:a', '-f', 'f32le', '-ar', '48000', '-'],
  )
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
}

/** What is wanted of the source, and what the output has instead: the share that is the same, and the worst 21 ms of the rest in dB. */
function compare(output: Float32Array, source: Float32Array, parts: readonly (readonly [number, number])[], fadeSamples = 1024) {
  let [same, total, worst, start] = [0, 0, Infinity, 0]
  for (const [from, to] of parts) {
    const length = (to - from) * samplesAFrame
    for (let block = fadeSamples; block + 1024 <= length - fadeSamples; block += 256) {
      let [signal, noise] = [1e-9, 0]
      for (let index = block * 2; index < (block + 1024) * 2; index += 1) {
        const wanted = source[from * samplesAFrame * 2 + index] ?? 0
        signal += wanted ** 2
        noise += ((output[start * 2 + index] ?? 0) - wanted) ** 2
      }
      total += 1
      if (noise === 0) same += 1
      else worst = Math.min(worst, 10 * Math.log10(signal / noise))
    }
    start += length
  }
  return { same: same / total, worst }
}

describe('the sound of a trimmed clip', () => {
  test.for([
    ['on its own frames', 16, 320],
    ['between its frames', 15, 319],
    ['from its start', 0, 301],
    ['to its end', 7, 330],
  ] as const)('%s is copied to the sample', async ([, from, to]) => {
    const folder = temporaryFolder()
    const source = await spoken(folder, 'clip.mp4')
    const { file, report } = await renderSmart(folder, cuts(source, [from, to]), { settings })
    const seconds = (to - from) / 30
    expect(report.copiedSoundTicks / 120_000).toBeGreaterThan(seconds - 0.3)
    const output = await decodeAll(file)
    expect(output.length / 2 - seconds * 48_000).toBeLessThan(1024)
    const { same, worst } = compare(output, await decodeAll(source.path), [[from, to]])
    expect(same).toBeGreaterThan(0.97)
    // Encoding it all anew has some of 13 dB.
    expect(worst).toBeGreaterThan(20)
    expect(Number((await ffprobe(file)).streams[1].duration)).toBeCloseTo(seconds, 3)
  })

  test('is not there before and behind its cuts', async () => {
    const folder = temporaryFolder()
    const loud = path.join(folder, 'loud.mp4')
    // Silent but for the parts that are cut away.
    const sound = "aevalsrc='0.7*sin(2*PI*700*t)*(lt(t,1)+gt(t,3))':s=48000:d=4:c=stereo"
    await ffmpeg(
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=160x90:r=30:d=4',
      '-f',
      'lavfi',
      '-i',
      sound,
      ...x264,
      ...aac,
      loud,
    )
    const source = { path: loud, report: await probe(loud) }
    const { file, report } = await renderSmart(folder, cuts(source, [32, 88]), { settings })
    expect(report.copiedSoundTicks).toBeGreaterThan(120_000)
    // All packets, those that an edit list hides, too.
    const { stdout } = await ffmpeg('-v', 'error', '-ignore_editlist', '1', '-i', file, '-map', '0:a', '-f', 'f32le', '-')
    const heard = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
    expect(heard.length).toBeGreaterThan(2 * 50 * samplesAFrame)
    expect(loudest(heard)).toBeLessThan(0.01)
  })
})

test('several cuts copy what lies on one grid, and what does not is encoded at its place', async () => {
  const folder = temporaryFolder()
  const source = await spoken(folder, 'clip.mp4')
  // 32 frames lie between the second and the third: 50 packets.
  const parts = [
    [15, 100],
    [105, 180],
    [212, 325],
  ] as const
  const { file, report } = await renderSmart(folder, cuts(source, ...parts), { settings })
  expect(report.copiedSoundTicks / 120_000).toBeGreaterThan((75 + 113) / 30 - 0.3)
  const { same, worst } = compare(await decodeAll(file), await decodeAll(source.path), parts)
  expect(same).toBeGreaterThan(0.6)
  // That of the one that is encoded.
  expect(worst).toBeGreaterThan(8)
})

test('a clip that is split and plays on is one copy', async () => {
  const folder = temporaryFolder()
  const source = await spoken(folder, 'clip.mp4')
  const { file, report } = await renderSmart(folder, cuts(source, [15, 100], [100, 319]), { settings })
  expect(report.copiedSoundTicks / 120_000).toBeGreaterThan(304 / 30 - 0.3)
  const { same } = compare(await decodeAll(file), await decodeAll(source.path), [[15, 319]])
  expect(same).toBeGreaterThan(0.97)
})

test('180 seconds of copied beeps stay with their flashes over six cuts', async () => {
  const folder = temporaryFolder()
  const clip = path.join(folder, 'beeps.mp4')
  const flash = "color=black:s=64x36:r=30:d=180,drawbox=0:0:iw:ih:white:fill:enable='lt(mod(t+0.001,1),0.1)'"
  const beep = "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=180:c=stereo"
  await ffmpeg('-v', 'error', '-f', 'lavfi', '-i', flash, '-f', 'lavfi', '-i', beep, ...x264, ...aac, clip)
  const source = { path: clip, report: await probe(clip) }
  const parts = [
    [12, 1800],
    [1832, 2500],
    [2532, 3333],
    [3340, 4000],
    [4032, 4700],
    [4703, 5390],
  ] as const
  const { file, report } = await renderSmart(folder, cuts(source, ...parts), { settings })
  expect(copied(report).length).toBeGreaterThan(3)
  expect(report.copiedSoundTicks / 120_000).toBeGreaterThan(90)
  const lumas = await decodeLuma(file)
  const flashes = lumas.flatMap((luma, index) => (luma > 128 && (lumas[index - 1] ?? 0) <= 128 ? [(index * 1000) / 30] : []))
  const beeps = onsetsMs((await decodeSound(file)).left, 60)
  expect(beeps.length).toBeGreaterThan(170)
  const apart = beeps.map((beepMs) => Math.min(...flashes.map((flashMs) => Math.abs(beepMs - flashMs))))
  expect(Math.max(...apart)).toBeLessThan(5)
})

describe('nothing of the sound is copied', () => {
  test.for([
    ['of one channel', ['-ac', '1'], {}],
    ['at another rate', ['-ar', '44100'], {}],
    ['of another kind', ['-c:a', 'libmp3lame'], {}],
    ['of more bits than the preset has', ['-b:a', '420k'], {}],
  ] as const)('%s', async ([, options]) => {
    const folder = temporaryFolder()
    const source = await spoken(folder, 'clip.mp4', ...options)
    const { file, report } = await renderSmart(folder, cuts(source, [15, 319]), { settings })
    expect(copied(report)).toHaveLength(1)
    expect(report.copiedSoundTicks).toBe(0)
    expect((await decodeAll(file)).length / 2).toBeGreaterThan(300 * samplesAFrame)
  })

  test('that is made louder, faded over its length or evened', async () => {
    const folder = temporaryFolder()
    const source = await spoken(folder, 'clip.mp4')
    const [clip] = cuts(source, [15, 319])
    if (!clip) throw new Error('one clip')
    const changed = (change: Partial<Clip['sound']>): ClipRecipe => ({
      ...clip,
      change: (each) => ({ ...each, sound: { ...each.sound, ...change } }),
    })
    for (const change of [{ gainDb: 2 }, { fadeInTicks: at(304) }, { noiseReduction: 0.5 }, { muted: true }])
      expect((await renderSmart(folder, [changed(change)], { settings })).report.copiedSoundTicks).toBe(0)
    expect((await renderSmart(folder, [clip])).report.copiedSoundTicks).toBe(0)
  })
})

test('a packet tells its window, behind fillings, too, and takes another shape', () => {
  const packet = (bits: string): Buffer =>
    Buffer.from(
      bits
        .padEnd(40, '0')
        .match(/.{8}/g)
        ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
    )
  // A pair of channels, number 0, one window: long stop, KBD.
  const element = '001000010111'
  const pair = packet(element)
  expect(readWindow(pair)).toEqual({ sequence: 'stop', shape: 'kbd', shapeBit: 11 })
  // Behind a filling of one byte.
  expect(readWindow(packet(`110000101010101${element}`))).toEqual({ sequence: 'stop', shape: 'kbd', shapeBit: 26 })
  // Another element, and a pair with a window for each channel.
  expect(readWindow(packet('000000010111'))).toBeNull()
  expect(readWindow(packet('001000000111'))).toBeNull()
  const window = readWindow(pair)
  if (!window) throw new Error('no window')
  expect(readWindow(withShape(pair, window, 'sine'))).toEqual({ ...window, shape: 'sine' })
  expect(readWindow(Buffer.from([0x21, 0x70]).subarray(0, 1))).toBeNull()
  expect(readWindow(Buffer.alloc(0))).toBeNull()
})

describe('the half in which an encoded window meets a copied one of another shape', () => {
  const size = 1024
  const slope = (shape: WindowShape): Float64Array => {
    const kaiser = Array.from({ length: size + 1 }, (_, index) =>
      besselZero(4 * Math.PI * Math.sqrt(1 - ((2 * index) / size - 1) ** 2)),
    )
    const whole = kaiser.reduce((sum, value) => sum + value, 0)
    let sum = 0
    const kbd = kaiser.slice(0, size).map((value) => Math.sqrt((sum += value) / whole))
    return Float64Array.from(shape === 'kbd' ? kbd : kbd.map((_, index) => Math.sin((Math.PI * (index + 0.5)) / (2 * size))))
  }
  /** What is left of a half after its folding and its window, as in a decoder. */
  const fold = (samples: Float64Array, analysis: Float64Array, synthesis: Float64Array, sign: 1 | -1): Float64Array => {
    const weigh = (window: Float64Array, index: number): number => window[sign < 0 ? index : size - 1 - index] ?? 0
    return samples.map((sample, index) => {
      const mirrored = size - 1 - index
      return (
        weigh(synthesis, index) * (weigh(analysis, index) * sample + sign * weigh(analysis, mirrored) * (samples[mirrored] ?? 0))
      )
    })
  }

  test.for([
    ['kbd', 'sine', true],
    ['kbd', 'sine', false],
    ['sine', 'kbd', true],
    ['sine', 'kbd', false],
    ['kbd', 'kbd', true],
  ] as const)('encoded with %s, copied with %s, rising: %s, adds up to the sound', ([own, wanted, rising]) => {
    const sound = Float64Array.from(
      { length: size },
      (_, index) => Math.sin(index * 0.05) + 0.3 * Math.sin(index * index * 0.001),
    )
    const fitted = Float32Array.from(sound).reduce(
      (pairs, sample, index) => pairs.fill(sample, index * 2, index * 2 + 2),
      new Float32Array(size * 2),
    )
    fitOverlap(fitted, own, wanted, rising)
    const encoded = Float64Array.from({ length: size }, (_, index) => fitted[index * 2 + 1] ?? 0)
    const [w, v] = [slope(own), slope(wanted)]
    const ours = fold(encoded, w, v, rising ? -1 : 1)
    const copy = fold(sound, v, v, rising ? 1 : -1)
    const worst = sound.reduce(
      (most, sample, index) => Math.max(most, Math.abs((ours[index] ?? 0) + (copy[index] ?? 0) - sample)),
      0,
    )
    expect(worst).toBeLessThan(1e-5)
  })
})

function besselZero(x: number): number {
  let [sum, term] = [1, 1]
  for (let index = 1; index < 60; index += 1) sum += term *= (x / (2 * index)) ** 2
  return sum
}
