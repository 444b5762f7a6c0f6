import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { ticks, ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'
import { showTheme } from './show-theme.ts'
import { watchJob } from './watch-job.ts'

const words = text.libraryEdit
let studio: Studio
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-again-'))
  await makeClip(join(folder, 'clip.mp4'), 2)
  studio = await launchStudio()
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** A lesson of one clip in the library, exported as a package; its title is another since where that is given. */
async function exported(title: string, newTitle = title): Promise<{ readonly id: ProjectId; readonly file: string }> {
  const { projectId: id } = await invoke(studio, 'library.create', { title, language: 'en', canvas: '9:16' })
  const file = join(folder, `${title}.zip`)
  await answerDialogs(studio, [join(folder, 'clip.mp4')], file)
  const [clipGrant] = (await invoke(studio, 'media.chooseFiles', { purpose: 'media' })).grants
  if (!clipGrant) throw new Error('no grant')
  const { jobId } = await invoke(studio, 'media.import', { projectId: id, grantId: clipGrant.grantId })
  const imported = (await watchJob(studio, jobId)).at(-1)?.job.result
  if (imported?.kind !== 'import') throw new Error('no asset')
  const { asset } = imported
  const clip = createMainClip('clip' as ClipId, asset.id, zeroTicks, ticks(2 * ticksPerSecond))
  const { document, revision } = await invoke(studio, 'library.open', { projectId: id })
  const content = {
    ...document,
    assets: { [asset.id]: asset },
    clips: { [clip.id]: clip },
    mainTrack: [{ kind: 'clip', clipId: clip.id } as const],
  }
  await invoke(studio, 'library.save', { projectId: id, baseRevision: revision, document: content, history: null })
  const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: title, extension: 'zip' })
  if (!grant) throw new Error('no grant')
  const opened = await invoke(studio, 'library.open', { projectId: id })
  const order = { format: 'scorm12', preset: 'low', burnCaptions: false } as const
  const started = await invoke(studio, 'export.start', {
    ...{ projectId: id, revision: opened.revision, grantId: grant.grantId },
    ...order,
  })
  expect((await watchJob(studio, started.jobId)).at(-1)?.job.state).toBe('succeeded')
  if (newTitle !== title) {
    const changed = { ...opened.document, metadata: { ...opened.document.metadata, title: newTitle } }
    await invoke(studio, 'library.save', { projectId: id, baseRevision: opened.revision, document: changed, history: null })
  }
  return { id, file }
}

const stateOf = async (id: ProjectId) =>
  (await invoke(studio, 'library.list', { query: '', deleted: false })).projects.find(({ projectId }) => projectId === id)?.state

async function look(name: string): Promise<void> {
  const shots = process.env['TIDBIT_SHOTS']
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(studio.page, theme)
    if (shots !== undefined) await studio.page.screenshot({ path: join(shots, `${name}-${theme}.png`) })
    expect(await findViolations(studio.page, ['[role="dialog"]'], theme === 'light' ? 'all' : ['color-contrast'])).toEqual([])
  }
}

it('exports again what changed, and puts the packages of before back as one', async () => {
  const frogs = await exported('Frogs', 'Frogs and toads')
  const volcano = await exported('Volcano')
  const before = await readFile(frogs.file)
  const { page } = studio
  await page.reload()
  await page.getByRole('button', { name: words.open, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: new RegExp(`${words.kind}$`) }).click()
  await page.getByRole('option', { name: words.again.kind, exact: true }).click()
  await dialog.getByRole('listitem').filter({ hasText: 'Frogs' }).getByText(words.again.into('Frogs.zip')).waitFor()
  await dialog.getByRole('listitem').filter({ hasText: 'Volcano' }).getByText(words.untouched).waitFor()
  await look('export-again')
  await dialog.getByRole('button', { name: words.again.start(1), exact: true }).click()
  await dialog.getByRole('heading', { name: words.done.export(1) }).waitFor({ timeout: 60_000 })
  expect((await readFile(frogs.file)).equals(before)).toBe(false)
  expect(await stateOf(frogs.id)).toBe('exported')
  await look('export-again-done')
  // Another day.
  await page.reload()
  await page.getByRole('button', { name: words.open, exact: true }).click()
  await dialog.getByRole('button', { name: words.takeBackOf(words.made.exported), exact: true }).waitFor()
  await look('export-again-earlier')
  await dialog.getByRole('button', { name: words.takeBackOf(words.made.exported), exact: true }).click()
  await dialog.getByRole('heading', { name: words.done['put-back'](1) }).waitFor()
  await look('export-again-back')
  expect((await readFile(frogs.file)).equals(before)).toBe(true)
  expect(await stateOf(frogs.id)).toBe('changed')
  expect(await stateOf(volcano.id)).toBe('exported')
})
