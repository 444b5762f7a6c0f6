import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBackwardPictures } from '#main/media-process/render/backward-pictures.ts'
import { openDecodedPictures } from '#main/media-process/render/decoded-pictures.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import { composeFrames, composedPicture, type Composed } from './compose-frames.ts'
import { decodePictures, ffmpeg, temporaryFolder, type Rgb } from './ffmpeg-command.ts'
import { probe, render, smallCanvas } from './in-process-render.ts'
import { frames, withPicture } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const { width, height } = smallCanvas
const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']

/** A clip whose frame n has the luma 20 + 2n. */
async function counting(folder: string, frameCount: number, ...encoder: readonly string[]): Promise<string> {
  const file = path.join(folder, 'count.mp4')
  const source = `color=c=black:s=${width}x${height}:r=30,geq=lum='20+2*N':cb=128:cr=128`
  await ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', String(frameCount), ...exact, ...encoder, file)
  return file
}

async function lessonFrom(file: string, change: (clip: Clip) => Clip, cut?: readonly [number, number]): Promise<Lesson> {
  const report = await probe(file)
  const stretch = cut && { inTicks: frames(cut[0]), outTicks: frames(cut[1]) }
  return lessonOf([{ path: file, report, change, ...stretch }], { canvas: smallCanvas })
}

const counted = (pictures: readonly Composed[]): number[] =>
  pictures.map((picture) => Math.round((picture.luma(90, 160) - 20) / 2))
const down = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((from - to + 1) / step) }, (_, index) => from - index * step)

describe('a clip played backwards', () => {
  const backwards = (clip: Clip): Clip => ({ ...clip, reversed: true })

  test.each([
    ['short groups and B-frames', ['-g', '12', '-bf', '2']],
    ['one long group', ['-g', '500', '-bf', '3', '-x264-params', 'scenecut=0']],
    ['an open group', ['-g', '15', '-bf', '2', '-x264-params', 'open-gop=1']],
  ] as const)('shows every frame from the last to the first, with %s', async (_, encoder) => {
    const file = await counting(temporaryFolder(), 80, ...encoder)
    expect(counted(await composeFrames(await lessonFrom(file, backwards), null))).toEqual(down(79, 0))
    expect(counted(await composeFrames(await lessonFrom(file, backwards, [20, 50]), null))).toEqual(down(49, 20))
  })

  test('takes every second frame at double speed, and each four times at a quarter', async () => {
    const file = await counting(temporaryFolder(), 40)
    const at = (num: number, den: number) => lessonFrom(file, (clip) => ({ ...clip, reversed: true, speed: { num, den } }))
    expect(counted(await composeFrames(await at(2, 1), null))).toEqual(down(38, 0, 2))
    const slow = counted(await composeFrames(await at(1, 4), null))
    expect(slow).toHaveLength(160)
    expect(slow).toEqual(slow.toSorted((a, b) => b - a))
    expect(new Set(slow).size).toBe(40)
  })

  test('answers seeks to and fro', async () => {
    const file = await counting(temporaryFolder(), 60, '-g', '10', '-bf', '2')
    const order = [30, 5, 59, 0, 31, 30, 58]
    expect(counted(await composeFrames(await lessonFrom(file, backwards), order))).toEqual(order.map((frame) => 59 - frame))
  })

  test('holds no more pictures than it may, however long the group', async () => {
    const file = await counting(temporaryFolder(), 60, '-g', '500', '-x264-params', 'scenecut=0')
    const report = await probe(file)
    const input = planInput({ id: 'film' as AssetId, ...report })
    if (!input.video) throw new Error('no picture')
    const slices = createSlices(() => false)
    let decoded = 0
    const pictures = openDecodedPictures({
      file,
      input: { ...input, video: input.video },
      maxPixels: 1e6,
      threads: 1,
      slices,
      onDamage: () => {},
    })
    const counting1 = {
      ...pictures,
      nextInto: async (frame: Parameters<typeof pictures.nextInto>[0]) => {
        decoded += 1
        return pictures.nextInto(frame)
      },
    }
    // Ten pictures of this size, with what rows are padded by.
    const backward = createBackwardPictures(counting1, 10 * 192 * height * 1.5)
    try {
      for (let frame = 59; frame >= 0; frame -= 1) {
        const picture = await backward.pictureAt(frame * 4000, 2000, Infinity)
        expect(Math.round(((picture?.toBuffer()[0] ?? 0) - 20) / 2)).toBe(frame)
      }
    } finally {
      backward.clear()
      pictures.close()
    }
    // Each ten are decoded from the first picture on: 60 + 50 + ...; all at once would be 60, one at a time 1,830.
    expect(decoded).toBeGreaterThan(150)
    expect(decoded).toBeLessThan(400)
  })
})

