import { text } from '#shared/messages/ui/catalogue.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { openPreviewStage, percentile95, type Drawn } from '../e2e/preview-stage.ts'
import type { Soak } from './run.ts'

/** The longest lesson there is. */
const seconds = 180
const apartLimitMs = 20
const partSeconds = 20
/** Pictures that a busy machine may leave out. */
const missingShare = 0.05

/** Plays a lesson to its end in the real window and compares when pictures are drawn with what is heard at that moment. */
export const run: Soak['run'] = async (log, { cases: wanted = seconds }) => {
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const stage = await openPreviewStage({ seconds: Math.min(wanted, seconds), gop: 30, size: '360x640' })
  try {
    await stage.settle()
    await stage.page.keyboard.press('Home')
    await stage.page.waitForTimeout(1500)
    await stage.takeDrawn()
    await stage.page.getByRole('button', { name: text.editor.preview.play, exact: true }).click()
    const pause = stage.page.getByRole('button', { name: text.editor.preview.pause, exact: true })
    const drawn: Drawn[] = []
    for (let playing = true; playing; playing = (await pause.count()) > 0) {
      await stage.page.waitForTimeout(1000)
      drawn.push(...(await stage.takeDrawn()).filter(({ due }) => due !== null))
    }
    const parts = Map.groupBy(drawn, ({ ticks }) => Math.floor(ticks / ticksPerSecond / partSeconds))
    for (const [part, pictures] of parts) {
      const apart = pictures.map(apartMs)
      log(`from ${part * partSeconds} s: ${pictures.length} pictures, 95 % within ${percentile95(apart).toFixed(1)} ms`)
    }
    const apart = percentile95(drawn.map(apartMs))
    const silent = drawn.filter(({ due }) => due?.silent).length
    const missing = wanted * 30 - drawn.length
    log(`${drawn.length} pictures, ${missing} left out, ${silent} without sound, 95 % within ${apart.toFixed(1)} ms of the sound`)
    return [apart > apartLimitMs, silent > 0, missing > wanted * 30 * missingShare].filter(Boolean).length
  } finally {
    await stage.close()
  }
}

function apartMs({ due }: Drawn): number {
  return due ? (Math.abs(due.clockTicks - due.playTicks) * 1000) / ticksPerSecond : 0
}
