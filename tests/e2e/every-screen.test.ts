import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findUnreachable } from './find-unreachable.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { showTheme, type ThemeName } from './show-theme.ts'
import { visitScreens } from './screens.ts'

let studio: Studio
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-screens-'))
  studio = await launchStudio({ switches: ['--use-fake-device-for-media-stream'] })
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

type Size = { readonly width: number; readonly height: number; readonly zoom: number }

const usual: Size = { width: 1440, height: 900, zoom: 1 }
const sizes: readonly Size[] = [
  { width: 1024, height: 640, zoom: 1 },
  // WCAG 1.4.4: text of 200 %, without loss.
  { width: 1280, height: 800, zoom: 2 },
]
const themes: readonly ThemeName[] = ['light', 'dark', 'contrast-light', 'contrast-dark']

async function setSize({ width, height, zoom }: Size): Promise<void> {
  await studio.app.evaluate(
    ({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.isVisible())
      window?.setContentSize(wanted.width, wanted.height)
      window?.webContents.setZoomFactor(wanted.zoom)
    },
    { width, height, zoom },
  )
  await studio.page.waitForFunction((wanted) => window.innerWidth === wanted, Math.round(width / zoom))
  // What measures itself is drawn anew with the pictures after that.
  await studio.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** All at once, because getting to a screen takes longer than looking at it; what is wrong is told by the screen's name. */
it('every screen can be used in each theme, in a small window and twice as large', async () => {
  const { page } = studio
  const wrong: string[] = []
  const note = (name: string, where: string, found: readonly string[]): void =>
    void wrong.push(...found.map((each) => `${name} (${where}): ${each}`))
  await visitScreens({ studio, page, folder, quick: true }, async ({ name, isMenu = false }) => {
    for (const theme of themes) {
      await showTheme(page, theme)
      // What a theme can change.
      note(name, theme, await findViolations(page, ['html'], theme === 'light' ? 'all' : ['color-contrast']))
    }
    await showTheme(page, 'light')
    for (const size of isMenu ? [] : sizes) {
      await setSize(size)
      note(name, `${size.width}x${size.height}, ${size.zoom * 100} %`, await findUnreachable(page))
    }
    await setSize(usual)
  })
  expect(wrong).toEqual([])
}, 1_200_000)
