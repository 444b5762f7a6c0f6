import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

const run = promisify(execFile)

/** What the preview tells with every new picture, and when it told. */
export type Drawn = {
  readonly atMs: number
  readonly ticks: number
  readonly width: number
  readonly exact: boolean
  readonly load: number
  readonly due: { readonly playTicks: number; readonly clockTicks: number; readonly silent: boolean } | null
}

/** The editor with one clip, in the real window. */
export type PreviewStage = {
  readonly studio: Studio
  readonly page: Page
  /** Everything drawn since the last call. */
  takeDrawn(): Promise<readonly Drawn[]>
  /** Milliseconds from a key press to the first picture of the edited lesson. */
  editByKey(key: string): Promise<number>
  /** Waits until a picture was drawn that is so, and gives it. */
  untilDrawn(wanted: 'exact' | 'moving', timeoutMs: number): Promise<Drawn>
  /** Waits until imports are over, light copies of clips included, and the preview stands still. */
  settle(): Promise<void>
  /** The processes that draw and that decode. */
  pids(): Promise<{ readonly preview: number; readonly window: number }>
  close(): Promise<void>
}

type StageOptions = {
  readonly seconds: number
  /** Pictures from key frame to key frame; one so long that seeking is slow gets the clip a proxy. */
  readonly gop: number
  readonly size?: string
}

type Watched = { tidbitDrawn: Drawn[]; tidbitKeyMs: number }

/** A phone-like clip: something moves on every picture, a second hand of sound. */
export async function makeMovingClip(file: string, { seconds, gop, size = '1080x1920' }: StageOptions): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30:duration=${seconds}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:beep_factor=4:sample_rate=48000:duration=${seconds}`]
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-g', String(gop), '-bf', '2', '-pix_fmt', 'yuv420p']
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...video, '-c:a', 'aac', '-shortest', file], {
    timeout: 120_000,
  })
}

export async function openPreviewStage(options: StageOptions): Promise<PreviewStage> {
  const folder = await mkdtemp(join(tmpdir(), 'tidbit-preview-'))
  const clip = join(folder, 'moving.mp4')
  await makeMovingClip(clip, options)
  const studio = await launchStudio()
  const { page, app } = studio
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, clip)
  await page.getByRole('button', { name: text.library.empty.choose, exact: true }).first().click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await watch(page)
  return {
    studio,
    page,
    takeDrawn: () =>
      page.evaluate(() => {
        const watched = window as unknown as Watched
        const drawn = watched.tidbitDrawn
        watched.tidbitDrawn = []
        return drawn
      }),
    async editByKey(key) {
      await page.evaluate(() => void ((window as unknown as Watched).tidbitDrawn = []))
      await page.keyboard.press(key)
      const picture = await page.waitForFunction(
        () => {
          const { tidbitDrawn, tidbitKeyMs } = window as unknown as Watched
          const first = tidbitDrawn.find((drawn) => drawn.atMs > tidbitKeyMs)
          return first ? { ms: first.atMs - tidbitKeyMs } : null
        },
        undefined,
        { timeout: 10_000, polling: 5 },
      )
      const value = await picture.jsonValue()
      if (!value) throw new Error('No picture came after the edit')
      return value.ms
    },
    async untilDrawn(wanted, timeoutMs) {
      const found = await page.waitForFunction(
        (kind) =>
          (window as unknown as Watched).tidbitDrawn.find((drawn) => (kind === 'exact' ? drawn.exact : drawn.due !== null)),
        wanted,
        { timeout: timeoutMs, polling: 10 },
      )
      const drawn = await found.jsonValue()
      if (!drawn) throw new Error('No such picture was drawn')
      return drawn
    },
    async settle() {
      // A bar that is gone may be followed by that of the next job.
      for (let quiet = 0; quiet < 4; quiet += 1) {
        await page.waitForTimeout(400)
        if ((await page.getByRole('progressbar').count()) > 0) quiet = 0
      }
      await page.keyboard.press('End')
      await page.waitForTimeout(400)
    },
    async pids() {
      const metrics = await app.evaluate(({ app: running }) => running.getAppMetrics())
      const pid = (found: { readonly pid: number } | undefined): number => {
        if (!found) throw new Error('A process of the app is missing')
        return found.pid
      }
      return {
        preview: pid(metrics.find(({ name }) => name === 'Tidbit preview')),
        window: pid(metrics.find(({ type }) => type === 'Tab')),
      }
    },
    async close() {
      await studio.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Collects in the page what the preview draws and when a key was pressed. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched
    watched.tidbitDrawn = []
    const canvas = document.querySelector('canvas[aria-hidden]')
    canvas?.addEventListener('tidbit-picture-drawn', (event) => {
      const { detail } = event as CustomEvent<Omit<Drawn, 'atMs'>>
      watched.tidbitDrawn.push({ ...detail, atMs: performance.now() })
    })
    window.addEventListener('keydown', () => void (watched.tidbitKeyMs = performance.now()), true)
  })
}

/** The 95th percentile. */
export function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN
}
