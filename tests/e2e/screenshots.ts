import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

/** `npm run screenshots`: shows every screen of the app in docs/guide/screens, also on a machine without a display. */
const root = join(import.meta.dirname, '../..')
const outFolder = join(root, 'docs/guide/screens')
const sample = (name: string): string => join(root, 'resources/sample', name)

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(800)
  const toasts = page.getByRole('button', { name: text.common.dismiss, exact: true })
  // Below a dialog they cannot be reached, and none is expected there.
  while ((await page.getByRole('dialog').count()) === 0 && (await toasts.count()) > 0) await toasts.first().click()
  const path = join(outFolder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  console.log(path)
}

async function answerDialogs({ app }: Studio, opened: readonly string[], saved: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, [filePaths, filePath]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    [opened, saved] as const,
  )
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

async function makeLesson(studio: Studio, packageFile: string): Promise<void> {
  const { page } = studio
  await answerDialogs(studio, ['orbit.mp4', 'question.mp4', 'shadow.mp4'].map(sample), packageFile)
  await button(page, text.library.empty.choose).click()
  await page.getByRole('textbox', { name: text.editor.titleLabel }).fill('Why does the Moon change shape?')
  await page.getByText('shadow.mp4').first().waitFor()
  // The filmstrips and the sharp picture of the preview.
  await page.waitForTimeout(5000)
  await shoot(page, 'editor')

  await answerDialogs(studio, [sample('captions.vtt')], packageFile)
  await page.getByRole('tab', { name: text.captions.title }).click()
  await button(page, text.captions.import).click()
  await shoot(page, 'editor-captions')

  await button(page, text.quiz.add).click()
  await page.getByRole('textbox', { name: text.quiz.prompt }).fill('What lights the Moon?')
  await page.getByRole('textbox', { name: text.quiz.choice(1), exact: true }).fill('The Sun')
  await page.getByRole('textbox', { name: text.quiz.choice(2), exact: true }).fill('Its own glow')
  await shoot(page, 'editor-question')
}

async function exportLesson(page: Page): Promise<void> {
  await button(page, text.export.title).click()
  await shoot(page, 'export')
  await button(page, text.export.start).click()
  await page.waitForTimeout(4000)
  await shoot(page, 'export-running')
  await page.getByText(text.export.doneTitle).waitFor({ timeout: 180_000 })
  await shoot(page, 'export-done')
}

await mkdir(outFolder, { recursive: true })
console.error('screenshots: building')
await buildPlayer()
await buildApp()
await ensureElectronRuntime((line) => console.error(`electron: ${line}`))
const folder = await mkdtemp(join(tmpdir(), 'tidbit-screens-'))
const studio = await launchStudio()
try {
  const { page } = studio
  await button(page, text.library.empty.choose).waitFor()
  await shoot(page, 'library-empty')
  await makeLesson(studio, join(folder, 'lesson.zip'))
  await exportLesson(page)
  await page.keyboard.press('Escape')
  await button(page, text.editor.back).click()
  await button(page, text.library.newLesson).waitFor()
  await shoot(page, 'library')
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  await shoot(page, 'library-dark')
} finally {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
}
