import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Studio } from './launch-studio.ts'

/** Answers the system's dialogs: what is opened, and where something is saved. Absolute paths. */
export async function answerDialogs({ app }: Studio, opened: readonly string[], saved: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, [filePaths, filePath]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    [opened, saved] as const,
  )
}

/** Puts the playhead on a second of a lesson of that length by the ruler; all of it must be on screen. */
export async function goTo(page: Page, seconds: number, lengthSeconds: number): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await pressRuler(page, seconds, lengthSeconds)
    const seen = page.waitForFunction(isAt, { seconds, label: text.editor.preview.timeLabel }, { timeout: 2000 })
    if ((await Promise.allSettled([seen]))[0].status === 'fulfilled') return
    // The timeline may have moved under the pointer: a clip that was just added is fitted into it.
    if (tries === 10) throw new Error(`The playhead does not go to ${seconds} s`)
  }
}

/** In the page: whether its clock shows a second, to a few pictures. */
function isAt({ seconds, label }: { readonly seconds: number; readonly label: string }): boolean {
  const shown = document.querySelector(`[role=timer][aria-label="${label}"] strong`)?.textContent ?? ''
  const [minutes = 0, whole = 0, pictures = 0] = shown.split(/[:.]/).map(Number)
  return Math.abs(minutes * 60 + whole + pictures / 30 - seconds) < 0.4
}

async function pressRuler(page: Page, seconds: number, lengthSeconds: number): Promise<void> {
  const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
  const ruler = await page.getByRole('slider', { name: text.timeline.playhead }).boundingBox()
  const first = await clips.first().boundingBox()
  const last = await clips.last().boundingBox()
  if (!ruler || !first || !last) throw new Error('The timeline is not on screen')
  const width = last.x + last.width - first.x
  await page.mouse.click(first.x + (width * seconds) / lengthSeconds, ruler.y + ruler.height / 2)
}
