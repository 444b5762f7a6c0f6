import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAssetFiles, findMissingAssets, withoutPaths } from '#main/core/import/asset-files.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

const lesson = 'lesson' as LessonId
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-assets-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function picture(id: string, sha: string, absolutePath: string | null): Asset {
  return {
    id: id as AssetId,
    kind: 'image',
    sha256: sha.repeat(64),
    byteLength: 5,
    fileName: `${id}.png`,
    relativePath: null,
    absolutePath,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'unknown', note: '', expires: null },
    altText: '',
    interpretation: null,
    imageSize: { width: 1, height: 1 },
  }
}

function lessonWith(...assets: Asset[]): LessonDocument {
  const document = createDocument(lesson, 'Lesson', 'en')
  return { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
}

const emptyLibrary = { findAsset: () => Promise.resolve(null) }

describe('asset files', () => {
  it('puts back the path that was learned, whatever the document says', async () => {
    const files = createAssetFiles(emptyLibrary)
    files.trust(lesson, [picture('a', 'a', '/real/a.png')])
    const sealed = await files.seal(lessonWith({ ...picture('a', 'a', '/etc/passwd'), altText: 'A knot' }))
    expect(sealed.assets['a' as AssetId]).toMatchObject({ absolutePath: '/real/a.png', altText: 'A knot' })
  })

  it('does not lend a known path to other content', async () => {
    const files = createAssetFiles(emptyLibrary)
    files.trust(lesson, [picture('a', 'a', '/real/a.png')])
    const sealed = await files.seal(lessonWith(picture('a', 'b', '/real/a.png')))
    expect(sealed.assets['a' as AssetId]?.absolutePath).toBeNull()
  })

  it('finds an asset that undo brought back by its content in the library', async () => {
    const files = createAssetFiles({
      findAsset: (sha) => Promise.resolve(sha.startsWith('c') ? { file: '/stored/c.png' } : null),
    })
    const sealed = await files.seal(lessonWith(picture('c', 'c', null), picture('d', 'd', '/anywhere')))
    expect(sealed.assets['c' as AssetId]?.absolutePath).toBe('/stored/c.png')
    expect(sealed.assets['d' as AssetId]?.absolutePath).toBeNull()
    expect(files.find('c' as AssetId)?.absolutePath).toBe('/stored/c.png')
  })

  it('knows the files of each lesson apart, and says which one got another', async () => {
    const files = createAssetFiles(emptyLibrary)
    const learned: LessonId[] = []
    files.onLearn((lessonId) => void learned.push(lessonId))
    const other = 'other' as LessonId
    files.trust(lesson, [picture('a', 'a', '/real/a.png')])
    files.trust(other, [picture('b', 'b', '/real/b.png')])
    files.trust(lesson, [picture('c', 'c', '/real/c.png')])
    expect(files.ofLesson(lesson).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(files.ofLesson(other).map(({ id }) => id)).toEqual(['b'])
    expect(files.ofLesson('unknown' as LessonId)).toEqual([])
    expect(learned).toEqual([lesson, other, lesson])
  })

  it('hides the paths from a window and puts them back', async () => {
    const files = createAssetFiles(emptyLibrary)
    const stored = lessonWith({ ...picture('a', 'a', '/real/a.png'), relativePath: 'a.png' })
    files.trust(lesson, Object.values(stored.assets))
    const shown = withoutPaths(stored)
    expect(shown.assets['a' as AssetId]).toMatchObject({ absolutePath: null, relativePath: null })
    expect(await files.seal(shown)).toEqual(stored)
  })

  it('tells which files are gone or changed', async () => {
    const [kept, cut] = [join(folder, 'kept.png'), join(folder, 'cut.png')]
    await writeFile(kept, 'hello')
    await writeFile(cut, 'hello')
    await truncate(cut, 2)
    const assets = [
      picture('kept', 'a', kept),
      picture('cut', 'b', cut),
      picture('gone', 'c', join(folder, 'gone')),
      picture('none', 'd', null),
    ]
    expect(await findMissingAssets(assets)).toEqual(['cut', 'gone', 'none'])
    expect(await findMissingAssets([picture('folder', 'e', folder)])).toEqual(['folder'])
  })
})
