import { app, type Session } from 'electron'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import { isStudioUrl } from './studio-url.ts'

/** What a page of ours may load at all; everything else, the network included, is cut off. */
const allowedSchemes = new Set(['app:', 'media:', 'blob:', 'data:', 'devtools:'])

/** Of every window, the hidden one too. */
export const lockedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  // What plays or converts must not stutter because another window covers it.
  backgroundThrottling: false,
} as const

/** Denies permissions and the network to everything in the session. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Chromium would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowedSchemes.has(new URL(details.url).protocol) })
  })
  session.on('will-download', (event) => event.preventDefault())
}

/** Whatever contents are ever made: no foreign page, no frame but the learner's player, no pop-up, no webview. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isStudioUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && event.url !== `${learnerOrigin}/`) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
