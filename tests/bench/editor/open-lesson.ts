import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { invoke } from '../../e2e/invoke.ts'
import { launchStudio, type Studio } from '../../e2e/launch-studio.ts'
import { makeClip } from '../../e2e/make-clip.ts'

/** Opens the editor with a lesson made from one minute of video by `change`, through the library as everything is stored. */
export async function openLesson(
  change: (lesson: LessonDocument) => LessonDocument,
): Promise<{ readonly studio: Studio; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tidbit-editor-'))
  const clip = join(folder, 'one.mp4')
  await makeClip(clip, 60)
  const studio = await launchStudio()
  const { page } = studio
  await studio.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, clip)
  await page.getByRole('button', { name: text.library.empty.choose, exact: true }).first().click()
  const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
  await clips.first().waitFor()
  for (let quiet = 0; quiet < 4; quiet += 1) {
    await page.waitForTimeout(400)
    if ((await page.getByRole('progressbar').count()) > 0) quiet = 0
  }
  await page.getByRole('button', { name: text.editor.back, exact: true }).click()
  await page.getByText(text.library.title).first().waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('The lesson is not in the library')
  const { document, revision } = await invoke(studio, 'library.open', { projectId })
  await invoke(studio, 'library.save', { projectId, baseRevision: revision, document: change(document), history: null })
  await page.reload()
  await page
    .getByRole('button', { name: new RegExp(`^${text.library.open(document.metadata.title)}`) })
    .first()
    .click()
  await clips.first().waitFor()
  return {
    studio,
    close: async () => {
      await studio.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
