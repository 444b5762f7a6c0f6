import { app, nativeTheme, session } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAppHandlers } from './ipc/app-handlers.ts'
import { registerContract, type ChannelHandlers } from './ipc/register-channels.ts'
import { serveApp } from './protocol/app-protocol.ts'
import { registerSchemes } from './protocol/schemes.ts'
import { openSettings } from './settings/settings-store.ts'
import { lockContents, lockSession } from './window/lock-down.ts'
import { openStudioWindow, type StudioWindow } from './window/studio-window.ts'

const outFolder = join(import.meta.dirname, '..')

// Tests give every run a folder of its own; it must be set before the single-instance lock, which lies in it.
const userDataOverride = process.env['TIDBIT_USER_DATA']
if (userDataOverride !== undefined && userDataOverride !== '') {
  mkdirSync(userDataOverride, { recursive: true })
  app.setPath('userData', userDataOverride)
}

function logDefect(thrown: unknown): void {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
}

let studio: StudioWindow | null = null

function showStudio(): void {
  if (studio === null) {
    studio = openStudioWindow({
      preloadPath: join(outFolder, 'preload/preload.cjs'),
      onClosed: () => {
        studio = null
      },
    })
    return
  }
  if (studio.window.isMinimized()) studio.window.restore()
  studio.window.focus()
}

async function startStudio(): Promise<void> {
  await app.whenReady()
  const settings = await openSettings(app.getPath('userData'))
  nativeTheme.themeSource = settings.read().theme
  lockSession(session.defaultSession)
  serveApp(join(outFolder, 'renderer'))
  registerContract({ ...createAppHandlers(settings, () => studio?.confirmClose()) } as ChannelHandlers, logDefect)
  showStudio()
}

if (app.requestSingleInstanceLock()) {
  registerSchemes()
  lockContents()
  app.on('second-instance', showStudio)
  app.on('activate', showStudio)
  app.on('window-all-closed', () => app.quit())
  // Not awaited: Electron gets ready only after this module has run.
  startStudio().catch((error: unknown) => {
    logDefect(error)
    app.exit(1)
  })
} else app.quit()
