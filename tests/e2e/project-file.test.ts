import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
let studio: Studio
let folder: string
let packed: string

beforeAll(async () => {
  studio = await launchStudio()
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-files-'))
  packed = path.join(folder, 'For you.tidbit')
  await answerDialogs(studio, [packed], packed)
})

afterAll(async () => {
  await studio?.close()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

test('a lesson goes into a file for colleagues, comes back as a copy, and opens by a double-click', async () => {
  const { page } = studio
  await page.getByRole('button', { name: text.library.empty.sample }).click()
  await page.getByRole('button', { name: text.editor.back }).click()
  const cards = page.getByRole('list', { name: text.library.listLabel }).getByRole('listitem')
  await cards.first().waitFor()
  const title = (await cards.first().getByRole('heading').textContent()) ?? ''
  await page.getByRole('button', { name: text.library.more(title) }).press('Enter')
  await page.getByRole('menuitem', { name: text.projectFile.save }).click()
  await page.getByText(text.projectFile.saved('For you.tidbit')).waitFor()
  expect((await stat(packed)).size).toBeGreaterThan(100_000)

  // The first one is there already: a copy is added, and shown.
  await page.getByRole('button', { name: text.projectFile.open }).click()
  await page.getByText(text.projectFile.openedCopy(text.library.copyOf(title))).waitFor()
  // The open lesson goes into a file as well.
  await rm(packed)
  await page.getByRole('button', { name: text.projectFile.save, exact: true }).click()
  await expect
    .poll(() =>
      stat(packed).then(
        ({ size }) => size,
        () => 0,
      ),
    )
    .toBeGreaterThan(100_000)
  await page.getByRole('dialog', { name: text.projectFile.savingTitle }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: text.editor.back }).click()
  await expect.poll(() => cards.count()).toBe(2)
  expect(await readdir(path.join(studio.userData, 'lesson-media'))).not.toEqual([])

  // What a second start of the program is given goes to the window that is open.
  const again = path.join(folder, 'Again.tidbit')
  await copyFile(packed, again)
  await run(studio.executable, [...sandboxArguments(), root, again], { env: studio.env, timeout: 60_000 })
  await page.getByRole('button', { name: text.editor.back }).click()
  await expect.poll(() => cards.count()).toBe(3)

  // Nonsense gives one sentence, and nothing comes in.
  const broken = path.join(folder, 'Broken.tidbit')
  await copyFile(path.join(import.meta.dirname, 'project-file.test.ts'), broken)
  await answerDialogs(studio, [broken], packed)
  await page.getByRole('button', { name: text.projectFile.open }).click()
  await page.getByText('is damaged or no lesson of Tidbit Studio').waitFor()
  expect(await cards.count()).toBe(3)
})