test('a held picture stays, and speeds from a quarter to four times keep their pictures', async () => {
  const file = await counting(temporaryFolder(), 80)
  const held = await lessonFrom(file, (clip) => ({ ...clip, freezeTicks: frames(20) }), [33, 60])
  expect(counted(await composeFrames(held, null))).toEqual(Array.from({ length: 20 }, () => 33))
  const fast = await lessonFrom(file, (clip) => ({ ...clip, speed: { num: 4, den: 1 } }))
  expect(counted(await composeFrames(fast, null))).toEqual(Array.from({ length: 20 }, (_, frame) => frame * 4))
  const slow = counted(
    await composeFrames(await lessonFrom(file, (clip) => ({ ...clip, speed: { num: 1, den: 4 } }), [10, 20]), null),
  )
  expect(slow).toHaveLength(40)
  expect(slow).toEqual(slow.toSorted((a, b) => a - b))
  expect(new Set(slow)).toEqual(new Set(Array.from({ length: 10 }, (_, frame) => 10 + frame)))
})

describe('an interlaced film', () => {
  async function interlaced(folder: string): Promise<string> {
    const file = path.join(folder, 'fields.mp4')
    // A bar that moves four pixels a field.
    const source = `color=c=black:s=${width}x${height}:r=60:d=1.4,geq=lum='if(between(X,8+4*mod(N,36),24+4*mod(N,36)),220,20)':cb=128:cr=128`
    const encoder = ['-c:v', 'libx264', '-qp', '0', '-flags', '+ildct+ilme', '-x264-params', 'tff=1', '-pix_fmt', 'yuv420p']
    await ffmpeg('-f', 'lavfi', '-i', source, '-vf', 'interlace=scan=tff:lowpass=off', ...encoder, file)
    return file
  }

  test.each([
    [1, 1],
    [2, 1],
  ] as const)('at speed %i/%i is made whole from all of its pictures', async (num, den) => {
    const folder = temporaryFolder()
    const file = await interlaced(folder)
    const lesson = await lessonFrom(file, (clip) => ({ ...clip, speed: { num, den } }))
    const asset = Object.values(lesson.document.assets)[0]
    expect(asset?.interpretation?.video?.fieldOrder).toBe('top-first')
    const wanted = [3, 7, 12]
    const pictures = await composeFrames(lesson, wanted)
    const { stdout } = await ffmpeg(
      ...[
        '-v',
        'error',
        '-i',
        file,
        '-vf',
        'bwdif=mode=send_frame:parity=tff:deint=all',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'yuv420p',
        '-',
      ],
    )
    for (const [index, frame] of wanted.entries()) {
      const size = (width * height * 3) / 2
      const reference = composedPicture(
        stdout.subarray((frame * num * size) / den, (frame * num * size) / den + size),
        width,
        height,
      )
      const differences = Array.from({ length: width * height }, (_, at) =>
        Math.abs((reference.bytes[at] ?? 0) - (pictures[index]?.bytes[at] ?? 0)),
      )
      expect(differences.filter((difference) => difference > 3).length, `frame ${frame}`).toBe(0)
    }
  })
})

