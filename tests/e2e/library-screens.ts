import { join } from 'node:path'
import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { answerDialogs } from './lesson-steps.ts'
import { button, escape, write, type Screen } from './screen-steps.ts'

async function chooseForLesson(page: Page, entry: string): Promise<void> {
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
  await page.getByRole('dialog').waitFor()
}

/** What is done with whole lessons, with the exported sample lesson in the library. */
export const libraryScreens: readonly Screen[] = [
  {
    name: 'versions',
    async open({ page }) {
      await chooseForLesson(page, text.library.menu.versions)
      await write(page, text.library.versions.keepName, 'Before the exam class')
      await button(page, text.library.versions.keep).click()
      await page.getByRole('listitem').filter({ hasText: 'Before the exam class' }).waitFor()
    },
    leave: escape,
  },
  { name: 'tags', open: ({ page }) => chooseForLesson(page, text.library.menu.tags), leave: escape, notInGuide: true },
  {
    name: 'course',
    async open({ page }) {
      await button(page, text.course.open).click()
      await button(page, text.course.chooseAll).click()
    },
    leave: escape,
  },
  {
    name: 'change-many',
    async open({ page }) {
      await button(page, text.libraryEdit.open).click()
      await write(page, text.libraryEdit.words.find, 'the')
      await write(page, text.libraryEdit.words.replacement, 'this')
      await page
        .getByRole('dialog')
        .getByText(/^\d+ of \d+ lessons? changes?\.$/)
        .waitFor()
    },
    leave: escape,
  },
  {
    name: 'batches',
    async open({ page }) {
      await button(page, text.batchQueue.open).click()
      await page.getByText(text.batchQueue.empty.title).waitFor()
    },
    leave: ({ page }) => button(page, text.batchQueue.back).click(),
    notInGuide: true,
  },
  {
    name: 'publish',
    async open({ studio, page, folder }) {
      const file = join(folder, 'lesson.zip')
      await answerDialogs(studio, [file], file)
      await chooseForLesson(page, text.publish.openFile)
      await page.getByText(text.publish.none.title).waitFor()
    },
  },
  {
    name: 'publish-place',
    async open({ page }) {
      await button(page, text.publish.add).click()
      await page.getByRole('button', { name: new RegExp(`${text.publish.kind}$`) }).click()
      await page.getByRole('option', { name: text.publish.kinds.moodle, exact: true }).click()
      await write(page, text.publish.address.moodle, 'https://moodle.hill-school.example')
    },
    async leave({ page }) {
      await button(page, text.publish.back).click()
      await page.getByText(text.publish.none.title).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
]
