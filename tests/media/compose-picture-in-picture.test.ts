import path from 'node:path'
import { expect, test } from 'vitest'
import type { Clip } from '#shared/project/schema/clip.ts'
import { composeFrames, planOf } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { asPictureInPicture, frames, placementAt, standing, withPicture } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const canvas = { width: 360, height: 640 }
const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']
/** A quarter of the size in the upper right: x from 247 to 337, y from 67 to 227. */
const corner = { ...standing, scale: 0.25, x: 336, y: -519 }

/** Two seconds of a test picture, then one of plain white. */
async function twoClips(change: (clip: Clip) => Clip = withPicture({ placement: corner })): Promise<Lesson> {
  const folder = temporaryFolder()
  const [under, over] = [path.join(folder, 'under.mp4'), path.join(folder, 'over.mp4')]
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=360x640:r=30:d=2', ...exact, under)
  await ffmpeg('-f', 'lavfi', '-i', 'color=white:s=360x640:r=30:d=1', ...exact, over)
  return lessonOf(
    [
      { path: under, report: await probe(under) },
      { path: over, report: await probe(over), change },
    ],
    { canvas },
  )
}

function alone(lesson: Lesson): Lesson {
  return { ...lesson, document: { ...lesson.document, mainTrack: lesson.document.mainTrack.slice(0, 1) } }
}

test('shows from its first frame to its last, at its place, and leaves the rest alone', async () => {
  const both = await twoClips()
  const plain = await composeFrames(alone(both), null)
  const pictures = await composeFrames(asPictureInPicture(both, 'clip1', 10), null)
  expect(pictures).toHaveLength(60)
  for (const [frame, picture] of pictures.entries()) {
    const shows = frame >= 10 && frame < 40
    const under = plain[frame]
    expect(picture.bytes.equals(under?.bytes ?? Buffer.alloc(0)), `frame ${frame}`).toBe(!shows)
    if (!shows) continue
    for (const [x, y] of [
      [250, 70],
      [292, 147],
      [334, 224],
    ] as const)
      expect(picture.luma(x, y)).toBe(235)
    for (const [x, y] of [
      [244, 147],
      [340, 147],
      [292, 64],
      [292, 230],
      [10, 600],
    ] as const)
      expect(picture.luma(x, y), `${frame} at ${x}, ${y}`).toBe(under?.luma(x, y))
  }
})

test('of a hidden track is left out', async () => {
  expect(planOf(asPictureInPicture(await twoClips(), 'clip1', 10, 0, true)).segments).toHaveLength(1)
})

test('of two the one on the higher track lies above', async () => {
  const both = await twoClips()
  const { document } = asPictureInPicture(both, 'clip1', 0, 5)
  const over = document.clips['clip1' as Clip['id']]
  const track = over && document.tracks[over.trackId]
  if (!over || !track) throw new Error('no clip')
  const second: Clip = {
    ...over,
    id: 'second' as Clip['id'],
    trackId: 'second' as Clip['trackId'],
    assetId: 'asset0' as Clip['assetId'],
  }
  const lumas = []
  for (const order of [2, 9]) {
    const tracks = { ...document.tracks, [second.trackId]: { ...track, id: second.trackId, order } }
    const stacked = { ...both, document: { ...document, tracks, clips: { ...document.clips, [second.id]: second } } }
    const [picture] = await composeFrames(stacked, [5])
    lumas.push([250, 270, 292].map((x) => picture?.luma(x, 147)))
  }
  expect(lumas[0]).toEqual([235, 235, 235])
  expect(lumas[1]).not.toContain(235)
})

test('fades in over the picture below it', async () => {
  const fading = await twoClips(withPicture({ placement: corner, fadeInTicks: frames(10) }))
  const under = (await composeFrames(alone(fading), [10, 15])).map((picture) => picture.luma(292, 147))
  const [first, half, full] = await composeFrames(asPictureInPicture(fading, 'clip1', 10), [10, 15, 20])
  expect(first?.luma(292, 147)).toBe(under[0])
  expect(Math.abs((half?.luma(292, 147) ?? 0) - ((under[1] ?? 0) + 235) / 2)).toBeLessThanOrEqual(1)
  expect(full?.luma(292, 147)).toBe(235)
})

test('with transparency shows what is below it, without a fringe', async () => {
  const folder = temporaryFolder()
  const [under, over] = [path.join(folder, 'under.mp4'), path.join(folder, 'over.png')]
  await ffmpeg('-f', 'lavfi', '-i', 'color=0x808080:s=360x640:r=30:d=1', ...exact, under)
  const half = "geq=r=255:g=255:b=255:a='if(lt(X,180),255,0)'"
  await ffmpeg('-f', 'lavfi', '-i', `color=white:s=360x640,format=rgba,${half}`, '-frames:v', '1', over)
  const motion = [placementAt(0, { scale: 0.5, rotationDegrees: 1 }), placementAt(20, { scale: 0.5, rotationDegrees: 2 })]
  const both = lessonOf(
    [
      { path: under, report: await probe(under) },
      { path: over, report: await probe(over), outTicks: frames(15), change: withPicture({ placementKeyframes: motion }) },
    ],
    { canvas },
  )
  const [picture] = await composeFrames(asPictureInPicture(both, 'clip1', 0), [3])
  const row = Array.from({ length: 360 }, (_, x) => picture?.luma(x, 320) ?? 0)
  expect(row[120]).toBeGreaterThanOrEqual(234)
  expect(Math.abs((row[240] ?? 0) - 126)).toBeLessThanOrEqual(1)
  expect(Math.min(...row)).toBeGreaterThanOrEqual(125)
})

test('comes and goes while the picture below runs on: the same bytes as without a border there', async () => {
  const both = asPictureInPicture(await twoClips(), 'clip1', 25)
  const plan = planOf(both)
  expect(plan.segments.map(({ startFrame, frameCount }) => [startFrame, frameCount])).toEqual([
    [0, 25],
    [25, 30],
    [55, 5],
  ])
  const plain = await composeFrames(alone(both), null)
  const pictures = await composeFrames(both, null)
  for (const frame of [24, 55, 59]) expect(pictures[frame]?.bytes.equals(plain[frame]?.bytes ?? Buffer.alloc(0))).toBe(true)
  for (const frame of [25, 40, 54]) expect(pictures[frame]?.luma(100, 500)).toBe(plain[frame]?.luma(100, 500))
})
