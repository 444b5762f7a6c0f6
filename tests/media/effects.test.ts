import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { lookNames, untouchedLook as untouched } from '#shared/project/looks.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { ClipPicture } from '#shared/project/schema/clip.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import { composeFrames, type Composed } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, render } from './in-process-render.ts'
import { asPictureInPicture, regionAt, standing, withPicture } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const canvas = { width: 180, height: 320 }
const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']

/** A clip of an FFmpeg source, 180 x 320 unless told, 30 frames a second. */
async function clipOf(source: string, name = 'clip.mp4', filters = 'null'): Promise<string> {
  const file = path.join(temporaryFolder(), name)
  await ffmpeg('-f', 'lavfi', '-i', source, '-vf', `${filters},scale=out_color_matrix=bt709:out_range=tv`, ...exact, file)
  return file
}

const testPicture = 'testsrc2=s=180x320:r=30:d=1'

async function lessonWith(file: string, picture: Partial<ClipPicture>, size = canvas): Promise<Lesson> {
  return lessonOf([{ path: file, report: await probe(file), change: withPicture(picture) }], { canvas: size })
}

function planeOf({ bytes, width, height }: Composed, plane: 'u' | 'v'): Buffer {
  const size = (width * height) / 4
  const start = width * height + (plane === 'u' ? 0 : size)
  return bytes.subarray(start, start + size)
}

function meanDifference(a: Composed, b: Composed): number {
  return a.bytes.reduce((sum, value, index) => sum + Math.abs(value - (b.bytes[index] ?? 0)), 0) / a.bytes.length
}

function isNear(actual: readonly number[], expected: readonly number[], tolerance: number): boolean {
  return actual.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= tolerance)
}

describe('a look', () => {
  test('of every name changes the picture, each in its own way, and stays legal', async () => {
    const colours = "geq=lum='40+X':cb='100+Y/6':cr='160-Y/8'"
    const file = await clipOf(`color=gray:s=180x320:r=30:d=0.2,${colours}`)
    const [plain] = await composeFrames(await lessonWith(file, {}), [3])
    if (!plain) throw new Error('no picture')
    const seen: Composed[] = [plain]
    for (const name of lookNames) {
      const [looked] = await composeFrames(await lessonWith(file, { look: { ...untouched, name } }), [3])
      if (!looked) throw new Error('no picture')
      for (const other of seen) expect(meanDifference(looked, other), name).toBeGreaterThan(0.7)
      const luma = looked.bytes.subarray(0, 180 * 320)
      expect(Math.min(...luma)).toBeGreaterThanOrEqual(16)
      expect(Math.max(...luma)).toBeLessThanOrEqual(235)
      seen.push(looked)
    }
  })

  test('that changes nothing changes no byte', async () => {
    const file = await clipOf(testPicture)
    const [plain] = await composeFrames(await lessonWith(file, {}), [3])
    for (const look of [untouched, { ...untouched, name: 'film', strength: 0 }]) {
      const [looked] = await composeFrames(await lessonWith(file, { look }), [3])
      expect(looked?.bytes.equals(plain?.bytes ?? Buffer.alloc(0))).toBe(true)
    }
  })

  test('in black and white has no colour left, in every frame, after a jump, and in the finished file', async () => {
    const file = await clipOf(testPicture)
    const lesson = await lessonWith(file, { look: { ...untouched, name: 'black-and-white' } })
    const all = await composeFrames(lesson, null)
    expect(all).toHaveLength(30)
    for (const picture of all) {
      for (const plane of ['u', 'v'] as const)
        expect(planeOf(picture, plane).every((value) => Math.abs(value - 128) <= 1)).toBe(true)
    }
    const [jumped] = await composeFrames(lesson, [21])
    expect(jumped?.bytes.equals(all[21]?.bytes ?? Buffer.alloc(0))).toBe(true)
    const change = withPicture({ look: { ...untouched, name: 'black-and-white' } })
    const rendered = await render(path.dirname(file), [{ path: file, report: await probe(file), change }])
    const { stdout } = await ffmpeg('-v', 'error', '-i', rendered.file, '-vf', 'extractplanes=u', '-f', 'rawvideo', '-')
    expect(stdout.every((value) => Math.abs(value - 128) <= 2)).toBe(true)
  })

  test('looks alike in a small preview', async () => {
    const file = await clipOf('testsrc2=s=360x640:r=30:d=0.2')
    const lesson = { ...(await lessonWith(file, { look: { ...untouched, name: 'golden-hour' } })) }
    const large = {
      ...lesson,
      document: { ...lesson.document, settings: { ...lesson.document.settings, canvas: { width: 360, height: 640 } } },
    }
    const [full] = await composeFrames(large, [2])
    const [small] = await composeFrames(large, [2], { width: 180, height: 320 })
    if (!full || !small) throw new Error('no picture')
    let sum = 0
    for (let y = 0; y < 320; y += 1) {
      for (let x = 0; x < 180; x += 1) {
        const mean =
          (full.luma(2 * x, 2 * y) +
            full.luma(2 * x + 1, 2 * y) +
            full.luma(2 * x, 2 * y + 1) +
            full.luma(2 * x + 1, 2 * y + 1)) /
          4
        sum += Math.abs(mean - small.luma(x, y))
      }
    }
    expect(sum / (180 * 320)).toBeLessThan(4)
  })
})

