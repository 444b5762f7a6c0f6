import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
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
})
