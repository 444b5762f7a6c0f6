import type { BrowserWindow } from 'electron'
import { studioOrigin } from '#shared/ipc/channel-names.ts'

/** How often a page is loaded that cannot be read, or ends before it has lived for `steadyMs`. */
const loadAttempts = 3
const steadyMs = 10_000
const retryMs = 200
/** A page that was left for another one; Chromium's ERR_ABORTED. */
const abortedCode = -3

export type PageLife = {
  /** Whether there is a page that can be asked something. */
  isAlive(): boolean
}

/** Loads the studio's page into a window, and again where it ends: what was autosaved can be opened again. `onLost`: it ends again and again. */
export function keepPage(window: BrowserWindow, onLost: () => void): PageLife {
  const { webContents } = window
  let isAlive = false
  let aliveSinceMs = 0
  let failures = 0
  let retry: NodeJS.Timeout | null = null

  // What goes wrong is told by the events below.
  const load = (): void => void window.loadURL(`${studioOrigin}/`).catch(() => undefined)

  function loadAgain(): void {
    // One end of a page may be told in two ways.
    if (retry !== null || window.isDestroyed()) return
    failures += 1
    if (failures === loadAttempts) return onLost()
    retry = setTimeout(() => {
      retry = null
      if (!window.isDestroyed()) load()
    }, retryMs)
  }

  webContents.on('did-finish-load', () => {
    isAlive = true
    aliveSinceMs = Date.now()
  })
  webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== abortedCode) loadAgain()
  })
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (isAlive && Date.now() - aliveSinceMs > steadyMs) failures = 0
    isAlive = false
    if (reason !== 'clean-exit') loadAgain()
  })
  load()
  return { isAlive: () => isAlive && !webContents.isCrashed() }
}
