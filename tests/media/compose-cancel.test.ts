import path from 'node:path'
import { expect, test } from 'vitest'
import { openComposer } from '#main/media-process/render/composer.ts'
import type { Slices } from '#main/media-process/slices.ts'
import { appError } from '#shared/messages/app-error.ts'
import { composeFrames, planOf } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { asPictureInPicture, frames, placementAt, withPicture, withTransition } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const canvas = { width: 90, height: 160 }

/** A clip over its own blur before and one backwards after a transition, a third one in motion over both. */
async function busyLesson(): Promise<Lesson> {
  const file = path.join(temporaryFolder(), 'film.mp4')
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30:d=3', '-c:v', 'libx264', '-g', '20', '-bf', '2', file)
  const report = await probe(file)
  const motion = withPicture({
    placementKeyframes: [placementAt(0, { scale: 0.4 }), placementAt(60, { scale: 0.6, rotationDegrees: 90 })],
  })
  const three = lessonOf(
    [
      { path: file, report, inTicks: frames(10), outTicks: frames(40), change: withPicture({ fit: 'fit-blur' }) },
      { path: file, report, inTicks: frames(30), outTicks: frames(70), change: (clip) => ({ ...clip, reversed: true }) },
      { path: file, report, outTicks: frames(30), change: motion },
    ],
    { canvas },
  )
  return asPictureInPicture(withTransition(three, 'cross-fade', 10), 'clip2', 20)
}

test('work that was given up anywhere leaves a composer that makes the right pictures', async () => {
  const lesson = await busyLesson()
  const plan = planOf(lesson)
  const expected = await composeFrames(lesson, null)
  let left = Infinity
  const slices: Slices = {
    async pause() {
      left -= 1
      if (left < 0) throw appError('cancelled', {})
    },
  }
  const composer = openComposer({ plan, files: lesson.files, slices, decoderThreads: 2, filterThreads: 1 })
  // A small generator of its own (Park and Miller), so that a failure can be repeated.
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  let given = 0
  try {
    for (let round = 0; round < 150; round += 1) {
      const frame = random(plan.frameCount)
      left = random(40)
      try {
        for (let index = frame; index < Math.min(plan.frameCount, frame + 3); index += 1) await composer.frame(index)
      } catch (error) {
        expect(error).toMatchObject({ code: 'cancelled' })
        given += 1
      }
      left = Infinity
      const wanted = random(2) === 0 ? frame : random(plan.frameCount)
      const picture = (await composer.frame(wanted)).toBuffer()
      expect(picture.equals(expected[wanted]?.bytes ?? Buffer.alloc(0)), `round ${round}, frame ${wanted} after ${frame}`).toBe(
        true,
      )
    }
  } finally {
    composer.close()
  }
  expect(given).toBeGreaterThan(20)
})
