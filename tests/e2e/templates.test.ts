import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'
import { templatesFolder } from '../shared/template/shipped.ts'

const words = text.templates
const patient = { timeout: 60_000 }

let folder: string
let clip: string
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-templates-'))
  clip = join(folder, 'cloud.mp4')
  await makeClip(clip, 5)
  studio = await launchStudio()
  page = studio.page
  page.setDefaultTimeout(patient.timeout)
})
afterAll(async () => {
  await studio?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** Presses what a keyboard has the focus on. */
async function pressOn(target: Locator, key = 'Enter'): Promise<void> {
  await target.focus()
  await page.keyboard.press(key)
}

/** As from a file manager, past what covers the window while files are held over it. */
async function dropOn(target: Locator, file: string): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.getByRole('button', { name: words.panel.choose.clip }).boundingBox()
  if (!box) throw new Error('Nothing to drop on')
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data })
}

const slot = (name: string): Locator =>
  page.getByRole('list', { name: words.panel.slots }).getByRole('listitem', { name: new RegExp(`^${name}, `) })
const isDone = (name: string): Promise<void> =>
  expect.poll(() => slot(name).getAttribute('aria-label'), patient).toContain(words.panel.states.filled)

async function startFrom(name: string, shows: RegExp | string = words.filters.all): Promise<void> {
  await pressOn(page.getByRole('button', { name: words.start }).first())
  await page.getByRole('list', { name: words.list }).waitFor()
  if (shows !== words.filters.all) await page.getByRole('radio', { name: shows }).press('Space')
  await pressOn(page.getByRole('button', { name: new RegExp(`^${words.use(name)}\\.`) }))
  await page.getByRole('list', { name: words.panel.slots }).waitFor()
}

async function goBack(): Promise<void> {
  await pressOn(page.getByRole('button', { name: text.editor.back }))
  await page.getByRole('heading', { name: text.library.title, exact: true }).waitFor()
}

