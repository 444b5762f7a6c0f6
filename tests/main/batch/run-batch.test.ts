import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '#main/core/batch/journal.ts'
import { runBatch, type BatchItem, type BatchOutcome } from '#main/core/batch/run-batch.ts'
import { appError } from '#shared/messages/app-error.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-batch-'))
  await mkdir(path.join(folder, 'out'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const input = (key: string): string => path.join(folder, `${key}.mp4`)
const output = (key: string): string => path.join(folder, 'out', `${key}.txt`)

async function item(key: string, change: Partial<BatchItem> = {}): Promise<BatchItem> {
  if (change.inputs === undefined) await writeFile(input(key), `clip ${key}`, { flag: 'a' })
  return { key, name: `${key}.mp4`, inputs: [input(key)], parts: { recipe: 1 }, refusals: [], ...change }
}

type Behaviour = {
  readonly version?: string
  readonly workers?: readonly number[]
  readonly signal?: AbortSignal
  readonly before?: (key: string) => void | Promise<void>
}

/** Copies the input into the output; tells which items it was asked for. */
async function run(
  items: readonly BatchItem[],
  { version = '1', workers = [1, 2], signal = new AbortController().signal, before }: Behaviour = {},
): Promise<BatchOutcome & { readonly made: readonly string[] }> {
  const journal = await openJournal(path.join(folder, 'out', 'journal.jsonl'))
  const made: string[] = []
  try {
    const outcome = await runBatch(
      {
        items,
        outFolder: path.join(folder, 'out'),
        pictureFolder: path.join(folder, 'out', 'pictures'),
        version,
        journal,
        workers,
        async make({ key }) {
          made.push(key)
          await before?.(key)
          await writeFile(output(key), `made of ${await readFile(input(key), 'utf8')}`)
          const files = [{ format: 'text', path: output(key), byteLength: 1 }]
          return { title: key, durationSeconds: 1, warnings: [], preflight: [], picture: null, files }
        },
      },
      { signal, tell: () => undefined },
    )
    return { ...outcome, made }
  } finally {
    await journal.close()
  }
}

const outcomes = ({ items }: BatchOutcome): readonly string[] => items.map(({ key, outcome }) => `${key} ${outcome}`)

describe('a batch run', () => {
  it('makes nothing twice that has not changed, and again what has', async () => {
    const items = [await item('a'), await item('b')]
    expect((await run(items)).made.toSorted()).toEqual(['a', 'b'])
    expect(outcomes(await run(items))).toEqual(['a unchanged', 'b unchanged'])
    await writeFile(input('a'), 'clip A')
    expect((await run(items)).made).toEqual(['a'])
    await rm(output('b'))
    expect((await run(items)).made).toEqual(['b'])
    await writeFile(output('b'), 'scribble')
    expect((await run(items)).made).toEqual(['b'])
    expect((await run(items, { version: '2' })).made.toSorted()).toEqual(['a', 'b'])
    const changed = items.map((each) => ({ ...each, parts: { recipe: 2 } }))
    expect((await run(changed, { version: '2' })).made.toSorted()).toEqual(['a', 'b'])
    expect((await run(changed, { version: '2' })).made).toEqual([])
  })

  it('sees a change of content that keeps size and is seconds old, and believes a copy with another time', async () => {
    const items = [await item('a')]
    const old = new Date(Date.now() - 100_000)
    await utimes(input('a'), old, old)
    await run(items)
    await utimes(output('a'), old, old)
    expect((await run(items)).made).toEqual([])
    await writeFile(input('a'), 'CLIP a')
    expect((await run(items)).made).toEqual(['a'])
  })

  it('goes on past rows that fail, each with its reason', async () => {
    const items = [
      await item('a'),
      await item('gone', { inputs: [input('gone')] }),
      await item('refused', { refusals: ['The question has no answer.'] }),
      await item('changing'),
      await item('b'),
    ]
    const before = (key: string) => (key === 'changing' ? writeFile(input(key), 'another clip') : undefined)
    const outcome = await run(items, { before })
    expect(outcomes(outcome)).toEqual(['a done', 'gone failed', 'refused failed', 'changing failed', 'b done'])
    const reasons = outcome.items.map(({ reason }) => reason)
    expect(reasons).toEqual([
      null,
      expect.stringContaining('“gone.mp4” does not exist'),
      'The question has no answer.',
      expect.stringContaining('“changing.mp4” changed while'),
      null,
    ])
    await expect(readFile(output('changing'))).rejects.toThrow('ENOENT')
    expect((await run(items)).made).toEqual(['changing'])
  })

  it('tries once more where a process went down, and not a third time', async () => {
    const crash = () => appError('system.process-crashed', { process: 'media', detail: 'SIGKILL' })
    let falls = 1
    const before = (key: string): void => {
      if (key === 'twice' || falls-- > 0) throw crash()
    }
    const outcome = await run([await item('once'), await item('twice')], { workers: [1], before })
    expect(outcome.made).toEqual(['once', 'once', 'twice', 'twice'])
    expect(outcomes(outcome)).toEqual(['once done', 'twice failed'])
  })

  it('stops where the disk is full, and goes on with the rest the next time', async () => {
    const items = [await item('a'), await item('b'), await item('c')]
    const before = (key: string): void => {
      if (key === 'b') throw appError('file.disk-full', { folder })
    }
    const outcome = await run(items, { workers: [1], before })
    expect(outcome.stopped).toContain('is full')
    expect(outcomes(outcome)).toEqual(['a done', 'b failed', 'c waiting'])
    expect((await run(items)).made.toSorted()).toEqual(['b', 'c'])
  })

  it.each([appError('cancelled', {}), appError('system.process-crashed', { process: 'media', detail: 'SIGTERM' })])(
    'begins nothing after it was stopped, and leaves what was under way for the next run: $code',
    async (end) => {
      const items = [await item('a'), await item('b'), await item('c')]
      const controller = new AbortController()
      const before = (key: string): void => {
        if (key !== 'b') return
        controller.abort()
        throw end
      }
      const outcome = await run(items, { workers: [1], before, signal: controller.signal })
      expect(outcomes(outcome)).toEqual(['a done', 'b waiting', 'c waiting'])
      expect((await run(items)).made.toSorted()).toEqual(['b', 'c'])
    },
  )
})
