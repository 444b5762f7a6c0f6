import { createServer } from 'node:http'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { openMoodle } from '../main/publish/moodle-server.ts'
import { listen } from '../main/publish/web-server.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'

const words = text.publish
const secret = 'a1b2c3d4e5f6secret'
let studio: Studio
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-publish-'))
  studio = await launchStudio({ userData: path.join(folder, 'app') })
})

afterAll(async () => {
  await studio?.close()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

/** Everything that the app keeps on disk. */
async function readKept(): Promise<string> {
  const entries = await readdir(studio.userData, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
  return (await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')))).join('\n')
}

test('a package goes to a folder and to a Moodle by the keyboard, and the key is nowhere on disk', async () => {
  const { page } = studio
  const moodle = await openMoodle({ token: secret })
  const file = path.join(folder, 'lesson.zip')
  await writeFile(file, Buffer.alloc(300_000, 'x'))
  await page.getByRole('button', { name: text.library.empty.sample }).click()
  await page.getByRole('button', { name: text.editor.back }).click()
  const more = page.getByRole('list', { name: text.library.listLabel }).getByRole('button', { name: /^More for/ })
  const openDialog = async (): Promise<void> => {
    await answerDialogs(studio, [file], file)
    await more.press('Enter')
    await page.getByRole('menuitem', { name: words.openFile }).press('Enter')
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor()
  }

  // A folder.
  await openDialog()
  await page.getByText(words.none.title).waitFor()
  await page.getByRole('button', { name: words.add }).press('Enter')
  const share = path.join(folder, 'Share')
  await mkdir(share)
  await answerDialogs(studio, [share], share)
  await page.getByRole('button', { name: words.chooseFolder }).press('Enter')
  await page.getByText(words.folder('Share')).waitFor()
  await page.getByRole('button', { name: words.save, exact: true }).press('Enter')
  await page.getByRole('button', { name: words.start, exact: true }).press('Enter')
  await page.getByText(words.done(path.join('Share', 'lesson.zip'))).waitFor()
  expect((await readFile(path.join(share, 'lesson.zip'))).length).toBe(300_000)
  await page.getByRole('button', { name: text.common.close }).last().press('Enter')

  // A Moodle.
  await openDialog()
  await page.getByRole('button', { name: words.add }).press('Enter')
  await page.getByRole('button', { name: words.kind }).press('Enter')
  await page.getByRole('option', { name: words.kinds.moodle }).click()
  await page.getByLabel(words.address.moodle).fill(moodle.url)
  await page.getByLabel(words.secrets.moodle).fill('wrong')
  await page.getByLabel(words.name, { exact: true }).fill('Our Moodle')
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: words.save, exact: true }).press('Enter')
  await page.getByRole('radio', { name: /Our Moodle/ }).waitFor()
  await page.getByRole('radio', { name: /Our Moodle/ }).check({ force: true })
  await page.getByRole('button', { name: words.test, exact: true }).press('Enter')
  await page.getByText('does not accept the access key').waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: words.newKey }).press('Enter')
  await page.getByRole('heading', { name: words.newKeyTitle('Our Moodle') }).waitFor()
  await page.getByLabel(words.secrets.moodle).fill(secret)
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: words.keep }).press('Enter')
  await page.getByRole('button', { name: words.test, exact: true }).press('Enter')
  await page.getByText(words.tested('Our Moodle')).waitFor()
  await page.getByRole('button', { name: words.remove }).press('Enter')
  await expect.poll(() => page.getByRole('radio').count()).toBe(1)
  const undo = page.getByRole('dialog').getByRole('button', { name: text.common.undo, exact: true })
  await expect.poll(() => undo.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await findViolations(page)).toEqual([])
  await undo.press('Enter')
  await page.getByRole('radio', { name: /Our Moodle/ }).waitFor()
  await page.getByRole('button', { name: words.test, exact: true }).press('Enter')
  await page.getByText(words.tested('Our Moodle')).waitFor()
  await page.getByRole('button', { name: words.remove }).press('Enter')
  await expect.poll(() => page.getByRole('radio').count()).toBe(1)

  await page.getByRole('button', { name: words.add }).press('Enter')
  await page.getByRole('button', { name: words.kind }).press('Enter')
  await page.getByRole('option', { name: words.kinds.moodle }).click()
  await page.getByLabel(words.address.moodle).fill(moodle.url)
  await page.getByLabel(words.secrets.moodle).fill(secret)
  await page.getByLabel(words.course).fill('42')
  await page.getByRole('button', { name: words.save, exact: true }).press('Enter')
  await page.getByRole('radio', { name: /Moodle/ }).waitFor()
  await page.getByRole('button', { name: words.test, exact: true }).press('Enter')
  await page.getByText(words.tested(words.kinds.moodle)).waitFor()
  await page.getByRole('button', { name: words.start, exact: true }).press('Enter')
  await page.getByRole('button', { name: words.finish }).waitFor()
  expect(moodle.privateFiles.map(({ name, size }) => [name, size])).toEqual([['lesson.zip', 300_000]])
  expect(await readKept()).not.toContain(secret)
})

