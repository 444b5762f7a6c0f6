import { app, session } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'
import type { EventName } from '#shared/ipc/channel-names.ts'
import { followTheme, readAppSettings } from './ipc/app-handlers.ts'
import { createHandlers } from './ipc/create-handlers.ts'
import { registerDropChannel } from './ipc/grant-channel.ts'
import { registerContract } from './ipc/register-channels.ts'
import { createPortableEngine } from './portable/portable-engine.ts'
import { createPortableFiles } from './portable/portable-files.ts'
import { serveApp } from './protocol/app-protocol.ts'
import { createMediaFiles } from './protocol/media-files.ts'
import { serveMedia } from './protocol/media-protocol.ts'
import { registerSchemes } from './protocol/schemes.ts'
import { forgetTrials, serveTrials } from './protocol/trial-protocol.ts'
import { createServices, type Services } from './services.ts'
import { lockContents, lockSession } from './window/lock-down.ts'
import { serveScreens } from './window/screen-capture.ts'
import { createOpenedFiles } from './window/opened-files.ts'
import { openStudioWindow, type StudioWindow } from './window/studio-window.ts'

const builtFolder = join(import.meta.dirname, '..')
const playerFolder = join(builtFolder, '../player')

// Tests give every run a folder of its own; it must be set before the single-instance lock, which lies in it.
const userDataOverride = process.env['TIDBIT_USER_DATA']
if (userDataOverride !== undefined && userDataOverride !== '') {
  mkdirSync(userDataOverride, { recursive: true })
  app.setPath('userData', userDataOverride)
}

const openedFiles = createOpenedFiles()
openedFiles.onArrive(() => studio?.window.webContents.send('projectFiles.arrived' satisfies EventName))

let studio: StudioWindow | null = null
let services: Services | null = null
/** As they are stored; known a moment after the window begins to load. */
let settings: Promise<AppSettings> = Promise.resolve(defaultAppSettings)

function logDefect(thrown: unknown): void {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
}

function showStudio(): void {
  if (services === null) return
  if (studio === null) {
    const opened = openStudioWindow({
      preloadPath: join(builtFolder, 'preload/preload.cjs'),
      settings,
      onCalm: () => services?.warmUp(),
      onClosed: (webContentsId) => {
        services?.grants.revokeAll(webContentsId)
        studio = null
      },
    })
    studio = opened
    return
  }
  if (studio.window.isMinimized()) studio.window.restore()
  studio.window.focus()
}

async function startStudio(): Promise<void> {
  await app.whenReady()
  const portableFiles = createPortableFiles()
  const made = createServices({
    userDataFolder: app.getPath('userData'),
    processFolder: import.meta.dirname,
    phonePageFolder: join(builtFolder, 'phone-page'),
    playerFolder,
    portable: createPortableEngine(join(builtFolder, 'preload/portable-preload.cjs'), portableFiles),
    openedFiles,
    log: logDefect,
  })
  services = made
  lockSession(session.defaultSession, made.deviceAccess, made.trials)
  serveApp(join(builtFolder, 'renderer'), playerFolder, portableFiles)
  serveMedia(createMediaFiles(made.assetFiles, made.posters, made.cacheFolder, made.previewHost))
  serveTrials(made.trials, join(builtFolder, 'platform-page'), logDefect)
  // Where the app ended before a try did.
  void forgetTrials(session.defaultSession).catch(logDefect)
  const screenChoices = serveScreens(session.defaultSession, made.deviceAccess)
  // Asked before the window can ask for anything: the library answers in the order of the questions.
  const interrupted = made.jobs.recover()
  interrupted.catch(logDefect)
  registerContract(
    createHandlers(
      { ...made, screenChoices, interrupted },
      { confirmClose: () => studio?.confirmClose(), refuseClose: () => studio?.refuseClose() },
    ),
    logDefect,
  )
  registerDropChannel(made.grants, logDefect)
  // A library that cannot be opened is told by the window's own first request; the theme is not worth a failed start.
  settings = readAppSettings(made.library).catch((thrown: unknown) => {
    logDefect(thrown)
    return defaultAppSettings
  })
  void settings.then(followTheme)
  showStudio()
}

/** Children end, and the library closes, before the program does. */
async function endServices(): Promise<void> {
  await services?.close().catch(logDefect)
  services = null
  app.quit()
}

if (app.requestSingleInstanceLock()) {
  registerSchemes()
  lockContents()
  openedFiles.noteArguments(process.argv.slice(1), process.cwd())
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openedFiles.note(file)
  })
  app.on('second-instance', (_event, words, folder) => {
    openedFiles.noteArguments(words.slice(1), folder)
    showStudio()
  })
  app.on('activate', showStudio)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (services === null) return
    event.preventDefault()
    void endServices()
  })
  // Not awaited: Electron gets ready only after this module has run.
  startStudio().catch((error: unknown) => {
    logDefect(error)
    app.exit(1)
  })
} else app.quit()
