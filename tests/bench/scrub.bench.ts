import { spawnSync } from 'node:child_process'
import type { Page } from 'playwright'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { invoke } from '../e2e/invoke.ts'
import { openPreviewStage, percentile95, type Drawn, type PreviewStage } from '../e2e/preview-stage.ts'
import { median, MissingTool, type Measure } from './measure.ts'

const clipSeconds = 20
const moves = 60
const ratioLimit = 1.5
/** Between two moves: the picture in full size that a standing pointer gets must not meet the next one. */
const restMs = 300

/**
 * Scrubbing in the real app: from a move of the pointer that drags the playhead to the frame of the screen with the right
 * picture, against a plain `<video>` of the same light copy that is sent to the same instant in the same window, in turn.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const stage = await openPreviewStage({ seconds: clipSeconds, gop: 250 })
  try {
    await stage.settle()
    const { ours, theirs } = await measureMoves(stage)
    for (const [name, values] of [
      ['pointer to picture', ours],
      ['<video> to picture', theirs],
    ] as const)
      log(`${name}: median ${median(values).toFixed(1)} ms, p95 ${percentile95(values).toFixed(1)} ms`)
    const ratio = Math.round((percentile95(ours) / percentile95(theirs)) * 1000) / 1000
    return [{ measure: 'scrub', ratio, limit: ratioLimit, pairs: ours.length }]
  } finally {
    await stage.close()
  }
}

async function measureMoves(
  stage: PreviewStage,
): Promise<{ readonly ours: readonly number[]; readonly theirs: readonly number[] }> {
  const { page } = stage
  await addVideo(stage)
  const ruler = page.getByRole('slider', { name: text.timeline.playhead })
  const lane = await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().boundingBox()
  const box = await ruler.boundingBox()
  if (!lane || !box) throw new Error('The timeline is not on screen')
  const y = box.y + box.height / 2
  await page.mouse.move(lane.x + 5, y)
  await page.mouse.down()
  const ours: number[] = []
  const theirs: number[] = []
  for (let move = 0; move < moves; move += 1) {
    // All over the clip: the golden ratio leaves no place out and repeats none.
    const share = (move * 0.618_034) % 1
    await page.waitForTimeout(restMs)
    const picture = page.evaluate(awaitPicture, text.timeline.playhead)
    await page.mouse.move(lane.x + 10 + share * (lane.width - 20), y)
    const { ms, seconds } = await picture
    ours.push(ms)
    await page.waitForTimeout(restMs)
    theirs.push(await page.evaluate(seekVideo, seconds))
  }
  await page.mouse.up()
  return { ours, theirs }
}

/** Runs in the page: from the next move of the pointer to the frame that shows the picture where the playhead then stands. */
function awaitPicture(label: string): Promise<{ readonly ms: number; readonly seconds: number }> {
  const frameTicks = 120_000 / 30
  const canvas = document.querySelector('canvas[aria-hidden]')
  const slider = document.querySelector(`[role="slider"][aria-label="${label}"]`)
  return new Promise((resolve, reject) => {
    let seen = ''
    setTimeout(() => reject(new Error(`The right picture did not come: ${seen}`)), 10_000)
    let movedMs = 0
    window.addEventListener('pointermove', () => (movedMs = performance.now()), { capture: true, once: true })
    const drawn = (event: Event): void => {
      const { ticks } = (event as CustomEvent<Drawn>).detail
      // What the slider says may be a frame of the screen behind.
      requestAnimationFrame((shownMs) => {
        const wanted = Number(slider?.getAttribute('aria-valuenow'))
        seen = `${ticks} for ${wanted}`
        if (movedMs === 0 || Math.abs(ticks - wanted) >= frameTicks) return
        canvas?.removeEventListener('tidbit-picture-drawn', drawn)
        resolve({ ms: Math.max(shownMs, performance.now()) - movedMs, seconds: wanted / 120_000 })
      })
    }
    canvas?.addEventListener('tidbit-picture-drawn', drawn)
  })
}

/** Runs in the page: from the wish to the frame that shows the picture. */
function seekVideo(seconds: number): Promise<number> {
  const video = document.querySelector<HTMLVideoElement>('#bench-video')
  if (!video) throw new Error('There is no video')
  return new Promise((resolve) => {
    const askedMs = performance.now()
    // In the middle of the frame, so that no rounding shows its neighbour.
    video.currentTime = seconds + 1 / 60
    video.requestVideoFrameCallback(() => resolve(performance.now() - askedMs))
  })
}

/** A plain player of the same light copy, as large as the preview's picture. */
async function addVideo({ page, studio }: PreviewStage): Promise<void> {
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('The lesson is not in the library')
  const { document } = await invoke(studio, 'library.open', { projectId })
  const [assetId] = Object.keys(document.assets)
  await showVideo(page, assetUrl(assetId as AssetId, 'film'))
}

function showVideo(page: Page, url: string): Promise<void> {
  return page.evaluate(async (src) => {
    const video = document.createElement('video')
    Object.assign(video, { id: 'bench-video', muted: true, preload: 'auto', src })
    const box = document.querySelector('canvas[aria-hidden]')?.getBoundingClientRect()
    Object.assign(video.style, {
      position: 'fixed',
      insetBlockStart: '0',
      insetInlineStart: '0',
      inlineSize: `${box?.width ?? 270}px`,
      zIndex: '1000',
      pointerEvents: 'none',
    })
    document.body.append(video)
    await new Promise((resolve, reject) => {
      video.addEventListener('canplaythrough', resolve, { once: true })
      video.addEventListener('error', () => reject(new Error(`The film does not play: ${video.error?.message}`)), { once: true })
    })
  }, url)
}
