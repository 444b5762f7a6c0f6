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
  const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
  const ruler = await page.getByRole('slider', { name: text.timeline.playhead }).boundingBox()
  const first = await clips.first().boundingBox()
  const last = await clips.last().boundingBox()
  if (!ruler || !first || !last) throw new Error('The timeline is not on screen')
  const width = last.x + last.width - first.x
  await page.mouse.click(first.x + (width * seconds) / lengthSeconds, ruler.y + ruler.height / 2)
}
