import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { openPreviewStage, percentile95, type PreviewStage } from '../e2e/preview-stage.ts'
import { MissingTool, type Measure } from './measure.ts'

const edits = 40
const seeks = 40
const playSeconds = 5
const playFrames = playSeconds * 30
const editLimitMs = 60
/** A click is answered at once where nobody sees a delay (RAIL: 100 ms). */
const seekLimitMs = 100
/** One in twenty. */
const missingLimit = 8
const apartLimitMs = 20
const settleMs = 700

/**
 * The preview in the real app, with a light copy of the clip: from a key press to the first picture of the edited lesson or of
 * another place, pictures missing from five seconds at normal speed, and how far from the sound pictures are drawn.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const stage = await openPreviewStage({ seconds: 20, gop: 250 })
  try {
    await stage.settle()
    await assertLightCopy(stage)
    const editMs = await measureEdits(stage)
    log(`edit to picture: ${editMs.map(Math.round).join(' ')} ms`)
    const seekMs = await measureSeeks(stage)
    log(`seek to picture: ${seekMs.map(Math.round).join(' ')} ms`)
    const { drawn, apartMs } = await playOnce(stage)
    log(`${drawn} of ${playFrames} pictures, apart by ${apartMs.map((ms) => ms.toFixed(0)).join(' ')} ms`)
    const round = (value: number): number => Math.round(value * 10) / 10
    return [
      { measure: 'preview-edit-ms-p95', ratio: round(percentile95(editMs)), limit: editLimitMs, pairs: edits },
      { measure: 'preview-seek-ms-p95', ratio: round(percentile95(seekMs)), limit: seekLimitMs, pairs: seeks },
      { measure: 'preview-pictures-missing', ratio: Math.max(0, playFrames - drawn), limit: missingLimit, pairs: 1 },
      { measure: 'preview-apart-ms-p95', ratio: round(percentile95(apartMs)), limit: apartLimitMs, pairs: apartMs.length },
    ]
  } finally {
    await stage.close()
  }
}

async function assertLightCopy({ studio }: PreviewStage): Promise<void> {
  const files = await readdir(join(studio.userData, 'media-cache'), { recursive: true })
  if (!files.some((file) => file.endsWith('proxy.mp4'))) throw new Error(`The clip got no light copy: ${files.join(', ')}`)
}

/** Splits the lesson all over, and takes every split back: two edits a place. */
async function measureEdits(stage: PreviewStage): Promise<readonly number[]> {
  const values: number[] = []
  await stage.page.keyboard.press('Home')
  for (let place = 0; place < edits / 2; place += 1) {
    await stage.page.keyboard.press(place % 3 === 2 ? 'ArrowRight' : 'Shift+ArrowRight')
    for (const key of ['s', 'Control+z']) {
      await stage.page.waitForTimeout(settleMs)
      values.push(await stage.editByKey(key))
    }
  }
  return values
}

async function measureSeeks(stage: PreviewStage): Promise<readonly number[]> {
  const values: number[] = []
  for (let turn = 0; turn < seeks; turn += 1) {
    await stage.page.waitForTimeout(settleMs)
    values.push(await stage.editByKey(turn % 18 < 9 ? 'Shift+ArrowLeft' : 'Shift+ArrowRight'))
  }
  return values
}

async function playOnce(stage: PreviewStage): Promise<{ readonly drawn: number; readonly apartMs: readonly number[] }> {
  const { page } = stage
  await page.keyboard.press('Home')
  await page.waitForTimeout(2 * settleMs)
  await stage.takeDrawn()
  await page.getByRole('button', { name: text.editor.preview.play, exact: true }).click()
  const first = await stage.untilDrawn('moving', 20_000)
  await page.waitForTimeout(playSeconds * 1000 + 200)
  const drawn = (await stage.takeDrawn()).filter(({ due, atMs }) => due && atMs < first.atMs + playSeconds * 1000)
  await page.getByRole('button', { name: text.editor.preview.pause, exact: true }).click()
  const apartMs = drawn.flatMap(({ due }) => (due ? [Math.abs(due.clockTicks - due.playTicks) / 120] : []))
  return { drawn: drawn.length, apartMs }
}
