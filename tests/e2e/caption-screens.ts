import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { button, escape, lane, tab, undo, write, type Screen, type Stage } from './screen-steps.ts'

async function chooseCaptionWork(page: Page, entry: string): Promise<void> {
  await tab(page, 'captions').click()
  await button(page, text.captions.more).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

const leaveCaptionWork = ({ page }: Stage): Promise<void> => button(page, text.typeAlong.close).click()

/** What is done with captions, in the sample lesson. */
export const captionScreens: readonly Screen[] = [
  { name: 'caption', open: ({ page }) => lane(page, text.timeline.lanes.captions).nth(5).click() },
  {
    name: 'caption-looks',
    async open({ page }) {
      await tab(page, 'captions').click()
      await button(page, text.captions.look.title).click()
      await page.getByRole('radio', { name: text.captions.look.names.pop, exact: true }).waitFor()
    },
    leave: ({ page }) => button(page, text.captions.look.title).click(),
  },
  {
    name: 'caption-speech',
    async open({ page }) {
      await tab(page, 'captions').click()
      await button(page, text.captions.more).click()
      await page.getByRole('menuitem', { name: text.speech.settings, exact: true }).click()
      await page.getByRole('dialog').getByText(text.speech.dialog.private).waitFor()
      await page.getByRole('dialog').getByText(text.speech.dialog.more).waitFor()
    },
    leave: escape,
  },
  {
    name: 'type-along',
    async open({ page }) {
      await chooseCaptionWork(page, text.typeAlong.title)
      await page.getByRole('textbox', { name: text.typeAlong.field, exact: true }).waitFor()
    },
    leave: leaveCaptionWork,
  },
  {
    name: 'script',
    async open({ page }) {
      await chooseCaptionWork(page, text.typeAlong.script.open)
      await write(page, text.typeAlong.script.field, 'When the sun is low, shadows are long.')
    },
    leave: leaveCaptionWork,
  },
  {
    name: 'translation',
    async open({ page }) {
      await chooseCaptionWork(page, text.translation.open)
      await button(page, text.translation.start).click()
      await page.getByRole('list', { name: text.translation.listLabel }).waitFor()
    },
    async leave(stage) {
      await undo(stage)
      await button(stage.page, text.translation.start).waitFor()
      await leaveCaptionWork(stage)
    },
  },
  ...(['text', 'tidy'] as const).map((work): Screen => ({
    name: `caption-${work}`,
    async open({ page }) {
      await chooseCaptionWork(page, work === 'text' ? text.transcript.title : text.transcript.tidy.title)
      if (work === 'text') await page.getByRole('listbox', { name: text.transcript.label }).waitFor()
      else await page.getByRole('checkbox', { name: text.transcript.tidy.pauses }).waitFor()
    },
    leave: ({ page }) => button(page, text.transcript.close).click(),
    // The words of the sample have no times: nothing of it can be cut out there.
    ...(work === 'text' && { notInGuide: true as const }),
  })),
]
