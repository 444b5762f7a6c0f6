import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

const run = promisify(execFile)

/** Milliseconds from the press that brings a clip in. */
export type ImportTimes = {
  /** Until a picture of it was in the preview. */
  readonly firstPictureMs: number
  /** Until it played; play is pressed as soon as the clip lies on the timeline. */
  readonly playingMs: number
  /** Whether the picture was there before the clip lay on the timeline. */
  readonly cameAhead: boolean
}

/** The app, and clips that somebody brings into fresh lessons. */
export type ImportStage = {
  readonly studio: Studio
  /** 1080p that moves all over, with a key frame a second and sound, as a phone films it. */
  readonly clip: string
  /** Opens a fresh lesson, adds the file and plays it. */
  importAndPlay(file: string): Promise<ImportTimes>
  close(): Promise<void>
}

type Moments = { startedAtMs: number | null; pictureAtMs: number | null; clipAtMs: number | null; playingAtMs: number | null }
type Watched = { tidbitImport: Moments }

/** Time for a teacher to see the library and choose: the processes that imports need start meanwhile. */
const choosingMs = 2_000

async function makeLongClip(file: string, seconds: number): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=1080x1920:rate=30:duration=${seconds}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:sample_rate=48000:duration=${seconds}`]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-b:v', '8M', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...codecs, file], { timeout: 200_000 })
}

export async function openImportStage(clipSeconds: number): Promise<ImportStage> {
  const folder = await mkdtemp(join(tmpdir(), 'tidbit-import-'))
  const clip = join(folder, 'filmed.mp4')
  await makeLongClip(clip, clipSeconds)
  const studio = await launchStudio()
  const { page, app } = studio
  return {
    studio,
    clip,
    async importAndPlay(file) {
      await page.goto('app://studio/index.html')
      await app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      }, file)
      await page.getByRole('button', { name: text.library.newLesson, exact: true }).first().click()
      const add = page.getByRole('button', { name: text.editor.media.add, exact: true }).first()
      await add.waitFor()
      await page.waitForTimeout(choosingMs)
      await page.evaluate(watchImport, {
        play: text.editor.preview.play,
        clips: text.timeline.lanes.clips,
      })
      await add.click()
      const done = await page.waitForFunction(
        () => {
          const { startedAtMs, pictureAtMs, clipAtMs, playingAtMs } = (window as unknown as Watched).tidbitImport
          if (startedAtMs === null || pictureAtMs === null || clipAtMs === null || playingAtMs === null) return null
          const cameAhead = pictureAtMs < clipAtMs
          return { firstPictureMs: pictureAtMs - startedAtMs, playingMs: playingAtMs - startedAtMs, cameAhead }
        },
        undefined,
        { polling: 50, timeout: 60_000 },
      )
      const times = await done.jsonValue()
      if (!times) throw new Error('The clip did not play')
      return times
    },
    async close() {
      await studio.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs in the page: notes when the picture is there and when the clip plays, and presses play as soon as there is a clip. */
function watchImport(names: { readonly play: string; readonly clips: string }): void {
  const watched: Moments = { startedAtMs: null, pictureAtMs: null, clipAtMs: null, playingAtMs: null }
  ;(window as unknown as Watched).tidbitImport = watched
  const lookEveryMs = 20
  const small = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true })
  const clockNow = document.querySelector('[role="timer"]')?.textContent

  // A small copy is looked at: reading the whole canvas all the time would keep the window from drawing.
  const hasPicture = (): boolean => {
    const canvas = document.querySelector('canvas[aria-hidden]')
    if (!(canvas instanceof HTMLCanvasElement) || !small) return false
    small.drawImage(canvas, 0, 0, 8, 8)
    const { data } = small.getImageData(0, 0, 8, 8)
    // What lies over the canvas while the lesson is empty hides it.
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const isOnTop = document.elementFromPoint(left + width / 2, top + height / 2) === canvas
    return isOnTop && data.some((value, index) => index % 4 !== 3 && value > 40)
  }
  const look = (): void => {
    if (watched.pictureAtMs === null && hasPicture()) {
      // On screen with the next refresh.
      requestAnimationFrame(() => (watched.pictureAtMs ??= performance.now()))
    }
    const playButton = document.querySelector<HTMLElement>(`button[aria-label="${names.play}"]:not(:disabled)`)
    if (
      watched.clipAtMs === null &&
      document.querySelector(`[role="listbox"][aria-label="${names.clips}"] [role="option"]`) &&
      playButton
    ) {
      watched.clipAtMs = performance.now()
      playButton.click()
    }
    if (watched.clipAtMs !== null && document.querySelector('[role="timer"]')?.textContent !== clockNow)
      watched.playingAtMs ??= performance.now()
    if (watched.playingAtMs === null || watched.pictureAtMs === null) setTimeout(look, lookEveryMs)
  }
  document.addEventListener(
    'click',
    ({ target }) => {
      if (watched.startedAtMs !== null || !(target instanceof Element) || !target.closest('button')) return
      watched.startedAtMs = performance.now()
      look()
    },
    true,
  )
}