describe('a colour table', () => {
  const inverting = `TITLE "inverting"\nLUT_3D_SIZE 2\n${[7, 6, 5, 4, 3, 2, 1, 0].map((n) => `${n & 1} ${(n >> 1) & 1} ${n >> 2}`).join('\n')}\n`

  async function withTable(text: string, name = 'table.cube'): Promise<{ lesson: Lesson; table: string }> {
    const file = await clipOf('color=0x3060c0:s=180x320:r=30:d=0.2')
    const table = path.join(path.dirname(file), name)
    await writeFile(table, text)
    const lutAssetId = 'table' as AssetId
    const lesson = await lessonWith(file, { look: { ...untouched, lutAssetId } })
    return { lesson: { ...lesson, files: [...lesson.files, { assetId: lutAssetId, variant: 'original', path: table }] }, table }
  }

  test('is known by its name, examined and hashed as media is', async () => {
    const { table } = await withTable(inverting, "Größe; [a]:b,c=1'.CUBE")
    const report = await probe(table)
    expect(report).toMatchObject({ kind: 'lut', byteLength: Buffer.byteLength(inverting), interpretation: null, imageSize: null })
    expect(report.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('turns the colours of a clip, whatever its file is called', async () => {
    const { lesson } = await withTable(inverting, "Größe; [a]:b,c=1'.cube")
    const [picture] = await composeFrames(lesson, [2])
    expect(isNear(picture?.at(90, 160) ?? [], [255 - 0x30, 255 - 0x60, 255 - 0xc0], 5)).toBe(true)
  })

  test.for([
    ['', 'is empty'],
    ['not a table at all', 'is not a colour table'],
    [inverting.slice(0, -6), 'has 7 colours where 8 belong'],
    ['LUT_3D_SIZE 4000\n0 0 0', 'has 4000 steps'],
  ] as const)('that cannot be used is refused at import with one sentence (%#)', async ([text, sentence]) => {
    const { table } = await withTable(text)
    await expect(probe(table)).rejects.toThrow(sentence)
  })

  test('that was replaced by something else after import fails the render with one sentence', async () => {
    const { lesson } = await withTable('<html>')
    await expect(composeFrames(lesson, [0])).rejects.toThrow('is not a colour table')
  })
})

describe('a green screen', () => {
  const skin = [0xe0, 0xac, 0x88]
  const before = 'color=0x00b140:s=180x320:r=30:d=0.4,drawbox=50:100:80:120:0xe0ac88:fill'

  test('stands before black where nothing is behind it', async () => {
    const file = await clipOf(before)
    const [picture] = await composeFrames(
      await lessonWith(file, { chromaKey: { colour: '#00ff00', similarity: 0.3, blend: 0.1 } }),
      [4],
    )
    if (!picture) throw new Error('no picture')
    for (const [x, y] of [
      [5, 5],
      [170, 300],
      [40, 160],
      [140, 160],
    ] as const)
      expect(isNear(picture.at(x, y), [0, 0, 0], 2), `${x} ${y}`).toBe(true)
    for (const [x, y] of [
      [56, 106],
      [90, 160],
      [124, 214],
    ] as const)
      expect(isNear(picture.at(x, y), skin, 6), `${x} ${y}`).toBe(true)
  })

  test('shows the clip under it as picture in picture, without a green edge', async () => {
    const file = await clipOf(before)
    const under = await clipOf('color=0x2040a0:s=180x320:r=30:d=0.4')
    const change = withPicture({ chromaKey: { colour: '#00b140', similarity: 0.3, blend: 0.1 } })
    const lesson = lessonOf(
      [
        { path: under, report: await probe(under) },
        { path: file, report: await probe(file), change },
      ],
      { canvas },
    )
    const [picture] = await composeFrames(asPictureInPicture(lesson, 'clip1', 0), [5])
    if (!picture) throw new Error('no picture')
    expect(isNear(picture.at(20, 20), [0x20, 0x40, 0xa0], 4)).toBe(true)
    expect(isNear(picture.at(90, 160), skin, 6)).toBe(true)
    // Along the edge green is never the strongest colour.
    for (let x = 40; x < 62; x += 1) {
      const [red, green, blue] = picture.at(x, 160)
      expect(green, `${x}`).toBeLessThanOrEqual(Math.max(red, blue) + 6)
    }
  })

  test('is looked for in the colours as filmed, and what stays gets the look', async () => {
    const file = await clipOf(before)
    const picture = { chromaKey: { colour: '#00ff00', similarity: 0.3, blend: 0.1 }, look: { ...untouched, saturation: -1 } }
    const [composed] = await composeFrames(await lessonWith(file, picture), [4])
    const [red = 0, green = 0, blue = 0] = composed?.at(90, 160) ?? []
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(4)
    expect(red).toBeGreaterThan(150)
    expect(composed?.luma(10, 10)).toBeLessThanOrEqual(18)
  })
})

describe('a blurred region', () => {
  /** A card with print of 4 pixels that goes 4 pixels a frame to the right over a chequered wall. */
  const wall = "geq=lum='if(mod(floor(X/8)+floor(Y/8)\\,2)\\,90\\,140)':cb=128:cr=128,format=yuv420p"
  const card = (print: number): string =>
    `geq=lum='if(mod(floor(X/${print})+floor(Y/${print * 2})\\,2)\\,20\\,230)':cb=90:cr=150,format=yuv420p`
  const moving = (rate: number, print: number): string =>
    `color=black:s=180x320:r=${rate}:d=1,${wall}[w];color=black:s=40x40:r=${rate}:d=1,${card(print)}[c];[w][c]overlay=x='10+t*30*3':y=140:eval=frame`
  const cardAt = (frame: number): Region => ({ x: (10 + frame * 3 - 6) / 180, y: 134 / 320, width: 52 / 180, height: 52 / 320 })
  const path30 = [regionAt(0, cardAt(0)), regionAt(30, cardAt(30))]

  async function movingCard(rate: number, print = 2): Promise<string> {
    const file = path.join(temporaryFolder(), 'card.mp4')
    await ffmpeg('-f', 'lavfi', '-i', moving(rate, print), ...exact, file)
    return file
  }

  /** The contrast of the card: the mean step from a pixel to the next but one. */
  function contrast(picture: Composed, left: number, top: number, size: number): number {
    let [sum, count] = [0, 0]
    for (let y = Math.round(top); y < top + size; y += 1) {
      for (let x = Math.max(0, Math.round(left)); x < Math.min(picture.width - 2, left + size); x += 1) {
        sum += Math.abs(picture.luma(x, y) - picture.luma(x + 2, y))
        count += 1
      }
    }
    return count === 0 ? 0 : sum / count
  }

  test.for([30, 15])('follows the card in every frame, also of a clip with %d frames a second', async (rate) => {
    const file = await movingCard(rate)
    const plain = await composeFrames(await lessonWith(file, {}), null)
    const hidden = await composeFrames(await lessonWith(file, { blurs: [{ keyframes: path30, strength: 1 }] }), null)
    expect(hidden).toHaveLength(plain.length)
    for (const [frame, picture] of hidden.entries()) {
      const shown = rate === 30 ? frame : Math.floor(frame / 2) * 2
      const left = 10 + shown * 3
      const before = plain[frame]
      if (!before || left > 140) continue
      expect(contrast(before, left, 140, 40), `frame ${frame}`).toBeGreaterThan(60)
      expect(contrast(picture, left, 140, 40), `frame ${frame}`).toBeLessThan(6)
    }
  })

  test('touches no pixel outside of its way', async () => {
    const file = await movingCard(30)
    const [plain] = await composeFrames(await lessonWith(file, {}), [12])
    const [hidden] = await composeFrames(await lessonWith(file, { blurs: [{ keyframes: path30, strength: 1 }] }), [12])
    if (!plain || !hidden) throw new Error('no picture')
    const from = cardAt(10).x * 180 - 2
    const to = (cardAt(14).x + cardAt(14).width) * 180 + 2
    for (let y = 0; y < 320; y += 1) {
      for (let x = 0; x < 180; x += 1) {
        if (x >= from && x <= to && y >= 132 && y <= 188) continue
        expect(hidden.at(x, y)).toEqual(plain.at(x, y))
      }
    }
  })

  test('stays on its part of the picture when the clip is cropped, moved, turned and shown small', async () => {
    const file = await movingCard(30, 8)
    const blurs = [{ keyframes: path30, strength: 1 }]
    const crop = { x: 0.1, y: 0.3, width: 0.5, height: 0.5 }
    const placement = { ...standing, x: 30, y: -100, scale: 0.6, rotationDegrees: 25 }
    for (const picture of [
      { crop },
      { placement },
      { crop, placement },
      { fit: 'fit-blur', placement: { ...standing, scale: 0.5 } },
    ] as const) {
      const plain = await composeFrames(await lessonWith(file, picture), [10])
      const hidden = await composeFrames(await lessonWith(file, { ...picture, blurs }), [10])
      const [before, after] = [plain[0], hidden[0]]
      if (!before || !after) throw new Error('no picture')
      // What differs strongly from the wall is the card; nothing of it is left.
      const printed = (composed: Composed): number => composed.bytes.subarray(0, 180 * 320).filter((value) => value > 190).length
      expect(printed(before)).toBeGreaterThan(100)
      expect(printed(after)).toBe(0)
    }
  })

  test('covers what it covered for a picture turned by its file', async () => {
    const lying = await movingCard(30)
    const [turned, upright] = [path.join(path.dirname(lying), 'turned.mp4'), path.join(path.dirname(lying), 'upright.mp4')]
    await ffmpeg('-i', lying, '-c', 'copy', '-metadata:s:v', 'rotate=270', turned)
    // Debian's ffmpeg turns it.
    await ffmpeg('-i', turned, ...exact, upright)
    const blurs = [{ keyframes: [regionAt(0, { x: 0.1, y: 0.2, width: 0.5, height: 0.3 })], strength: 1 }]
    const report = await probe(turned)
    expect(report.interpretation?.video?.rotationDegrees).not.toBe(0)
    const size = { width: 320, height: 180 }
    const [straight] = await composeFrames(await lessonWith(upright, { blurs }, size), [8])
    const [unturned] = await composeFrames(await lessonWith(turned, { blurs }, size), [8])
    const [plain] = await composeFrames(await lessonWith(turned, {}, size), [8])
    if (!straight || !unturned || !plain) throw new Error('no picture')
    expect(meanDifference(straight, unturned)).toBeLessThan(1)
    expect(meanDifference(plain, unturned)).toBeGreaterThan(2)
  })

  test('is there twice where two are asked for', async () => {
    const file = await clipOf(`color=black:s=180x320:r=30:d=0.2,${card(2)}`)
    const still = (x: number): ClipPicture['blurs'][number] => ({
      keyframes: [regionAt(0, { x, y: 0.4, width: 0.3, height: 0.2 })],
      strength: 1,
    })
    const [picture] = await composeFrames(await lessonWith(file, { blurs: [still(0.05), still(0.65)] }), [3])
    if (!picture) throw new Error('no picture')
    expect(contrast(picture, 20, 145, 30)).toBeLessThan(6)
    expect(contrast(picture, 130, 145, 30)).toBeLessThan(6)
    expect(contrast(picture, 72, 145, 30)).toBeGreaterThan(60)
  })

  test('is read off neither in time nor after a jump: any frame alone is that of the whole', async () => {
    const file = await movingCard(30)
    const lesson = await lessonWith(file, { blurs: [{ keyframes: path30, strength: 1 }] })
    const all = await composeFrames(lesson, null)
    const jumps = await composeFrames(lesson, [25, 3, 14])
    for (const [place, frame] of [25, 3, 14].entries())
      expect(jumps[place]?.bytes.equals(all[frame]?.bytes ?? Buffer.alloc(0))).toBe(true)
  })
})
