import type { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { runInHiddenWindow } from '#main/desktop/portable/portable-window.ts'
import { examineJob } from '#shared/render-plan/portable/rescue-job.ts'

const { windows, ports } = vi.hoisted(() => ({ windows: [] as { isGone: boolean }[], ports: [] as EventEmitter[] }))

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class BrowserWindow extends Emitter {
    isGone = false
    readonly webContents = new Emitter()
    constructor() {
      super()
      windows.push(this)
    }
    loadURL = () => Promise.resolve()
    isDestroyed = () => this.isGone
    destroy = () => void (this.isGone = true)
  }
  return { BrowserWindow }
})
vi.mock('#main/desktop/ipc/send-port.ts', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  return {
    sendPort() {
      const port = Object.assign(new Emitter(), { start: () => {}, postMessage: () => {} })
      ports.push(port)
      return { port }
    },
  }
})

async function start() {
  const controller = new AbortController()
  const listeners = { signal: controller.signal, onProgress: vi.fn(), onSign: vi.fn() }
  const running = runInHiddenWindow(examineJob, 'preload', listeners)
  await vi.waitFor(() => expect(ports).toHaveLength(1))
  return { controller, listeners, running, tell: (data: unknown) => ports[0]?.emit('message', { data }) }
}

beforeEach(() => {
  windows.length = 0
  ports.length = 0
})

test('everything that its window says is a sign of life, and only progress is told as such', async () => {
  const { listeners, running, tell } = await start()
  tell({ kind: 'alive' })
  expect(listeners.onSign).toHaveBeenCalledTimes(1)
  expect(listeners.onProgress).not.toHaveBeenCalled()
  tell({ kind: 'progress', fraction: 0.5 })
  expect(listeners.onSign).toHaveBeenCalledTimes(2)
  expect(listeners.onProgress).toHaveBeenCalledExactlyOnceWith(0.5)
  tell({ kind: 'done', probe: null })
  expect(await running).toBeNull()
  expect(windows).toMatchObject([{ isGone: true }])
})

test('its window is gone when the job is given up', async () => {
  const { controller, running } = await start()
  controller.abort(new Error('given up'))
  await expect(running).rejects.toThrow('given up')
  expect(windows).toMatchObject([{ isGone: true }])
})