test('an upload that ended with the app is offered at its next start', async () => {
  const arrived = path.join(folder, 'arrived')
  const tus = new TusServer({ path: '/files', datastore: new FileStore({ directory: arrived }) })
  let answers = false
  let asked = 0
  const address = await listen(
    createServer((request, response) => {
      asked += 1
      // One that takes everything and says nothing, at first.
      if (answers) void tus.handle(request, response)
      else request.resume()
    }),
  )
  const file = path.join(folder, 'later.zip')
  await writeFile(file, Buffer.alloc(200_000, 'y'))
  await answerDialogs(studio, [file], file)
  await studio.page.getByRole('button', { name: text.common.close }).last().press('Enter')
  await studio.page.getByRole('button', { name: /^More for/ }).press('Enter')
  await studio.page.getByRole('menuitem', { name: words.openFile }).press('Enter')
  await studio.page.getByRole('button', { name: words.add }).press('Enter')
  await studio.page.getByRole('button', { name: words.kind }).press('Enter')
  await studio.page.getByRole('option', { name: words.kinds.tus }).click()
  await studio.page.getByLabel(words.address.tus).fill(`${address}/files`)
  await studio.page.getByLabel(words.name, { exact: true }).fill('Our server')
  await studio.page.getByRole('button', { name: words.save, exact: true }).press('Enter')
  await studio.page.getByRole('radio', { name: /Our server/ }).check({ force: true })
  await studio.page.getByRole('button', { name: words.start, exact: true }).press('Enter')
  await studio.page.getByText(words.running('Our server')).waitFor()
  await expect.poll(() => asked).toBeGreaterThan(0)
  await studio.page.getByRole('button', { name: words.stop, exact: true }).press('Enter')
  await studio.page.getByText(words.stopped.goesOn).waitFor()
  asked = 0
  await studio.page.getByRole('button', { name: words.start, exact: true }).press('Enter')
  await studio.page.getByText(words.running('Our server')).waitFor()
  await expect.poll(() => asked).toBeGreaterThan(0)
  await studio.close()

  answers = true
  studio = await launchStudio({ userData: studio.userData })
  const { page } = studio
  const offer = page.getByRole('region', { name: words.interrupted.region })
  await offer.getByText(words.interrupted.title('later.zip', 'Our server')).waitFor()
  expect(await findViolations(page)).toEqual([])
  await offer.getByRole('button', { name: words.interrupted.goOnNamed('later.zip') }).press('Enter')
  await expect.poll(() => page.getByRole('radio', { name: /Our server/ }).isChecked()).toBe(true)
  await page.getByRole('button', { name: words.start, exact: true }).press('Enter')
  await page.getByRole('heading', { name: words.doneTitle }).waitFor()
  const files = (await readdir(arrived)).filter((name) => !name.endsWith('.json'))
  expect((await readFile(path.join(arrived, files[0] ?? ''))).length).toBe(200_000)
  await page.getByRole('button', { name: text.common.close }).last().press('Enter')
  await offer.waitFor({ state: 'detached' })
})
