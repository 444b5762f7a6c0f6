import type { WebContents } from 'electron'

/**
 * Which windows may use camera, microphone and screen: those that show the record screen, until they leave it, load another page,
 * or end.
 */
export type DeviceAccess = {
  open(contents: WebContents): void
  close(contents: WebContents): void
  isOpen(contents: WebContents): boolean
  /** Hears of windows whose page went away, with whatever it was recording. */
  onGone(listener: (webContentsId: number) => void): void
}

export function createDeviceAccess(): DeviceAccess {
  const allowed = new Set<number>()
  const watched = new WeakSet<WebContents>()
  const listeners: ((webContentsId: number) => void)[] = []

  function watch(contents: WebContents): void {
    if (watched.has(contents)) return
    watched.add(contents)
    const { id } = contents
    const gone = (): void => {
      allowed.delete(id)
      for (const listener of listeners) listener(id)
    }
    contents.on('did-navigate', gone)
    contents.on('render-process-gone', gone)
    contents.on('destroyed', gone)
  }

  return {
    open(contents) {
      watch(contents)
      allowed.add(contents.id)
    },
    close(contents) {
      allowed.delete(contents.id)
    },
    isOpen: (contents) => allowed.has(contents.id),
    onGone: (listener) => void listeners.push(listener),
  }
}
