import { spawnSync } from 'node:child_process'
import type { AssetId } from '#shared/project/ids.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { percentile95 } from '../e2e/preview-stage.ts'
import { countFrames, measureEdits, memoryGrowth } from './editor/measures.ts'
import { makeLargeLesson } from './editor/large-lesson.ts'
import { openLesson } from './editor/open-lesson.ts'
import { median, MissingTool, type Measure } from './measure.ts'

const counts = { clips: 700, captions: 700, overlays: 600 }
/** As many as a quarter of an hour of editing has; the first ones of a fresh window, which are the slowest, are among them. */
const edits = 200
/** Told apart as well: what runs for the first time is not compiled yet. */
const firstEdits = 10
const editsForMemory = 1000
/** A picture of the screen at 60 a second. */
const editLimitMs = 16
const droppedLimitPercent = 2
/** Of the memory after the first hundred edits, which fill the history. */
const growthLimit = 1.1

/**
 * A lesson of 2,000 clips, captions and overlays in the real app, on screen from end to end: from the press of a key to the
 * end of the frame in which the timeline was painted, for edits and their undos; frames that scrolling and zooming miss; and
 * how much memory a thousand edits and undos leave behind.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const { studio, close } = await openLesson((lesson) => {
    const [assetId] = Object.keys(lesson.assets)
    return makeLargeLesson(lesson, assetId as AssetId, counts)
  })
  const { page } = studio
  try {
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    const { ms, parts, workMs, mainThreadMs } = await measureEdits(page, edits)
    log(`edit and undo: ${ms.map((value) => value.toFixed(0)).join(' ')} ms`)
    for (const part of ['command', 'render', 'wait', 'frame'] as const) {
      const values = parts.map((each) => each[part])
      log(`  of it ${part}: ${median(values).toFixed(1)} ms, p95 ${percentile95(values).toFixed(1)} ms`)
    }
    log(
      `  the first ${firstEdits}: median ${median(ms.slice(0, firstEdits)).toFixed(1)} ms; the others: p95 ${percentile95(ms.slice(firstEdits)).toFixed(1)} ms`,
    )
    log(
      `of the processor, on the window's main thread: ${mainThreadMs.toFixed(1)} ms an edit in all, until that frame ${workMs.map((value) => value.toFixed(0)).join(' ')}`,
    )
    const scrolled = await countFrames(page, 'scroll')
    log(`scroll: ${JSON.stringify(scrolled)}`)
    const zoomed = await countFrames(page, 'zoom')
    log(`zoom: ${JSON.stringify(zoomed)}`)
    const growth = await memoryGrowth(page, editsForMemory, log)
    const round = (value: number): number => Math.round(value * 100) / 100
    return [
      { measure: 'editor-edit-ms-p95', ratio: round(percentile95(ms)), limit: editLimitMs, pairs: ms.length },
      { measure: 'editor-edit-work-ms-p95', ratio: round(percentile95(workMs)), limit: editLimitMs, pairs: workMs.length },
      { measure: 'editor-scroll-dropped-percent', ratio: round(scrolled.droppedPercent), limit: droppedLimitPercent, pairs: 1 },
      { measure: 'editor-zoom-dropped-percent', ratio: round(zoomed.droppedPercent), limit: droppedLimitPercent, pairs: 1 },
      { measure: 'editor-memory-growth', ratio: round(growth), limit: growthLimit, pairs: 1 },
    ]
  } finally {
    await close()
  }
}