describe('templates, by keyboard', () => {
  it('shows them all with a picture, and nothing that axe objects to', async () => {
    await pressOn(page.getByRole('button', { name: words.start }).first())
    const cards = page.getByRole('list', { name: words.list }).getByRole('listitem')
    await expect.poll(() => cards.count(), patient).toBe(13)
    const pictures = cards.locator('img')
    await expect
      .poll(() => pictures.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length), patient)
      .toBeGreaterThan(4)
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('fills clip, text and question, and counts what is left', async () => {
    await startFrom('Exit ticket')
    await page.getByText(words.panel.missing(5)).first().waitFor()
    expect(await findViolations(page)).toEqual([])
    await slot('Today’s topic').getByRole('textbox').fill('The water cycle')
    await isDone('Today’s topic')
    await pressOn(page.getByRole('button', { name: text.editor.export, exact: true }))
    await page.getByText(words.open.slot('Recap clip')).waitFor()
    expect(await page.getByText(words.open.slot('Today’s topic')).count()).toBe(0)
    await page.keyboard.press('Escape')
    await answerDialogs(studio, [clip], join(folder, 'out.mp4'))
    await pressOn(slot('Recap clip').getByRole('button', { name: words.panel.labelFor(words.panel.choose.clip, 'Recap clip') }))
    await isDone('Recap clip')
    await slot('Recap clip').getByText('cloud.mp4').waitFor()
    await pressOn(slot('What stayed\\?').getByRole('button', { name: words.panel.labelFor(words.panel.edit, 'What stayed?') }))
    const prompt = page.getByRole('textbox', { name: text.quiz.prompt })
    await expect.poll(() => prompt.evaluate((field) => field === document.activeElement), patient).toBe(true)
    await prompt.fill('What makes a cloud?')
    await pressOn(page.getByRole('tab', { name: text.editor.panels.template }), 'Space')
    await isDone('What stayed\\?')
    for (const name of ['How sure are they?', 'What is still open?'])
      await pressOn(page.getByRole('button', { name: words.panel.labelFor(words.panel.keep, name) }))
    await page.getByText(words.panel.ready).first().waitFor()
    await pressOn(page.getByRole('button', { name: text.editor.undo('mark as done') }))
    await page.getByText(words.panel.missing(1)).first().waitFor()
    await pressOn(page.getByRole('button', { name: words.panel.labelFor(words.panel.keep, 'What is still open?') }))
    await page.getByText(words.panel.ready).first().waitFor()
  })

  it('becomes a recipe for other clips, which says what it does not take along', async () => {
    const file = join(folder, 'exit-ticket.json')
    await answerDialogs(studio, [clip], file)
    await pressOn(page.getByRole('button', { name: text.recipe.save }))
    const dialog = page.getByRole('dialog', { name: text.recipe.title })
    await dialog.getByText(text.recipe.steps.questions).waitFor()
    await dialog.getByText(text.recipe.leftOut.overlays).waitFor()
    expect(await findViolations(page)).toEqual([])
    await pressOn(dialog.getByRole('button', { name: text.recipe.choosePlace }))
    await dialog.getByText(text.recipe.saved('exit-ticket.json')).waitFor()
    expect(await findViolations(page)).toEqual([])
    const parsed = parseRecipe(JSON.parse(await readFile(file, 'utf8')))
    const steps = parsed.ok ? parsed.value.steps : []
    const prompts = steps.flatMap((step) => (step.step === 'questions' ? step.questions.map(({ prompt }) => prompt) : []))
    expect(prompts).toContain('What makes a cloud?')
    await pressOn(dialog.getByRole('button', { name: text.common.close }))
    await dialog.waitFor({ state: 'detached' })
  })

  it('prepares a batch: a column is chosen, a wrong clip and a wrong answer are mended, and three lessons are made', async () => {
    const draft = text.batchDraft
    const batch = join(folder, 'batch')
    await mkdir(batch)
    for (const name of ['a', 'b', 'c']) await copyFile(clip, join(batch, `${name}.mp4`))
    const steps = [
      {
        step: 'questions',
        questions: [{ type: 'single-choice', prompt: '{question}', choices: ['{a}', '{b}'], correct: '{correct}' }],
      },
      { step: 'metadata', title: '{title}' },
      { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source', name: '{title}' }] },
    ]
    const recipeFile = join(batch, 'recipe.json')
    await writeFile(recipeFile, JSON.stringify({ version: 1, name: 'Weather', language: 'en', steps }))
    const sheet = join(batch, 'lessons.csv')
    const lines = [
      'clip,Heading,question,a,b,correct',
      'a.mp4,Rain,Wet?,Yes,No,A',
      'x.mp4,Snow,Cold?,Yes,No,A',
      'c.mp4,Sun,Hot?,Yes,No,D',
    ]
    await writeFile(sheet, `${lines.join('\n')}\n`)

    await pressOn(page.getByRole('button', { name: text.recipe.save }))
    await pressOn(page.getByRole('button', { name: text.recipe.onManyClips }))
    await page.getByText(draft.empty.body).waitFor()
    await answerDialogs(studio, [recipeFile], '')
    await pressOn(page.getByRole('button', { name: draft.steps.recipe.other }))
    await page.getByText('Weather', { exact: true }).waitFor()
    await answerDialogs(studio, [sheet], '')
    await pressOn(page.getByRole('button', { name: draft.steps.input.sheet }))
    // No column is called “title”: nothing is made before somebody says where titles come from.
    await page.getByText(draft.noColumn('title')).first().waitFor()
    await pressOn(page.getByRole('button', { name: /title$/ }))
    await page.getByRole('option', { name: 'Heading' }).click()
    await page.getByRole('button', { name: draft.make(1) }).waitFor()
    await page
      .getByText('Rain.mp4')
      .or(page.getByRole('gridcell', { name: 'Rain', exact: true }))
      .first()
      .waitFor()

    const cell = (name: string): Locator => page.getByRole('gridcell', { name, exact: true })
    await cell('x.mp4').click()
    await expect.poll(() => cell('x.mp4').evaluate((each) => each === document.activeElement), patient).toBe(true)
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: draft.table.edit(draft.table.clip, 3) }).fill('b.mp4')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: draft.make(2) }).waitFor()
    await cell('D').dblclick()
    await page.getByRole('textbox', { name: draft.table.edit('correct', 4) }).fill('B')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: draft.make(3) }).waitFor()
    expect(await findViolations(page)).toEqual([])

    await pressOn(page.getByRole('button', { name: draft.row.look }))
    await page.getByRole('img', { name: /^At / }).first().waitFor()
    expect(await findViolations(page)).toEqual([])
    await pressOn(page.getByRole('button', { name: draft.make(3) }))
    const made = (): Promise<readonly string[]> => readdir(join(batch, draft.resultsFolder)).catch(() => [])
    await expect.poll(made, patient).toEqual(expect.arrayContaining(['Rain.mp4', 'Snow.mp4', 'Sun.mp4']))
    await page.getByRole('tab', { name: text.editor.panels.template }).waitFor()
  })

  it('becomes a template of one’s own, which starts without anybody’s clip', async () => {
    await pressOn(page.getByRole('button', { name: words.panel.save }))
    const dialog = page.getByRole('dialog', { name: words.save.title })
    await dialog.getByRole('textbox', { name: words.save.name }).fill('My exit ticket')
    expect(await findViolations(page)).toEqual([])
    await pressOn(dialog.getByRole('button', { name: words.save.save }))
    await dialog.waitFor({ state: 'detached' })
    await goBack()
    await expect
      .poll(() => page.getByRole('list', { name: text.library.listLabel }).getByRole('listitem').count(), patient)
      .toBe(1)
    await startFrom('My exit ticket', words.filters.own)
    await page.getByText(words.panel.missing(5)).first().waitFor()
    expect(await slot('Recap clip').getByText('cloud.mp4').count()).toBe(0)
    await goBack()
  })

  it('deletes one’s own, and undo brings it back', async () => {
    await pressOn(page.getByRole('button', { name: words.start }).first())
    const gallery = page.getByRole('dialog', { name: words.title })
    const own = gallery.getByRole('listitem').filter({ hasText: 'My exit ticket' })
    await page.getByRole('radio', { name: words.filters.own }).press('Space')
    await pressOn(gallery.getByRole('button', { name: words.more('My exit ticket') }))
    await page.getByRole('menuitem', { name: words.remove }).press('Enter')
    await page.getByText(words.none).waitFor()
    await pressOn(gallery.getByRole('button', { name: text.common.undo }))
    await own.first().waitFor()
    await expect.poll(() => own.first().evaluate((card) => card.contains(document.activeElement)), patient).toBe(true)
    await pressOn(gallery.getByRole('button', { name: text.common.close }))
    await gallery.waitFor({ state: 'detached' })
  })

  it('takes a picture and music of the product into a reply', async () => {
    await startFrom('Reply')
    await answerDialogs(studio, [join(templatesFolder, 'card.png')], join(folder, 'out.mp4'))
    await pressOn(
      slot('A photo of your try').getByRole('button', {
        name: words.panel.labelFor(words.panel.choose.image, 'A photo of your try'),
      }),
    )
    await isDone('A photo of your try')
    const keepMusic = (label: string) => page.getByRole('button', { name: words.panel.labelFor(label, 'Music') })
    await pressOn(keepMusic(words.panel.keep))
    await isDone('Music')
    const keepsFocus = () => keepMusic(words.panel.keepNot).evaluate((pressed) => pressed === document.activeElement)
    await expect.poll(keepsFocus, patient).toBe(true)
    await page.keyboard.press('Enter')
    await keepMusic(words.panel.keep).waitFor()
    await dropOn(slot('Your best moment'), clip)
    await isDone('Your best moment')
    expect(await page.getByText(text.editor.media.dropTitle).count()).toBe(0)
    await pressOn(slot('Music').getByRole('button', { name: words.panel.fromSounds }))
    await page.getByRole('menuitem').first().press('Enter')
    await isDone('Music')
    await pressOn(page.getByRole('button', { name: words.panel.leave }))
    await page.getByText(words.panel.none).waitFor()
    await goBack()
  })
})
