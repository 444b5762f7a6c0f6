import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exportRecordBeside, keepExportRecord, nextExportRecord, readExportRecord } from '#main/core/export/export-record.ts'
import { ticks } from '#shared/time/ticks.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { emptyDocument, second, videoAsset } from '../../shared/project/sample-document.ts'

function placed(document: LessonDocument, folder: string): LessonDocument {
  const assets = Object.values(document.assets).map((asset) => [
    asset.id,
    { ...asset, absolutePath: `${folder}/${asset.fileName}` },
  ])
  return { ...document, assets: Object.fromEntries(assets) }
}

describe('nextExportRecord', () => {
  it('counts what is said in a lesson, and not where its files lie', () => {
    const asset = videoAsset('a', ticks(5 * second))
    const document = { ...emptyDocument(), assets: { [asset.id]: asset } }
    const first = nextExportRecord(placed(document, '/home/ana'), null, '')
    expect(nextExportRecord(placed(document, '/mnt/share'), first, '')).toEqual(first)
    const changed = { ...document, metadata: { ...document.metadata, title: 'Another title' } }
    expect(nextExportRecord(changed, first, '').version).toBe(first.version + 1)
  })
})

describe('keepExportRecord', () => {
  it('keeps the record beside a package that carries none, anew each time, and leaves a file of somebody else alone', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-record-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = path.join(folder, 'lesson.h5p')
    await writeFile(file, 'no package of ours')
    const { signal } = new AbortController()
    const first = nextExportRecord(emptyDocument(), null, 'first')
    const next = { ...first, version: 2 }
    expect(await keepExportRecord(file, first, signal)).toBe(true)
    expect(await keepExportRecord(file, next, signal)).toBe(true)
    expect(await readExportRecord(file)).toEqual(next)
    await writeFile(exportRecordBeside(file), '{"mine":true}')
    expect(await keepExportRecord(file, first, signal)).toBe(false)
    expect(await readFile(exportRecordBeside(file), 'utf8')).toBe('{"mine":true}')
  })
})
