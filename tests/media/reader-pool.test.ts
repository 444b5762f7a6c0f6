import { readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createReaderPool, type ReaderPool, type ReaderRequest } from '#main/media-process/render/reader-pool.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { AssetId, ClipId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import { composeFrames, composerOf, planOf } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, smallCanvas } from './in-process-render.ts'
import { frames, placementAt, withPicture } from './lesson-parts.ts'
import { lessonOf } from './one-clip-lesson.ts'

async function makeFile(name: string, folder = temporaryFolder()): Promise<string> {
  const file = path.join(folder, `${name}.mp4`)
  const counting = "color=c=black:s=180x320:r=30:d=2,geq=lum='20+2*N':cb=128:cr=128"
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    counting,
    '-c:v',
    'libx264',
    '-qp',
    '0',
    '-preset',
    'ultrafast',
    '-g',
    '15',
    '-colorspace',
    'bt709',
    file,
  )
  return file
}

async function requestFor(file: string, clipId: string): Promise<ReaderRequest> {
  const input = planInput({ id: path.basename(file) as AssetId, ...(await probe(file)) })
  if (!input.video) throw new Error('no picture')
  return { clipId: clipId as ClipId, file, input: { ...input, video: input.video } }
}

const openPool = (sparePixels = 0): ReaderPool =>
  createReaderPool({ maxPixels: 1e7, threads: 1, slices: createSlices(() => false), onDamage: () => {}, sparePixels })

/** How often this process holds a file open. */
function openCount(file: string): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === file
    } catch {
      return false
    }
  }).length
}

describe.runIf(process.platform === 'linux')('readers', () => {
  test('go on with the clip they belong to, and serve no two layers at once', async () => {
    const file = await makeFile('film')
    const [a, b, c] = [await requestFor(file, 'a'), await requestFor(file, 'b'), await requestFor(file, 'c')]
    const pool = openPool()
    try {
      const [first] = pool.readersFor([a], 2)
      const [left, right] = pool.readersFor([a, b], 2)
      expect(left).toBe(first)
      expect(right).not.toBe(first)
      expect(pool.readersFor([b], 2)).toEqual([right])
      // The third clip takes the reader that lies idle.
      expect(pool.readersFor([b, c], 2)).toEqual([right, left])
      expect(openCount(file)).toBe(2)
    } finally {
      pool.close()
    }
    expect(openCount(file)).toBe(0)
  })

  test('of files that are shown no more are closed, those used longest ago first', async () => {
    const folder = temporaryFolder()
    const files = [await makeFile('a', folder), await makeFile('b', folder), await makeFile('c', folder)] as const
    const requests = await Promise.all(files.map((file) => requestFor(file, path.basename(file))))
    const pool = openPool()
    try {
      for (const request of requests) pool.readersFor([request], 2)
      expect(files.map(openCount)).toEqual([0, 1, 1])
      pool.readersFor(requests.slice(0, 1), 1)
      expect(files.map(openCount)).toEqual([1, 0, 0])
    } finally {
      pool.close()
    }
  })

  test('of small pictures stay open beyond that, so that a lesson that goes to and fro opens each file once', async () => {
    const folder = temporaryFolder()
    const files = [await makeFile('a', folder), await makeFile('b', folder), await makeFile('c', folder)] as const
    const requests = await Promise.all(files.map((file) => requestFor(file, path.basename(file))))
    const pool = openPool(2 * 180 * 320)
    try {
      for (const request of requests) pool.readersFor([request], 1)
      expect(files.map(openCount)).toEqual([0, 1, 1])
    } finally {
      pool.close()
    }
  })

  test('stay open through an edit, and the edit shows', async () => {
    const file = await makeFile('film')
    const recipe = { path: file, report: await probe(file), outTicks: frames(30) }
    const before = lessonOf([recipe, recipe], { canvas: smallCanvas })
    const after = lessonOf(
      [recipe, { ...recipe, change: withPicture({ placementKeyframes: [placementAt(0, { opacity: 0.5 })] }) }],
      {
        canvas: smallCanvas,
      },
    )
    const composer = composerOf(before, planOf(before))
    try {
      const shown = async (frame: number): Promise<Buffer> => (await composer.frame(frame)).toBuffer()
      const [first, second] = [await shown(10), await shown(40)]
      const descriptors = readdirSync('/proc/self/fd').length
      composer.replacePlan(planOf(after), after.files)
      const dimmed = await shown(40)
      expect(readdirSync('/proc/self/fd').length).toBe(descriptors)
      expect(second[0]).toBe(40)
      expect(dimmed[0]).toBe(28)
      expect((await shown(10)).equals(first)).toBe(true)
      composer.replacePlan(planOf(before), before.files, { width: 90, height: 160 })
      expect((await composer.frame(41)).width).toBe(90)
    } finally {
      composer.close()
    }
    expect(openCount(file)).toBe(0)
  })

  test('that cannot be opened leave nothing behind, and the next frame may go on', async () => {
    const file = await makeFile('film')
    const lesson = lessonOf([{ path: file, report: await probe(file) }], { canvas: smallCanvas })
    const missing = lesson.files.map((each) => ({ ...each, path: `${each.path}.gone` }))
    const composer = composerOf({ files: missing }, planOf(lesson))
    try {
      await expect(composer.frame(3)).rejects.toThrow()
      composer.replacePlan(planOf(lesson), lesson.files)
      expect((await composer.frame(3)).toBuffer()[0]).toBe(26)
    } finally {
      composer.close()
    }
  })
})

test('a held picture that is not made again still fades and moves', async () => {
  const file = await makeFile('film')
  const motion = withPicture({ fadeInTicks: frames(10), fadeOutTicks: frames(10) })
  const held = lessonOf(
    [{ path: file, report: await probe(file), change: (clip) => motion({ ...clip, freezeTicks: frames(40) }) }],
    {
      canvas: smallCanvas,
    },
  )
  const lumas = (await composeFrames(held, null)).map((picture) => picture.luma(90, 160))
  expect(lumas.slice(10, 30)).toEqual(Array.from({ length: 20 }, () => 20))
  expect(lumas[0]).toBe(16)
  expect(lumas[39]).toBeLessThan(18)
  const photo = path.join(temporaryFolder(), 'photo.png')
  await ffmpeg('-f', 'lavfi', '-i', 'color=white:s=180x320', '-frames:v', '1', photo)
  const slide = lessonOf(
    [
      {
        path: photo,
        report: await probe(photo),
        outTicks: frames(20),
        change: withPicture({ placementKeyframes: [placementAt(0, {}), placementAt(20, { x: 1080 })] }),
      },
    ],
    {
      canvas: smallCanvas,
    },
  )
  const white = (await composeFrames(slide, null)).map(
    (picture) => Array.from({ length: 180 }, (_, x) => picture.luma(x, 100)).filter((luma) => luma > 200).length,
  )
  expect(white[0]).toBe(180)
  expect(Math.abs((white[10] ?? 0) - 90)).toBeLessThanOrEqual(1)
})
