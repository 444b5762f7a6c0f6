import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import { mediaProcessLimits } from '#main/core/media/media-process-env.ts'
import type { RenderProgress } from '#main/core/media/messages.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import type { PlanSettings } from '#shared/render-plan/compile-plan.ts'
import { temporaryFolder } from '../ffmpeg-command.ts'
import { keepTemporaryFilesApart, makeNoisyClip, noteFolders, planOf } from './encode-lesson.ts'

keepTemporaryFilesApart()

const entry = new URL('../../../src-main/media-process/main.ts', import.meta.url)
const host = createNodeHost<MediaMethods>({ name: 'media', entry, limits: mediaProcessLimits })
const engine = createMediaEngine(host)
afterAll(() => engine.close())

/** Large enough that each stage takes a while, small enough for a busy machine. */
const large = { width: 360, height: 640 }
const toSize: Omit<PlanSettings, 'overlays'> = { preset: 'lms', maxBytes: 800_000 }

type Moment = {
  readonly stage: RenderProgress['stage']
  readonly settings: Omit<PlanSettings, 'overlays'>
  readonly seconds: number
}
const moments: readonly Moment[] = [
  { stage: 'measure', settings: { preset: 'lms' }, seconds: 20 },
  { stage: 'analyse', settings: toSize, seconds: 8 },
  { stage: 'encode', settings: toSize, seconds: 8 },
  { stage: 'encode', settings: { preset: 'archive', codec: 'hevc' }, seconds: 4 },
  { stage: 'encode', settings: { preset: 'low', codec: 'vp9' }, seconds: 4 },
  { stage: 'finish', settings: { preset: 'low' }, seconds: 2 },
]

/** Starts a render, does something once in the middle of a stage, and tells when that was. */
async function interrupt(
  { stage, settings, seconds }: Moment,
  act: (controller: AbortController) => void,
): Promise<{ folder: string; thrown: unknown; elapsedMs: number }> {
  const folder = temporaryFolder()
  const { plan, files } = await planOf(engine, await makeNoisyClip(folder, seconds), settings, large)
  const controller = new AbortController()
  const output = path.join(folder, 'result', `out.${plan.encoder.container}`)
  let actedAt = 0
  const thrown: unknown = await engine
    .render(plan, files, output, {
      signal: controller.signal,
      onProgress(progress) {
        const isMiddle = progress.stage === stage && (progress.fraction > 0.05 || stage === 'measure' || stage === 'finish')
        if (!isMiddle || actedAt > 0) return
        actedAt = performance.now()
        act(controller)
      },
    })
    .then(
      () => null,
      (error: unknown) => error,
    )
  return { folder: path.dirname(output), thrown, elapsedMs: performance.now() - actedAt }
}

describe('a cancel', () => {
  test.for(moments)('is done within a second during $stage of $settings', async (moment) => {
    const waits: number[] = []
    // The quickest of three counts: what a busy machine does beside it is not the engine's.
    while (waits.length < 3 && Math.min(...waits) >= 1000) {
      const { folder, thrown, elapsedMs } = await interrupt(moment, (controller) => controller.abort())
      expect(thrown).toMatchObject({ code: 'cancelled' })
      waits.push(elapsedMs)
      expect(readdirSync(folder)).toEqual([])
      expect(noteFolders()).toEqual([])
    }
    expect(Math.min(...waits)).toBeLessThan(1000)
  })
})

describe('a kill', () => {
  test.for([moments[1], moments[2], moments[4]] as Moment[])(
    'during $stage of $settings leaves nothing behind',
    async (moment) => {
      const { folder, thrown } = await interrupt(moment, () => process.kill(host.pid ?? 0, 'SIGKILL'))
      expect(thrown).toMatchObject({ code: 'media.clip-crashed' })
      expect(readdirSync(folder)).toEqual([])
      expect(noteFolders()).toEqual([])
    },
  )
})

describe('a pause', () => {
  test('holds a render, costs no processor time, and changes nothing in the result', async () => {
    const folder = temporaryFolder()
    const { plan, files } = await planOf(engine, await makeNoisyClip(folder, 4), { preset: 'low' }, large)
    const straight = path.join(folder, 'straight.mp4')
    await engine.render(plan, files, straight)
    const output = path.join(folder, 'paused.mp4')
    let [heard, paused] = [0, false]
    const rendering = engine.render(plan, files, output, {
      onProgress({ stage, fraction }) {
        heard += 1
        if (stage !== 'encode' || fraction < 0.1 || paused) return
        paused = true
        void engine.setPaused(true)
      },
    })
    while (!paused) await sleep(20)
    // What was on its way when the pause was ordered.
    let before = -1
    while (before !== heard) {
      before = heard
      await sleep(600)
    }
    const spentBefore = processorMs(host.pid ?? 0)
    await sleep(1500)
    expect(heard).toBe(before)
    expect(processorMs(host.pid ?? 0) - spentBefore).toBeLessThan(300)
    await engine.setPaused(false)
    await rendering
    expect(heard).toBeGreaterThan(before)
    expect(readFileSync(output).equals(readFileSync(straight))).toBe(true)
  })

  test('lets a cancel through', async () => {
    const { thrown } = await interrupt({ stage: 'encode', settings: toSize, seconds: 8 }, (controller) => {
      void engine
        .setPaused(true)
        .then(() => sleep(500))
        .then(() => controller.abort())
    })
    expect(thrown).toMatchObject({ code: 'cancelled' })
    await engine.setPaused(false)
  })
})

/** User and system time of a process so far (Linux counts hundredths of a second). */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
