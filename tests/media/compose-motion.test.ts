import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clip, ClipPicture } from '#shared/project/schema/clip.ts'
import { composeFrames, composedPicture, type Composed } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { placementAt, regionAt, standing, withPicture } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const canvas = { width: 360, height: 640 }
const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']

/** A clip made by Debian's ffmpeg from a filter source. */
async function clipOf(source: string, change: (clip: Clip) => Clip): Promise<Lesson> {
  const file = path.join(temporaryFolder(), 'clip.mp4')
  await ffmpeg('-f', 'lavfi', '-i', source, ...exact, file)
  return lessonOf([{ path: file, report: await probe(file), change }], { canvas })
}

/** A soft white dot on black. */
function dot(width: number, height: number, x: number, y: number): string {
  const light = `16+200*exp(-((X-${x})^2+(Y-${y})^2)/36)`
  return `color=c=black:s=${width}x${height}:r=30:d=0.1,geq=lum='${light}':cb=128:cr=128,loop=loop=62:size=1`
}

/** Where the light of a picture lies on average. */
function centroid({ width, height, luma }: Composed): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0]
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const light = Math.max(0, luma(column, row) - 20)
      sum += light
      x += light * column
      y += light * row
    }
  return { x: x / sum, y: y / sum }
}

/** How far the values lie from the straight line that fits them best. */
function unsteadiness(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const slope =
    values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) /
    values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0)
  return Math.max(...values.map((value, index) => Math.abs(value - mean - slope * (index - middle))))
}

function decibels(a: Buffer, b: Buffer): number {
  const squares = a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0)
  return 10 * Math.log10((255 * 255 * a.length) / squares)
}

const sixty = Array.from({ length: 60 }, (_, frame) => frame)

describe('slow motion does not jitter', () => {
  test('over a pan of ten pixels a second', async () => {
    // 10 pixels of 360 are 30 units.
    const motion = [placementAt(0, { x: -30 }), placementAt(60, { x: 30 })]
    const lesson = await clipOf(dot(360, 640, 180, 320), withPicture({ placementKeyframes: motion }))
    const centres = (await composeFrames(lesson, sixty)).map(centroid)
    expect(unsteadiness(centres.map(({ x }) => x))).toBeLessThanOrEqual(0.1)
    expect(unsteadiness(centres.map(({ y }) => y))).toBeLessThanOrEqual(0.05)
    expect(Math.abs((centres[59]?.x ?? 0) - (centres[0]?.x ?? 0) - 20 * (59 / 60))).toBeLessThan(0.2)
    expect(Math.abs((centres[30]?.x ?? 0) - 180)).toBeLessThan(0.2)
  })

  test('over a slow zoom', async () => {
    const motion = [placementAt(0, {}), placementAt(60, { scale: 1.25 })]
    const lesson = await clipOf(dot(360, 640, 90, 480), withPicture({ placementKeyframes: motion }))
    const centres = (await composeFrames(lesson, sixty)).map(centroid)
    expect(unsteadiness(centres.map(({ x }) => x))).toBeLessThanOrEqual(0.15)
    expect(unsteadiness(centres.map(({ y }) => y))).toBeLessThanOrEqual(0.15)
    expect(Math.abs((centres[0]?.x ?? 0) - 90)).toBeLessThan(0.3)
    expect(Math.abs((centres[59]?.x ?? 0) - (180 - 90 * (1 + 0.25 * (59 / 60))))).toBeLessThan(0.4)
  })

  test('while the picture follows a region of a wide film', async () => {
    const width = 0.31640625
    const follow = [regionAt(0, { x: 0.3, y: 0, width, height: 1 }), regionAt(60, { x: 0.4, y: 0, width, height: 1 })]
    const lesson = await clipOf(dot(1138, 640, 600, 320), withPicture({ followKeyframes: follow }))
    const centres = (await composeFrames(lesson, sixty)).map(centroid)
    expect(unsteadiness(centres.map(({ x }) => x))).toBeLessThanOrEqual(0.15)
    expect(Math.abs((centres[0]?.x ?? 0) - (600 - 0.3 * 1138))).toBeLessThan(0.5)
    expect(Math.abs((centres[0]?.x ?? 0) - (centres[59]?.x ?? 0) - 0.1 * 1138 * (59 / 60))).toBeLessThan(0.5)
  })
})

