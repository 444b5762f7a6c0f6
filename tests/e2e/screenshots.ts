import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { launchStudio } from './launch-studio.ts'
import { visitScreens } from './screens.ts'
import { showTheme, type ThemeName } from './show-theme.ts'

/** `npm run screenshots`: shows every screen of the app in docs/guide/screens in both themes, also on a machine without a display. */
const root = join(import.meta.dirname, '../..')
const outFolder = join(root, 'docs/guide/screens')

/** The ending of a picture's name for each theme. */
const endings = { light: '', dark: '-dark', 'contrast-dark': '-contrast' } as const
/** High contrast is shown by these. */
const inContrast: ReadonlySet<string> = new Set(['editor', 'library', 'editor-question'])

/** Messages would cover what is shown; below a dialog they cannot be reached, and some screens are about one. */
async function dismissMessages(page: Page, name: string): Promise<void> {
  if (name === 'library-deleted') return
  const toasts = page.getByRole('button', { name: text.common.dismiss, exact: true })
  while ((await page.getByRole('dialog').count()) === 0 && (await toasts.count()) > 0) await toasts.first().click()
}

/** With 128 colours, which takes a third of the room and is seen by nobody. */
async function shoot(page: Page, name: string, folder: string): Promise<void> {
  const whole = join(folder, `${name}.png`)
  const path = join(outFolder, `${name}.png`)
  await page.screenshot({ path: whole, animations: 'disabled', timeout: 120_000 })
  const graph = 'split[a][b];[a]palettegen=max_colors=128[p];[b][p]paletteuse=dither=none'
  const packed = ['-compression_level', '100', '-pred', 'mixed']
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', whole, '-vf', graph, ...packed, path], { timeout: 60_000 })
  console.log(path)
}

console.error('screenshots: building')
await buildPlayer()
await buildApp()
await ensureElectronRuntime((line) => console.error(`electron: ${line}`))
await mkdir(outFolder, { recursive: true })
const folder = await mkdtemp(join(tmpdir(), 'tidbit-screens-'))
const studio = await launchStudio({ switches: ['--use-fake-device-for-media-stream'] })
const taken = new Set<string>()
try {
  const { page } = studio
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await visitScreens({ studio, page, folder }, async ({ name, notInGuide = false }) => {
    if (notInGuide) return
    // Filmstrips, posters and the sharp picture of the preview.
    await page.waitForTimeout(4_000)
    await dismissMessages(page, name)
    for (const [theme, ending] of Object.entries(endings) as [ThemeName, string][]) {
      if (theme === 'contrast-dark' && !inContrast.has(name)) continue
      await showTheme(page, theme)
      await page.waitForTimeout(400)
      await shoot(page, `${name}${ending}`, folder)
      taken.add(`${name}${ending}.png`)
    }
    await showTheme(page, 'light')
  })
  // Pictures of screens that are no more.
  for (const file of await readdir(outFolder)) if (!taken.has(file)) await rm(join(outFolder, file))
} finally {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
}
