import { BrowserWindow, nativeTheme } from 'electron'
import type { AppSettings } from '#shared/ipc/areas/app.ts'
import { studioOrigin, type EventName } from '#shared/ipc/channel-names.ts'
import { lockedPreferences } from './lock-down.ts'

/** The window draws its first screen before anything is started ahead. */
const calmMs = 1500
/** How long a page that does not answer keeps its closing window; the library has what was saved before. */
const closingLimitMs = 10_000

export type StudioWindow = {
  readonly window: BrowserWindow
  /** The window answered that everything is saved. */
  confirmClose(): void
  /** The window answered that something would be lost: it stays until it is asked again. */
  refuseClose(): void
}

type Options = {
  readonly preloadPath: string
  /** The window shows itself only when they are known. */
  readonly settings: Promise<AppSettings>
  /** Called when the window has been on screen for a moment. */
  readonly onCalm: () => void
  readonly onClosed: (webContentsId: number) => void
}

const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#16181c' : '#f6f7f9')

const closing: EventName = 'app.closing'

/** Opens the studio: a sandboxed window on `app://studio`. Closing asks the page to save first. */
export function openStudioWindow({ preloadPath, settings, onCalm, onClosed }: Options): StudioWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadPath,
      ...lockedPreferences,
    },
  })
  let timer: NodeJS.Timeout | null = null
  let pageIsAlive = false

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const finish = (): void => {
    stopTimer()
    if (!window.isDestroyed()) window.destroy()
  }
  const { webContents } = window
  const whenKnown = (act: (known: AppSettings) => void): void =>
    void settings.then((known) => (window.isDestroyed() ? undefined : act(known)))
  // The size of the text belongs to the page: set before there is one it would be lost.
  webContents.once('dom-ready', () => whenKnown(({ textSize }) => webContents.setZoomFactor(textSize)))
  window.once('ready-to-show', () =>
    whenKnown(() => {
      window.setBackgroundColor(backgroundColor())
      window.show()
      setTimeout(() => (window.isDestroyed() ? undefined : onCalm()), calmMs).unref()
    }),
  )
  window.webContents.on('did-finish-load', () => {
    pageIsAlive = true
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // What was autosaved can be opened again; a page that ends while it loads is not tried for ever.
    if (pageIsAlive && reason !== 'clean-exit') window.reload()
    pageIsAlive = false
  })
  window.on('close', (event) => {
    if (!pageIsAlive || window.webContents.isCrashed()) return
    event.preventDefault()
    if (timer !== null) return
    timer = setTimeout(finish, closingLimitMs)
    window.webContents.send(closing)
  })
  const webContentsId = window.webContents.id
  window.on('closed', () => onClosed(webContentsId))
  void window.loadURL(`${studioOrigin}/`)
  return { window, confirmClose: finish, refuseClose: stopTimer }
}
