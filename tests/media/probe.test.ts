import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { withoutAvx512 } from '#main/media-process/ffmpeg/encoder-instructions.ts'
import { readDisplayMatrix } from '#main/media-process/probe/display-matrix.ts'
import { judgeTiming } from '#main/media-process/probe/frame-timing.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'

/** Row vectors in 16.16 fixed point, as a file stores them. */
function matrix(a: number, b: number, c: number, d: number): Buffer {
  const bytes = Buffer.alloc(36)
  for (const [index, value] of [a, b, 0, c, d].entries()) bytes.writeInt32LE(value * 65_536, index * 4)
  return bytes
}

describe('display matrix', () => {
  test.for([
    [[1, 0, 0, 1], 0, false],
    [[0, 1, -1, 0], 90, false],
    [[-1, 0, 0, -1], 180, false],
    [[0, -1, 1, 0], 270, false],
    [[-1, 0, 0, 1], 0, true],
    [[1, 0, 0, -1], 180, true],
    [[0, 1, 1, 0], 270, true],
  ] as const)('%j turns by %i, mirrored: %s', ([[a, b, c, d], rotationDegrees, mirrored]) => {
    expect(readDisplayMatrix(matrix(a, b, c, d))).toEqual({ rotationDegrees, mirrored })
  })

  test('a damaged one is upright', () => {
    const wild = Buffer.alloc(36)
    wild.writeInt32LE(-(2 ** 31), 0)
    for (const bytes of [wild, Buffer.alloc(36), Buffer.alloc(4), null])
      expect(readDisplayMatrix(bytes)).toEqual({ rotationDegrees: 0, mirrored: false })
  })
})

describe('frame timing', () => {
  const at = (...milliseconds: number[]) => milliseconds.map((value) => ticks(value * 120))
  test('stamps in whole milliseconds are still 30 a second', () => {
    const times = at(...Array.from({ length: 90 }, (_, frame) => Math.round((frame * 1000) / 30)))
    expect(judgeTiming(times, 120)).toMatchObject({ frameRate: { num: 30, den: 1 }, variable: false })
  })
  test('pauses make it variable', () => {
    expect(judgeTiming(at(0, 33, 67, 100, 900, 933, 967, 1000), 120).variable).toBe(true)
  })
  test('one picture has no rate', () => {
    expect(judgeTiming(at(0), 120)).toEqual({
      frameRate: null,
      variable: false,
      medianTicks: null,
      longestTicks: null,
    })
  })
})

test('x264 is kept from AVX-512 and from nothing else', () => {
  const line = 'using cpu capabilities: MMX2 SSE2Fast SSSE3 SSE4.2 AVX FMA3 BMI2 AVX2'
  expect(withoutAvx512(`${line} AVX512\n`)).toBe('MMX2,SSE2Fast,SSSE3,SSE4.2,AVX,FMA3,BMI2,AVX2')
  expect(withoutAvx512(line)).toBeNull()
  expect(withoutAvx512('')).toBeNull()
})

describe('a file', () => {
  test('of a browser recording without a length gets its true length', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'live.webm')
    await ffmpeg(
      ...['-f', 'lavfi', '-i', 'testsrc2=s=180x320:r=30:d=2', '-c:v', 'libvpx', '-b:v', '500k', '-live', '1', '-f', 'webm', clip],
    )
    const { interpretation } = await probe(clip)
    expect(interpretation?.findings.map(({ code }) => code)).toContain('media.length-missing')
    expect(interpretation?.durationTicks).toBe(secondsToTicks(2))
  })

  test('with cover art is a sound', async () => {
    const folder = temporaryFolder()
    const cover = path.join(folder, 'cover.png')
    await ffmpeg('-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1', cover)
    const song = path.join(folder, 'song.mp3')
    await ffmpeg(
      '-f',
      'lavfi',
      '-i',
      'sine=d=1',
      '-i',
      cover,
      '-map',
      '0',
      '-map',
      '1',
      '-c:v',
      'copy',
      '-disposition:v',
      'attached_pic',
      song,
    )
    const report = await probe(song)
    expect(report.kind).toBe('audio')
    expect(report.interpretation?.findings.map(({ code }) => code)).toContain('media.cover-art')
  })

  test('that claims more sound channels than can be mixed is silent, and says so', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'clip.mov')
    const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=176x320:r=15:d=1', '-f', 'lavfi', '-i', 'sine=d=1:r=44100']
    await ffmpeg(...sources, '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'pcm_s16le', clip)
    const bytes = readFileSync(clip)
    // QuickTime's sound description: its channels stand 16 bytes behind the four letters of the codec.
    const channels = bytes.indexOf('sowt', bytes.indexOf('stsd', bytes.indexOf('smhd'))) + 20
    expect(bytes.readUInt16BE(channels)).toBe(1)
    bytes.writeUInt16BE(257, channels)
    writeFileSync(clip, bytes)
    const { kind, interpretation } = await probe(clip)
    expect(kind).toBe('video')
    expect(interpretation?.audio).toBeNull()
    expect(interpretation?.findings.map(({ code }) => code)).toContain('media.audio-unreadable')
  })

  test('that is interlaced or cut short is found out', async () => {
    const folder = temporaryFolder()
    const fields = path.join(folder, 'fields.ts')
    const interlaced = ['-vf', 'interlace', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-b:v', '5M']
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=50:d=1', ...interlaced, fields)
    expect((await probe(fields)).interpretation?.video?.fieldOrder).toBe('top-first')
    const whole = path.join(folder, 'whole.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=30:d=6', '-movflags', '+faststart', whole)
    const bytes = readFileSync(whole)
    const part = path.join(folder, 'part.mp4')
    writeFileSync(part, bytes.subarray(0, Math.floor(bytes.length / 2)))
    const { interpretation } = await probe(part)
    expect(interpretation?.findings.map(({ code }) => code)).toContain('media.cut-short')
    expect(interpretation?.durationTicks).toBeLessThan(secondsToTicks(5))
  })

  test('that is a photo is an image', async () => {
    const folder = temporaryFolder()
    const photo = path.join(folder, 'photo.jpg')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x240', '-frames:v', '1', photo)
    expect(await probe(photo)).toMatchObject({ kind: 'image', interpretation: null, imageSize: { width: 320, height: 240 } })
    // A name that looks like a pattern is a name.
    const pattern = path.join(folder, 'photo%02d.jpg')
    writeFileSync(path.join(folder, 'photo01.jpg'), readFileSync(photo))
    await expect(probe(pattern)).rejects.toMatchObject({ code: 'file.not-found' })
    writeFileSync(pattern, readFileSync(photo))
    expect((await probe(pattern)).kind).toBe('image')
  })
})
