import { app, systemPreferences, type Session } from 'electron'
import { trialScheme } from '#shared/ipc/channel-names.ts'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import type { Trials } from '#main/core/try-platform/trials.ts'
import type { DeviceAccess } from './device-access.ts'
import { isStudioUrl } from './studio-url.ts'

/** Nobody listens there: what no filter sees (connections made ahead, names looked up, WebRTC) ends at it, too; loopback goes past it. */
const nowhere = 'http://127.0.0.1:9'

/** What a page of ours may load at all; everything else, the network included, is cut off. */
const allowedSchemes = new Set(['app:', 'media:', 'blob:', 'data:', 'devtools:', `${trialScheme}:`])

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

const recordingPermissions: ReadonlySet<string> = new Set(['media', 'display-capture'])

/** macOS asks the user once; where the answer was no, only its settings can change that. */
async function askSystem(mediaTypes: readonly string[]): Promise<boolean> {
  if (process.platform !== 'darwin') return true
  for (const kind of mediaTypes)
    if (!(await systemPreferences.askForMediaAccess(kind === 'video' ? 'camera' : 'microphone'))) return false
  return true
}

/**
 * Denies permissions and the network to everything in the session; only our own page may fill the screen, and only while it shows the
 * record screen use camera, microphone and screen.
 */
export function lockSession(session: Session, deviceAccess: Pick<DeviceAccess, 'isOpen'>, trials: Pick<Trials, 'isStore'>): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const isOurs = details.isMainFrame && isStudioUrl(details.requestingUrl)
    if (isOurs && permission === 'fullscreen') return decide(true)
    if (!isOurs || !deviceAccess.isOpen(contents) || !recordingPermissions.has(permission)) return decide(false)
    const mediaTypes = permission === 'media' && 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    askSystem(mediaTypes).then(decide, () => decide(false))
  })
  // Also what tells the names of the devices.
  session.setPermissionCheckHandler(
    (contents, permission, origin, { isMainFrame }) =>
      contents !== null &&
      isMainFrame &&
      isStudioUrl(origin) &&
      recordingPermissions.has(permission) &&
      deviceAccess.isOpen(contents),
  )
  session.setDevicePermissionHandler(() => false)
  // Chromium would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol } = new URL(details.url)
    decide({ cancel: !allowedSchemes.has(protocol) && !(protocol === 'http:' && trials.isStore(details.url)) })
  })
  void session.setProxy({ mode: 'fixed_servers', proxyRules: nowhere })
  session.on('will-download', (event) => event.preventDefault())
}

/** Where a frame may go: the learner's player, and packages that are tried, which have their own origin and policy. */
function isFrameUrl(address: string): boolean {
  return address === `${learnerOrigin}/` || address.startsWith(`${trialScheme}://`) || /^about:(blank|srcdoc)$/.test(address)
}

/** Whatever contents are ever made: no foreign page, no frame but those, no pop-up, no webview. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('will-navigate', (event) => {
      if (!isStudioUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !isFrameUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
