import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import { createPortableEngine } from '#main/desktop/portable/portable-engine.ts'
import { createPortableFiles } from '#main/desktop/portable/portable-files.ts'
import type { runInHiddenWindow } from '#main/desktop/portable/portable-window.ts'
import { appError } from '#shared/messages/app-error.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

type Run = typeof runInHiddenWindow

const run = vi.hoisted(() => vi.fn<Run>())
vi.mock('#main/desktop/portable/portable-window.ts', () => ({ runInHiddenWindow: run }))

/** A window that does not end by itself. */
const hang: Run = (_job, _preload, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

async function makeClip(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'clip.mp4')
  await writeFile(file, 'pictures')
  return file
}

beforeEach(() => void run.mockReset())

test('a job that waits for its turn can be cancelled, and is never begun', async () => {
  const file = await makeClip()
  const engine = createPortableEngine('preload', createPortableFiles())
  run.mockImplementation(hang)
  const [first, second] = [new AbortController(), new AbortController()]
  const running = engine.examine(file, { signal: first.signal })
  const waiting = engine.examine(file, { signal: second.signal })
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1))
  second.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  await expect(engine.examine(file, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  first.abort()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  run.mockRejectedValue(new Error('no stream'))
  await expect(engine.examine(file)).rejects.toMatchObject({ code: 'media.not-media' })
  expect(run).toHaveBeenCalledTimes(2)
})

test('a window that says nothing any more is given up, one that gives signs of life is not', async () => {
  const file = await makeClip()
  const engine = createPortableEngine('preload', createPortableFiles(), 1500)
  run.mockImplementation(async (job, preload, listeners) => {
    for (let sign = 0; sign < 8; sign += 1) {
      await sleep(250)
      expect(listeners.signal.aborted).toBe(false)
      listeners.onSign()
    }
    return hang(job, preload, listeners)
  })
  await expect(engine.examine(file)).rejects.toMatchObject({ code: 'media.portable-stalled', data: { params: { file } } })
})

test('a file that could not be stored is told as such', async () => {
  const file = await makeClip()
  const full = appError('file.disk-full', { folder: 'cache' })
  const engine = createPortableEngine('preload', { ...createPortableFiles(), failure: () => full })
  run.mockRejectedValue(new Error('the result could not be stored'))
  await expect(engine.examine(file)).rejects.toBe(full)
})
