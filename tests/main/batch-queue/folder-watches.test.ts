import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from '#shared/base/zod.ts'
import { afterEach, expect, it } from 'vitest'
import { createFolderWatches } from '#main/core/batch-queue/folder-watches.ts'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import { setQueueStage } from './queue-stage.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function setUp() {
  const stage = await setQueueStage()
  ends.push(stage.clean)
  const { queue } = stage.start()
  ends.push(() => queue.close())
  const settings: Record<string, z.core.util.JSONType> = {}
  const trouble = { writes: 0 }
  const library = {
    readSettings: () => Promise.resolve(settings),
    writeSetting: async (key: string, value: z.core.util.JSONType) => {
      if (trouble.writes-- > 0) throw new Error('the disk is busy')
      settings[key] = value
      return null
    },
  }
  const open = () => {
    const errors: unknown[] = []
    const limits = { lookEveryMs: 10, quietMs: 0, tryAgainMs: 10 }
    const watches = createFolderWatches({ library, batches: queue, log: (thrown) => void errors.push(thrown), limits })
    ends.push(() => watches.close())
    return watches
  }
  /** With its content at once: half of it would be a clip of its own, which then changed. */
  async function clip(name: string, content = name): Promise<void> {
    await writeFile(path.join(stage.folder, 'coming'), content)
    await rename(path.join(stage.folder, 'coming'), path.join(stage.folder, 'clips', name))
  }
  return { stage, queue, open, clip, settings, trouble, folder: path.join(stage.folder, 'clips') }
}

/** Waits until one batch is left, and over: one that is not stays beside the next. */
async function expectOnly(queue: BatchQueue, counts: Readonly<Record<string, number>>): Promise<void> {
  await expect.poll(() => queue.list()).toMatchObject([{ state: 'over', counts }])
}

it('makes what comes into the folder a batch with all that came before, and goes on after a restart', async () => {
  const { stage, queue, open, clip, folder } = await setUp()
  const request = await stage.request(['a', 'left'])
  const made = { ...request, rows: request.rows.slice(0, 1) }
  const first = await queue.add(made)
  const watches = open()
  await watches.start({ folder, request: made, leftOut: ['left.mp4'] }, first)
  await expectOnly(queue, { done: 1 })
  expect(watches.list()).toMatchObject([{ name: 'Copies', folder, problem: null }])

  await clip('b.mp4')
  // The batch before said less than the new one.
  await expectOnly(queue, { unchanged: 1, done: 1 })
  expect(stage.made).toEqual(['a', 'b.mp4'])

  await watches.close()
  const again = open()
  await again.resume()
  await clip('c.mp4')
  await expectOnly(queue, { unchanged: 2, done: 1 })
  // One that changed is made again; one that was left out stays out.
  await clip('left.mp4')
  await clip('b.mp4', 'another b')
  await expectOnly(queue, { unchanged: 2, done: 1 })
  await expect.poll(() => stage.made).toEqual(['a', 'b.mp4', 'c.mp4', 'b.mp4'])

  await again.stop(again.list()[0]?.id ?? '')
  await clip('d.mp4')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(stage.made).toHaveLength(4)
  await again.close()
  const last = open()
  await last.resume()
  expect(last.list()).toEqual([])
})

it('says that a folder is away, and keeps its watch', async () => {
  const { stage, queue, open, folder } = await setUp()
  const request = await stage.request(['a'])
  const watches = open()
  await rename(folder, `${folder}-away`)
  await watches.start({ folder, request, leftOut: [] }, await queue.add(request))
  await expect.poll(() => watches.list()[0]?.problem).toContain('clips')
  await rm(`${folder}-away`, { recursive: true })
})

it('orders a batch once, also where it cannot be noted at once', async () => {
  const { stage, queue, open, clip, trouble, folder } = await setUp()
  const request = await stage.request(['a'])
  const watches = open()
  await watches.start({ folder, request, leftOut: [] }, await queue.add(request))
  await expectOnly(queue, { done: 1 })
  trouble.writes = 3
  await clip('b.mp4')
  await expectOnly(queue, { unchanged: 1, done: 1 })
  expect(trouble.writes).toBeLessThan(1)
  await expect.poll(() => watches.list()[0]?.problem).toBeNull()
  await watches.close()
  const again = open()
  await again.resume()
  await clip('c.mp4')
  await expectOnly(queue, { unchanged: 2, done: 1 })
})

it('goes on with the other folders where what is stored of one cannot be read', async () => {
  const { stage, queue, open, settings, folder } = await setUp()
  const request = await stage.request(['a'])
  const watches = open()
  await watches.start({ folder, request, leftOut: [] }, await queue.add(request))
  await watches.close()
  settings['batch.watches'] = [{ of: 'another version' }, ...(settings['batch.watches'] as z.core.util.JSONType[])]
  const again = open()
  await again.resume()
  expect(again.list()).toMatchObject([{ folder }])
})
