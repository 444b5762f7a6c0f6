import { BrowserWindow } from 'electron'
import { portableOrigin } from '#shared/ipc/channel-names.ts'
import { portableReplySchema, type PortableReply } from '#shared/ipc/portable-messages.ts'
import type { PortableJob } from '#shared/render-plan/portable/portable-job.ts'
import type { PortableProbe } from '#shared/render-plan/portable/portable-probe.ts'
import { sendPort } from '../ipc/send-port.ts'
import { lockedPreferences } from '../window/lock-down.ts'

type Listeners = {
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void
  /** It is at work; progress alone does not always tell. */
  readonly onSign: () => void
}

/**
 * Runs one job in a hidden, sandboxed window of its own, which is gone afterwards; gives what it found out. Throws FFmpeg's words,
 * or that the window ended.
 */
export async function runInHiddenWindow(
  job: PortableJob,
  preloadPath: string,
  { signal, onProgress, onSign }: Listeners,
): Promise<PortableProbe | null> {
  signal.throwIfAborted()
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: preloadPath,
      ...lockedPreferences,
    },
  })
  const ended = Promise.withResolvers<PortableProbe | null>()
  const abort = (): void => ended.reject(signal.reason)
  const hear = (reply: PortableReply): void => {
    onSign()
    if (reply.kind === 'alive') return
    if (reply.kind === 'progress') onProgress(reply.fraction)
    else if (reply.kind === 'done') ended.resolve(reply.probe)
    else ended.reject(new Error(reply.detail))
  }
  signal.addEventListener('abort', abort)
  window.webContents.on('render-process-gone', (_event, { reason }) => ended.reject(new Error(reason)))
  window.on('closed', () => ended.reject(new Error('the window was closed')))
  try {
    await Promise.race([window.loadURL(`${portableOrigin}/wasm-media/index.html`), ended.promise])
    const { port } = sendPort(window.webContents)
    port.on('message', ({ data }) => {
      const reply = portableReplySchema.safeParse(data)
      if (reply.success) hear(reply.data)
      else ended.reject(reply.error)
    })
    port.start()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    port.postMessage(job)
    return await ended.promise
  } finally {
    signal.removeEventListener('abort', abort)
    // Its end is no news any more.
    ended.promise.catch(() => undefined)
    if (!window.isDestroyed()) window.destroy()
  }
}
