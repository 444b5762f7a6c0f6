import { BrowserWindow, nativeTheme } from 'electron'
import type { AppSettings } from '#shared/ipc/areas/app.ts'
import type { EventName } from '#shared/ipc/channel-names.ts'
import { lockedPreferences } from './lock-down.ts'
import { keepPage } from './page-life.ts'

/** The window draws its first screen before anything is started ahead. */
const calmMs = 1500
/** By then a window shows itself, whatever it still waits for: nothing at all on the screen looks like a program that does not start. */
const longestHiddenMs = 8000
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
  /** The window shows itself when they are known, or have been waited for long enough. */
  readonly settings: Promise<AppSettings>
  /** Called when the window has been on screen for a moment. */
  readonly onCalm: () => void
  /** The page ended again and again: there is nothing to show. */
  readonly onLost: () => void
  readonly onClosed: (webContentsId: number) => void
}

const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#16181c' : '#f6f7f9')

const closing: EventName = 'app.closing'

/** Opens the studio: a sandboxed window on `app://studio`. Closing asks the page to save first. */
export function openStudioWindow({ preloadPath, settings, onCalm, onLost, onClosed }: Options): StudioWindow {
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
  let isShown = false

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const finish = (): void => {
    stopTimer()
    if (!window.isDestroyed()) window.destroy()
  }
  const { webContents } = window
  const show = (): void => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    clearTimeout(hidden)
    window.setBackgroundColor(backgroundColor())
    window.show()
    setTimeout(() => (window.isDestroyed() ? undefined : onCalm()), calmMs).unref()
  }
  const hidden = setTimeout(show, longestHiddenMs)
  const whenKnown = (act: (known: AppSettings) => void): void =>
    void settings.then(
      (known) => (window.isDestroyed() ? undefined : act(known)),
      // There is no program behind the window, which is told where that is found out.
      () => undefined,
    )
  // The size of the text belongs to the page: set before there is one it would be lost.
  webContents.once('dom-ready', () => whenKnown(({ textSize }) => webContents.setZoomFactor(textSize)))
  window.once('ready-to-show', () => whenKnown(show))
  const page = keepPage(window, onLost)
  window.on('close', (event) => {
    if (!page.isAlive()) return
    event.preventDefault()
    if (timer !== null) return
    timer = setTimeout(finish, closingLimitMs)
    webContents.send(closing)
  })
  const webContentsId = webContents.id
  window.on('closed', () => {
    clearTimeout(hidden)
    onClosed(webContentsId)
  })
  return { window, confirmClose: finish, refuseClose: stopTimer }
}
