import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Studio } from './launch-studio.ts'

export type Panel = Exclude<keyof typeof text.editor.panels, 'label'>
export const panels = Object.keys(text.editor.panels).filter((key): key is Panel => key !== 'label')

/** A studio with a fresh library, and a folder that may be written to. */
export type Stage = {
  readonly studio: Studio
  readonly page: Page
  readonly folder: string
  /** Exports a few seconds only: for who does not look at the result. */
  readonly quick?: true
}

export type Screen = {
  /** Its picture's file name in the guide. */
  readonly name: string
  /** Gets there from where the screen before it was left. */
  readonly open: (stage: Stage) => Promise<void>
  readonly leave?: (stage: Stage) => Promise<void>
  /** False where the lesson that is open does not have it. */
  readonly isThere?: (stage: Stage) => Promise<boolean>
  /** A menu closes when the window changes its size. */
  readonly isMenu?: true
  /** Where it is much like another one that the guide shows. */
  readonly notInGuide?: true
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()
export const tab = (page: Page, panel: Panel) => page.getByRole('tab', { name: text.editor.panels[panel], exact: true })
export const lane = (page: Page, name: string) => page.getByRole('listbox', { name, exact: true }).getByRole('option')
export const clips = (page: Page) => lane(page, text.timeline.lanes.clips)
export const escape = ({ page }: Stage): Promise<void> => page.keyboard.press('Escape')
export const undo = ({ page }: Stage): Promise<void> => page.getByRole('button', { name: /^Undo/ }).click()

/** Adds something from the panel of text and stickers, which selects it. */
export async function addOverlay(page: Page, kind: keyof typeof text.overlays.kind, name: string | null): Promise<void> {
  await tab(page, 'overlays').click()
  await page.locator('label').filter({ hasText: text.overlays.kind[kind] }).first().click()
  const tiles = page.getByRole('row', name === null ? {} : { name, exact: true })
  await tiles.first().click()
}

export const write = (page: Page, name: string, value: string): Promise<void> =>
  page.getByRole('textbox', { name, exact: true }).fill(value)

/** No bar under way, everything saved. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null, undefined, { timeout: 90_000 })
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
}
