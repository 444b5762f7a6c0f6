import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { copied, decodeStrictly, psnr, renderSmart } from './smart-render.ts'

const folder = process.env['TIDBIT_MEDIA_DIR'] ?? path.resolve(import.meta.dirname, '../../../shared/media')
const isThere = existsSync(folder)
if (!isThere) console.log(`Real clips are not tested: no folder ${folder} (set TIDBIT_MEDIA_DIR).`)

const films = isThere
  ? ['phone', 'screen', 'speech', 'edge'].flatMap((group) =>
      readdirSync(path.join(folder, group))
        .filter((name) => /\.(mp4|mov|mkv|ts)$/i.test(name))
        .map((name) => `${group}/${name}`),
    )
  : []

/** Clips of phones, cameras and screens that are copied nearly whole; what is not among them may be encoded anew. */
const nearlyWhole = [
  ...['phone/sample.mp4', 'phone/sample_portrait.mp4', 'phone/vertical_1080x1916_segment.ts'],
  ...['screen/kap_screen_incomplete.mp4', 'speech/auto-editor_example.mp4'],
  ...['edge/sample_fragmented.mp4', 'edge/sample_video_only.mp4'],
]
const leastCopied = 0.9

/** Larger ones take their time and show no more. */
const mostPixels = 1920 * 1088

const encodeAll = (plan: RenderPlan): RenderPlan => ({ ...plan, encoder: { ...plan.encoder, copyUntouched: false } })

describe.runIf(isThere)('real clips', () => {
  test('are all there', () => {
    expect(nearlyWhole.filter((name) => !films.includes(name))).toEqual([])
  })

  // Both renders must show the same pictures at the same time, whatever was copied.
  test.each(films)('%s comes out as a full encode would show it', async (name) => {
    const file = path.join(folder, name)
    const report = await probe(file)
    const { interpretation } = report
    const video = interpretation?.video
    const mustCopy = nearlyWhole.includes(name)
    if (video?.codec !== 'h264' || video.rotationDegrees !== 0 || video.codedWidth * video.codedHeight > mostPixels)
      return expect(mustCopy, 'it can be copied').toBe(false)
    const outTicks = ticks(Math.min(interpretation?.durationTicks ?? 0, secondsToTicks(1.5)))
    const recipe = { path: file, report, outTicks }
    const smart = await renderSmart(temporaryFolder(), [recipe])
    const { width, height } = smart.plan.canvas
    const output = await decodeStrictly(smart.file, width, height)
    expect(output).toHaveLength(smart.plan.frameCount)
    const stretches = copied(smart.report)
    const copiedFrames = stretches.reduce((sum, [, count]) => sum + count, 0)
    if (mustCopy) expect(copiedFrames).toBeGreaterThanOrEqual(smart.plan.frameCount * leastCopied)
    if (stretches.length === 0) return
    console.log(`${name}: copied ${JSON.stringify(stretches)} of ${smart.plan.frameCount} frames`)
    const full = await renderSmart(temporaryFolder(), [recipe], { change: encodeAll })
    const whole = await decodeStrictly(full.file, width, height)
    expect(whole).toHaveLength(output.length)
    for (const [index, picture] of output.entries())
      if (index % 4 === 0) expect(psnr(picture, whole[index] ?? Buffer.alloc(0)), `frame ${index}`).toBeGreaterThan(34)
  })
})
