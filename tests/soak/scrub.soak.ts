import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { openPreviewStage, type PreviewStage } from '../e2e/preview-stage.ts'
import type { Soak } from './run.ts'

/** An hour of scrubbing at half a seek a second; the seeks of one drag follow each other as fast as a hand moves. */
const seeks = 1800
const seekEveryMs = 2000
const sampleEvery = 25
/** Memory that grows by this much over the hour is a leak. */
const allowedMegabytes = 60
/** Caches fill and pools find their size first. */
const warmUpShare = 0.3
/** The pointer moves this often in a drag before it lets go. */
const movesInDrag = 12

type Sample = { readonly seek: number; readonly preview: number; readonly window: number }

/** Drags the playhead over a lesson, plays and edits between the drags, and watches the memory of both processes. */
export const run: Soak['run'] = async (log, { cases = seeks }) => {
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const stage = await openPreviewStage({ seconds: 20, gop: 250 })
  try {
    await stage.settle()
    const { preview, window } = await stage.pids()
    const samples: Sample[] = []
    let drawn = 0
    const startedMs = performance.now()
    for (let seek = 0; seek < cases; seek += movesInDrag) {
      await sleep(Math.max(0, startedMs + seek * seekEveryMs - performance.now()))
      await drag(stage, seek)
      if (seek % (movesInDrag * 6) === 0) await playAndEdit(stage)
      drawn += (await stage.takeDrawn()).length
      if (Math.floor(seek / sampleEvery) === samples.length) {
        const sample = { seek, preview: await residentMegabytes(preview), window: await residentMegabytes(window) }
        samples.push(sample)
        if (samples.length % 5 === 1) log(`${seek} seeks: preview ${sample.preview} MB, window ${sample.window} MB`)
      }
    }
    const settled = samples.slice(Math.floor(samples.length * warmUpShare))
    const growth = (['preview', 'window'] as const).map((name) => {
      const slope = slopeOf(settled.map((sample) => [sample.seek, sample[name]]))
      log(`${name}: ${(slope * seeks).toFixed(1)} MB in ${seeks} seeks`)
      return slope * seeks
    })
    log(`${cases} seeks, ${drawn} pictures drawn`)
    return growth.filter((megabytes) => megabytes > allowedMegabytes).length + (drawn === 0 ? 1 : 0)
  } finally {
    await stage.close()
  }
}

async function drag({ page }: PreviewStage, seed: number): Promise<void> {
  const ruler = await page.getByRole('slider', { name: text.timeline.playhead }).boundingBox()
  if (!ruler) throw new Error('The timeline is not on screen')
  const place = (turn: number): number => ruler.x + 20 + ((seed * 131 + turn * 37) % Math.max(40, ruler.width * 0.6))
  const y = ruler.y + ruler.height / 2
  await page.mouse.move(place(0), y)
  await page.mouse.down()
  for (let move = 1; move <= movesInDrag; move += 1) {
    await page.mouse.move(place(move), y)
    await page.waitForTimeout(16)
  }
  await page.mouse.up()
}

async function playAndEdit({ page }: PreviewStage): Promise<void> {
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: text.editor.preview.play, exact: true }).click()
  await page.waitForTimeout(1200)
  await page.getByRole('button', { name: text.editor.preview.pause, exact: true }).click()
  await page.keyboard.press('Control+z')
}

/** Linux only: reads /proc. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024)
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (pick: 0 | 1): number => points.reduce((sum, point) => sum + point[pick], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return (
    over /
    Math.max(
      1,
      points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0),
    )
  )
}
