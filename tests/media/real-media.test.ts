import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { ffprobe, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'

const folder = process.env['TIDBIT_MEDIA_DIR'] ?? path.resolve(import.meta.dirname, '../../../shared/media')
const isThere = existsSync(folder)
if (!isThere) console.log(`Real clips are not tested: no folder ${folder} (set TIDBIT_MEDIA_DIR).`)

const engine = createNodeMediaEngine()
afterAll(() => engine.close())

const isMedia = (name: string): boolean => !/\.(tsv|vtt|json|srt|ass)$/i.test(name)

function filesOf(...groups: readonly string[]): string[] {
  if (!isThere) return []
  return groups.flatMap((group) =>
    readdirSync(path.join(folder, group))
      .filter(isMedia)
      .map((name) => `${group}/${name}`),
  )
}

/** Renders up to two seconds on a small canvas; returns how many frames the file has. */
async function renderStart(file: string): Promise<{ frames: number; expected: number }> {
  const output = path.join(temporaryFolder(), 'out.mp4')
  const report = await engine.probe(file)
  const outTicks = ticks(Math.min(report.interpretation?.durationTicks ?? Infinity, secondsToTicks(2)))
  const { document, files } = lessonOf([{ path: file, report, outTicks }], { canvas: { width: 270, height: 480 } })
  const plan = compilePlan(document, { preset: 'lms', overlays: [] })
  await engine.render(plan, files, output)
  const { streams, format } = await ffprobe(output)
  expect(Object.keys(format.tags ?? {}).toSorted()).toEqual(['compatible_brands', 'major_brand', 'minor_version'])
  expect(Number(streams[1].duration)).toBeCloseTo(plan.frameCount / 30, 1)
  return { frames: Number(streams[0].nb_read_packets), expected: plan.frameCount }
}

describe.skipIf(!isThere)('real clips', () => {
  test.for(filesOf('phone', 'iphone', 'recorder', 'screen', 'speech', 'edge'))('%s renders', async (name) => {
    const { frames, expected } = await renderStart(path.join(folder, name))
    expect(frames).toBe(expected)
  })

  test.for(filesOf('corrupt'))('%s gives a sentence or a right part, in time', { timeout: 30_000 }, async (name) => {
    try {
      const { frames, expected } = await renderStart(path.join(folder, name))
      expect(frames).toBe(expected)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      expect(['media.damaged', 'media.not-media', 'media.empty', 'media.picture-too-large']).toContain(error.code)
    }
  })
})