describe('a tilted picture', () => {
  test.for([30, 45, 90, -100, 180] as const)('stands at %i degrees', async (rotationDegrees) => {
    const corner = 'color=gray:s=360x640:r=30:d=0.2,drawbox=0:0:90:90:white:fill'
    const lesson = await clipOf(corner, withPicture({ placement: { ...standing, rotationDegrees, scale: 0.4 } }))
    const [picture] = await composeFrames(lesson, [0])
    const turn = (rotationDegrees * Math.PI) / 180
    /** The luma at a point of the upright picture. */
    const at = (x: number, y: number): number => {
      const [right, down] = [(x - 180) * 0.4, (y - 320) * 0.4]
      const column = 180 + right * Math.cos(turn) - down * Math.sin(turn)
      const row = 320 + right * Math.sin(turn) + down * Math.cos(turn)
      return picture?.luma(Math.floor(column), Math.floor(row)) ?? 0
    }
    expect(at(45, 45)).toBeGreaterThan(225)
    expect(at(75, 15)).toBeGreaterThan(200)
    for (const [x, y] of [
      [180, 320],
      [110, 45],
      [340, 620],
    ] as const)
      expect(Math.abs(at(x, y) - 126), `${x}, ${y}`).toBeLessThanOrEqual(4)
    expect(at(-15, 320)).toBe(16)
    expect(at(180, 655)).toBe(16)
  })

  test('has smooth edges without coloured lines', async () => {
    const placement = { ...standing, rotationDegrees: 10, scale: 0.5 }
    const lesson = await clipOf('color=white:s=360x640:r=30:d=0.2', withPicture({ placement }))
    const [picture] = await composeFrames(lesson, [0])
    const row = Array.from({ length: 360 }, (_, x) => picture?.luma(x, 320) ?? 0)
    const between = row.filter((luma) => luma > 20 && luma < 230)
    expect(between.length).toBeGreaterThanOrEqual(2)
    expect(between.length).toBeLessThanOrEqual(6)
    const first = row.findIndex((luma) => luma > 16)
    const rise = row.slice(first, first + 6)
    expect(rise).toEqual(rise.toSorted((a, b) => a - b))
    for (let x = 0; x < 360; x += 1) {
      const rgb = picture?.at(x, 320) ?? [0, 99, 0]
      expect(Math.max(...rgb) - Math.min(...rgb)).toBeLessThanOrEqual(2)
    }
  })

  test('that is turned once around is the untouched one, byte for byte', async () => {
    const source = 'testsrc2=s=360x640:r=30:d=0.2'
    const [plain] = await composeFrames(await clipOf(source, withPicture({})), [2])
    const [around] = await composeFrames(
      await clipOf(source, withPicture({ placement: { ...standing, rotationDegrees: 360 } })),
      [2],
    )
    expect(around?.bytes.equals(plain?.bytes ?? Buffer.alloc(0))).toBe(true)
  })
})

test('a picture in motion looks as the still one does when it stands as that one', async () => {
  const source = 'testsrc2=s=720x1280:r=30:d=0.5'
  const [still] = await composeFrames(await clipOf(source, withPicture({})), [5])
  const motion = [placementAt(0, { x: 1 }), placementAt(5, {}), placementAt(10, { x: 1 })]
  const [moving] = await composeFrames(await clipOf(source, withPicture({ placementKeyframes: motion })), [5])
  expect(decibels(still?.bytes ?? Buffer.alloc(1), moving?.bytes ?? Buffer.alloc(1, 255))).toBeGreaterThan(40)
})

test('half see-through over black is half as bright', async () => {
  const lesson = await clipOf('color=0x808080:s=360x640:r=30:d=0.2', withPicture({ placement: { ...standing, opacity: 0.5 } }))
  const [picture] = await composeFrames(lesson, [0])
  expect(Math.abs((picture?.luma(180, 320) ?? 0) - (16 + (126 - 16) / 2))).toBeLessThanOrEqual(1)
})

test('a fit-blur keeps its backdrop around a picture in motion', async () => {
  const motion: ClipPicture['placementKeyframes'] = [placementAt(0, { scale: 0.2 }), placementAt(6, { scale: 0.4 })]
  const source = 'color=0x30c050:s=640x360:r=30:d=0.3'
  const [first] = await composeFrames(await clipOf(source, withPicture({ fit: 'fit-blur', placementKeyframes: motion })), [0])
  const [middle, corner] = [first?.luma(180, 320) ?? 0, first?.luma(5, 5) ?? 0]
  expect(middle - corner).toBeGreaterThan(10)
  expect(corner).toBeGreaterThan(60)
})

test('a preview of half the size shows the same picture', async () => {
  const motion = [placementAt(0, { scale: 0.6, rotationDegrees: 20, x: 100 }), placementAt(20, { scale: 0.8, x: -200, y: 300 })]
  const lesson = await clipOf('testsrc2=s=360x640:r=30:d=1', withPicture({ placementKeyframes: motion }))
  const [full] = await composeFrames(lesson, [7])
  const [half] = await composeFrames(lesson, [7], { width: 180, height: 320 })
  const raw = path.join(temporaryFolder(), 'full.yuv')
  await writeFile(raw, full?.bytes ?? Buffer.alloc(0))
  const { stdout } = await ffmpeg(
    ...['-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '360x640', '-i', raw],
    ...['-vf', 'scale=180:320:flags=area', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
  )
  const reduced = composedPicture(stdout, 180, 320)
  expect(decibels(reduced.bytes, half?.bytes ?? Buffer.alloc(1, 255))).toBeGreaterThan(27)
})
