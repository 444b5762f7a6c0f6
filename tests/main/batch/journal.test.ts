import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ItemRecord } from '#main/core/batch/item-record.ts'
import { openJournal } from '#main/core/batch/journal.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-journal-'))
  file = path.join(folder, 'made', 'journal.jsonl')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function done(key: string, fingerprint: string): ItemRecord {
  const result = { title: 'Größe 🙂', durationSeconds: 2, outputs: [], warnings: [], preflight: [], picture: null }
  return { outcome: 'done', key, endedAt: 5, milliseconds: 3, fingerprint, inputs: [], result }
}

async function write(...records: ItemRecord[]): Promise<void> {
  const journal = await openJournal(file)
  await Promise.all(records.map((record) => journal.append(record)))
  await journal.close()
}

async function readKeys(): Promise<readonly string[]> {
  const journal = await openJournal(file)
  await journal.close()
  return [...journal.records].map(([key, record]) => `${key}:${record.outcome === 'done' ? record.fingerprint : ''}`)
}

describe('the journal of a batch', () => {
  it('keeps the last record of each item, whoever wrote at the same time', async () => {
    await write(done('a', '1'), done('b', '1'), done('a', '2'))
    await write(done('c', '1'))
    expect(await readKeys()).toEqual(['a:2', 'b:1', 'c:1'])
  })

  it('loses no whole line, and at most the last one, wherever a kill cut it off', async () => {
    await write(done('a', '1'), done('b', '1'), done('c', '1'))
    const whole = await readFile(file)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        await writeFile(file, whole.subarray(0, length))
        const lines = whole.subarray(0, length).toString().split('\n').length - 1
        await write(done('d', '1'))
        expect(await readKeys()).toEqual([...['a:1', 'b:1', 'c:1'].slice(0, lines), 'd:1'])
      }),
      { numRuns: 60 },
    )
  })

  it('reads past lines that a bad disk or another version wrote', async () => {
    await write(done('a', '1'))
    await appendFile(file, `\0\0\0\n{"outcome":"later","key":"x"}\n`)
    await write(done('b', '1'))
    expect(await readKeys()).toEqual(['a:1', 'b:1'])
  })

  it('takes out what no item needs any more', async () => {
    const line = JSON.stringify(done('a', '1'))
    await write(done('b', '1'))
    await appendFile(file, `${line}\n`.repeat(1500))
    await write(done('a', '2'))
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(4)
    expect(await readKeys()).toEqual(['b:1', 'a:2'])
  })
})