describe('colours', () => {
  test('SMPTE bars come out of the encoder within two code values, tagged BT.709 limited', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'bars.mp4')
    await ffmpeg('-f', 'lavfi', '-i', `smptehdbars=s=${width}x${height}:r=30:d=0.5`, ...exact, '-color_range', 'tv', clip)
    const lesson = lessonOf([{ path: clip, report: await probe(clip) }], { canvas: smallCanvas })
    const [composed] = await composeFrames(lesson, [5])
    const size = (width * height * 3) / 2
    const { stdout } = await ffmpeg('-v', 'error', '-i', clip, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-')
    const worst = stdout
      .subarray(0, size)
      .reduce((most, value, at) => Math.max(most, Math.abs(value - (composed?.bytes[at] ?? 0))), 0)
    expect(worst).toBe(0)
    const { file } = await render(folder, [{ path: clip, report: await probe(clip) }])
    const after = await ffmpeg('-v', 'error', '-i', file, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-')
    // In the middle of each of the seven bars.
    for (let bar = 0; bar < 7; bar += 1) {
      const x = Math.round(width / 8 + ((bar + 0.5) * width * 6) / 8 / 7)
      const y = Math.round(height / 4)
      const chroma = width * height + (y >> 1) * (width / 2) + (x >> 1)
      for (const at of [y * width + x, chroma, chroma + (width * height) / 4])
        expect(Math.abs((after.stdout[at] ?? 0) - (stdout[at] ?? 99)), `bar ${bar}`).toBeLessThanOrEqual(2)
    }
  })

  test('bars in motion keep theirs', async () => {
    const clip = path.join(temporaryFolder(), 'bars.mp4')
    await ffmpeg('-f', 'lavfi', '-i', `smptehdbars=s=${width}x${height}:r=30:d=0.5`, ...exact, '-color_range', 'tv', clip)
    const placement = { x: 0, y: 0, scale: 1.01, rotationDegrees: 0.5, opacity: 1 }
    const lesson = await lessonFrom(clip, withPicture({ placement }))
    const [still] = await composeFrames(await lessonFrom(clip, withPicture({})), [0])
    const [moved] = await composeFrames(lesson, [0])
    for (let bar = 0; bar < 7; bar += 1) {
      const x = Math.round(width / 8 + ((bar + 0.5) * width * 6) / 8 / 7)
      const [a, b] = [still?.at(x, 90) ?? [0, 0, 0], moved?.at(x, 90) ?? [9, 9, 9]]
      expect(Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 0)))), `bar ${bar}`).toBeLessThanOrEqual(2)
    }
  })

  test.each([[[191, 191, 0]], [[0, 191, 0]], [[191, 0, 191]], [[0, 0, 191]], [[19, 19, 19]], [[191, 191, 191]]] as const)(
    'of BT.601 %j keep their look in BT.709',
    async (rgb) => {
      const clip = path.join(temporaryFolder(), 'bt601.mp4')
      const hex = rgb.map((value) => value.toString(16).padStart(2, '0')).join('')
      const convert = 'format=gbrp,scale=out_color_matrix=smpte170m:out_range=tv:flags=accurate_rnd+full_chroma_int'
      const source = `color=c=0x${hex}:s=${width}x${height}:r=30:d=0.1,${convert},format=yuv420p`
      await ffmpeg('-f', 'lavfi', '-i', source, '-c:v', 'libx264', '-qp', '0', '-colorspace', 'smpte170m', clip)
      const lesson = lessonOf([{ path: clip, report: await probe(clip) }], { canvas: smallCanvas })
      const shown = (await composeFrames(lesson, [0]))[0]?.at(90, 160) ?? [99, 99, 99]
      expect(
        shown.every((value, index) => Math.abs(value - (rgb[index] ?? 0)) <= 2),
        shown.join(),
      ).toBe(true)
    },
  )

  /** From Display P3 to BT.709 in linear light (SMPTE EG 432-1, ITU-R BT.709); both have the same white. */
  const p3ToBt709 = [
    [1.2249, -0.2247, 0],
    [-0.042, 1.0419, 0],
    [-0.0197, -0.0786, 1.0979],
  ]
  /** What a display makes of it (ITU-R BT.1886), because the colours seen are to stay. */
  const toLight = (value: number): number => value ** 2.4
  const fromLight = (light: number): number => light ** (1 / 2.4)
  const asBt709 = (rgb: Rgb): number[] => {
    const light = rgb.map((value) => toLight(value / 255))
    return p3ToBt709.map((row) => {
      const mixed = row.reduce((sum, factor, index) => sum + factor * (light[index] ?? 0), 0)
      return Math.round(255 * fromLight(Math.max(0, Math.min(1, mixed))))
    })
  }

  test.each([[[180, 90, 80]], [[70, 160, 90]], [[128, 128, 128]]] as const)(
    'of an iPhone (Display P3) %j become those of BT.709',
    async (rgb) => {
      const clip = path.join(temporaryFolder(), 'p3.mov')
      const hex = rgb.map((value) => value.toString(16).padStart(2, '0')).join('')
      const tags = ['-color_primaries', 'smpte432', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv']
      const source = `color=c=0x${hex}:s=${width}x${height}:r=30:d=0.2,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`
      await ffmpeg('-f', 'lavfi', '-i', source, '-c:v', 'libx264', '-qp', '0', ...tags, '-movflags', 'write_colr', clip)
      const report = await probe(clip)
      expect(report.interpretation?.video?.colour.primaries).toBe('smpte432')
      const [picture] = await composeFrames(lessonOf([{ path: clip, report }], { canvas: smallCanvas }), [0])
      const shown = picture?.at(90, 160) ?? [0, 0, 0]
      const expected = asBt709(rgb)
      expect(
        shown.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= 4),
        `${shown.join()} is not ${expected.join()}`,
      ).toBe(true)
    },
  )
})

test('odd sizes, wide pixels and quarter turns keep their shape at once', async () => {
  const folder = temporaryFolder()
  const clip = path.join(folder, 'odd.mkv')
  const mark = 'color=white:s=243x181:r=30:d=0.2,drawbox=0:0:iw/2:ih/2:red:fill,setsar=4/3'
  await ffmpeg('-f', 'lavfi', '-i', mark, '-c:v', 'ffv1', '-pix_fmt', 'yuv444p', clip)
  const { file } = await render(folder, [{ path: clip, report: await probe(clip), change: withPicture({ fit: 'fit' }) }])
  const [picture] = await decodePictures(file, width, height)
  // 324 x 181 on 180 wide: 100 high, in the middle.
  expect(Math.max(...(picture?.at(90, 105) ?? [99]))).toBeLessThan(20)
  expect(Math.min(...(picture?.at(170, 114) ?? [0]))).toBeGreaterThan(220)
  expect(picture?.at(40, 130)[0]).toBeGreaterThan(200)
  expect(picture?.at(40, 130)[1]).toBeLessThan(60)
  expect(Math.min(...(picture?.at(100, 205) ?? [0]))).toBeGreaterThan(220)
  expect(Math.max(...(picture?.at(90, 216) ?? [99]))).toBeLessThan(20)
})
