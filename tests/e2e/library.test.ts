import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { lessonWith } from '../main/library/lesson.ts'
import { invoke, invokeRaw } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

let userData: string
let studio: Studio | null = null

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'tidbit-library-'))
})
afterEach(async () => {
  await studio?.close()
  studio = null
})
afterAll(() => rm(userData, { recursive: true, force: true, maxRetries: 10 }))

describe('the library through the window', () => {
  it('keeps a lesson over a restart, with its history', async () => {
    studio = await launchStudio({ userData })
    const { projectId } = await invoke(studio, 'library.create', { title: 'Knots', language: 'en', canvas: '1:1' })
    const opened = await invoke(studio, 'library.open', { projectId })
    expect(opened.document.settings.canvas).toEqual({ width: 1080, height: 1080 })
    const document = { ...opened.document, metadata: { ...opened.document.metadata, description: 'How to tie one' } }
    const history = JSON.stringify({ schemaVersion: 1, revision: opened.revision + 1, undo: [], redo: [] })
    const { revision } = await invoke(studio, 'library.save', { projectId, baseRevision: opened.revision, document, history })
    expect(revision).toBeGreaterThan(opened.revision)
    await studio.close()

    studio = await launchStudio({ userData })
    const again = await invoke(studio, 'library.open', { projectId })
    expect(again).toMatchObject({ revision, history, missingAssetIds: [], notices: [] })
    expect(again.document).toEqual(document)
    const { projects } = await invoke(studio, 'library.list', { query: 'kno', deleted: false })
    expect(projects).toMatchObject([{ projectId, title: 'Knots', state: 'draft', posterUrl: null }])
  })

  it('refuses an older base revision and another lesson under the same id', async () => {
    studio = await launchStudio({ userData })
    const { projectId } = await invoke(studio, 'library.create', { title: 'Conflict', language: 'en', canvas: '9:16' })
    const { document, revision } = await invoke(studio, 'library.open', { projectId })
    const save = { projectId, baseRevision: revision, document, history: null }
    await invoke(studio, 'library.save', save)
    const stale = { ...document, metadata: { ...document.metadata, title: 'Older' } }
    expect(await invokeRaw(studio, 'library.save', { ...save, document: stale })).toMatchObject({
      error: { code: 'library.conflict' },
    })
    const other = { ...document, id: 'another-lesson' }
    expect(await invokeRaw(studio, 'library.save', { ...save, document: other })).toMatchObject({
      error: { code: 'ipc.bad-input' },
    })
  })

  it('copies, bins and restores', async () => {
    studio = await launchStudio({ userData })
    const { projectId } = await invoke(studio, 'library.create', { title: 'Eins', language: 'de', canvas: '16:9' })
    const copy = await invoke(studio, 'library.duplicate', { projectId, title: 'Zwei' })
    expect(copy.projectId).not.toBe(projectId)
    await invoke(studio, 'library.delete', { projectId })
    const listed = async (deleted: boolean, query: string) =>
      (await invoke(studio as Studio, 'library.list', { query, deleted })).projects.map(({ title }) => title)
    expect(await listed(false, 'eins')).toEqual([])
    expect(await listed(true, '')).toEqual(['Eins'])
    expect(await listed(false, 'zwei')).toEqual(['Zwei'])
    await invoke(studio, 'library.restore', { projectId })
    expect(await listed(false, 'eins')).toEqual(['Eins'])
  })

  it('does not believe a path that comes from the window', async () => {
    studio = await launchStudio({ userData })
    const { projectId } = await invoke(studio, 'library.create', { title: 'Paths', language: 'en', canvas: '9:16' })
    const { document, revision } = await invoke(studio, 'library.open', { projectId })
    const id = 'stolen' as AssetId
    // A file that is there, of just the size that the window claims.
    const file = join(userData, 'private.png')
    await writeFile(file, '0123456789')
    const asset: Asset = {
      id,
      kind: 'image',
      sha256: 'a'.repeat(64),
      byteLength: 10,
      fileName: 'private.png',
      relativePath: null,
      absolutePath: file,
      storage: 'referenced',
      licence: { spdx: null, attribution: '', sourceUrl: '' },
      consent: { status: 'unknown', note: '', expires: null },
      altText: '',
      interpretation: null,
      imageSize: { width: 1, height: 1 },
    }
    await invoke(studio, 'library.save', {
      projectId,
      baseRevision: revision,
      document: { ...document, assets: { [id]: asset } },
      history: null,
    })
    // Missing, since what is stored has no path.
    expect((await invoke(studio, 'library.open', { projectId })).missingAssetIds).toEqual([id])
  })

  it('changes a word in many lessons at once, and takes it back as one', async () => {
    studio = await launchStudio({ userData })
    const { page } = studio
    const captioned = async (title: string, ...texts: readonly string[]): Promise<ProjectId> => {
      const { projectId } = await invoke(studio as Studio, 'library.create', { title, language: 'en', canvas: '9:16' })
      const { document, revision } = await invoke(studio as Studio, 'library.open', { projectId })
      const { captions, captionTracks } = lessonWith(projectId, title, { captions: [...texts] })
      await invoke(studio as Studio, 'library.save', {
        ...{ projectId, baseRevision: revision, history: null },
        document: { ...document, captions, captionTracks },
      })
      return projectId
    }
    const ids = [await captioned('Volcano', 'Red larva flows', 'Larva cools'), await captioned('Frogs', 'Tadpoles swim')]
    const textOf = async (id: ProjectId): Promise<string> =>
      Object.values((await invoke(studio as Studio, 'library.open', { projectId: id })).document.captions)
        .map((caption) => caption.text)
        .join(' ')
    await page.reload()
    await page.getByRole('button', { name: text.libraryEdit.open, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: text.libraryEdit.words.find }).fill('larva')
    await dialog.getByRole('textbox', { name: text.libraryEdit.words.replacement }).fill('lava')
    await dialog.getByRole('listitem').filter({ hasText: 'Volcano' }).getByText(text.libraryEdit.places(2)).waitFor()
    await dialog.getByRole('listitem').filter({ hasText: 'Frogs' }).getByText(text.libraryEdit.untouched).waitFor()
    await dialog.getByRole('button', { name: text.libraryEdit.start(1), exact: true }).click()
    await dialog.getByRole('heading', { name: text.libraryEdit.done.change(1) }).waitFor()
    expect(await Promise.all(ids.map(textOf))).toEqual(['Red lava flows lava cools', 'Tadpoles swim'])
    await dialog.getByRole('button', { name: text.common.close, exact: true }).last().click()
    // Another day: the change stands under those that can be taken back.
    await page.reload()
    await page.getByRole('button', { name: text.libraryEdit.open, exact: true }).click()
    const change = text.libraryEdit.made.replaced('larva', 'lava')
    await dialog.getByRole('button', { name: text.libraryEdit.takeBackOf(change), exact: true }).click()
    await dialog.getByRole('heading', { name: text.libraryEdit.done['take-back'](1) }).waitFor()
    expect(await Promise.all(ids.map(textOf))).toEqual(['Red larva flows Larva cools', 'Tadpoles swim'])
  })
})
