import { app, dialog, session } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EventName } from '#shared/ipc/channel-names.ts'
import { startText } from '#shared/messages/ui/start.ts'
import { serveChannels } from './ipc/serve-channels.ts'
import { registerSchemes, serveSchemes } from './protocol/schemes.ts'
import type { RunningStudio } from './run-studio.ts'
import { lockContents, lockSession } from './window/lock-down.ts'
import { createOpenedFiles, isOpenedFile } from './window/opened-files.ts'
import { openStudioWindow, type StudioWindow } from './window/studio-window.ts'

const builtFolder = join(import.meta.dirname, '..')

// Tests give every run a folder of its own; it must be set before the single-instance lock, which lies in it.
const userDataOverride = process.env['TIDBIT_USER_DATA']
if (userDataOverride !== undefined && userDataOverride !== '') {
  mkdirSync(userDataOverride, { recursive: true })
  app.setPath('userData', userDataOverride)
}

const openedFiles = createOpenedFiles()
openedFiles.onArrive(() => studio?.window.webContents.send('projectFiles.arrived' satisfies EventName))

let studio: StudioWindow | null = null
/** Null before the program is ready and once it has ended. */
let running: Promise<RunningStudio> | null = null
let isEnding = false
/** The program was started once more while it was ending. */
let isWantedAgain = false

function logDefect(thrown: unknown): void {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
}

/** Says what is wrong where no window can: nobody reads the log of a program that does not show itself. */
function tell(sentence: string): void {
  dialog.showErrorBox(startText.title, sentence)
}

/** The sentence of what was thrown, where it has one. */
function describeFailure(thrown: unknown): string {
  if (!(thrown instanceof Error)) return startText.failed(String(thrown))
  return thrown.name === 'AppError' ? thrown.message : startText.failed(thrown.message)
}

/** A part of what is behind the window. That there will be none is told once, by the start. */
function later<T>(all: Promise<RunningStudio>, part: (made: RunningStudio) => T | PromiseLike<T>): Promise<T> {
  const coming = all.then(part)
  coming.catch(() => undefined)
  return coming
}

function showStudio(): void {
  if (isEnding) isWantedAgain = true
  if (running === null || isEnding) return
  if (studio === null) {
    const started = running
    studio = openStudioWindow({
      preloadPath: join(builtFolder, 'preload/preload.cjs'),
      settings: later(started, ({ settings }) => settings),
      onCalm: () => void later(started, ({ services }) => services.warmUp()),
      onLost: () => {
        tell(startText.noWindow)
        app.quit()
      },
      onClosed: (webContentsId) => {
        void later(started, ({ services }) => services.grants.revokeAll(webContentsId))
        studio = null
      },
    })
    return
  }
  if (studio.window.isMinimized()) studio.window.restore()
  studio.window.focus()
}

/** Resolves when the first window has its page, or will not get it. */
function firstPageComes(): Promise<void> {
  return new Promise((resolve) => {
    app.once('web-contents-created', (_event, contents) => {
      contents.once('did-navigate', () => resolve())
      contents.once('did-fail-load', () => resolve())
      contents.once('render-process-gone', () => resolve())
      contents.once('destroyed', () => resolve())
    })
  })
}

/**
 * The window comes first: while its own process starts and reads the page, the modules of all that is behind it are read and run,
 * which takes as long. What the page asks meanwhile is answered then.
 */
async function startStudio(): Promise<void> {
  await app.whenReady()
  const pageComes = firstPageComes()
  running = pageComes
    .then(() => import('./run-studio.ts'))
    .then(({ runStudio }) =>
      runStudio({
        builtFolder,
        openedFiles,
        closing: { confirmClose: () => studio?.confirmClose(), refuseClose: () => studio?.refuseClose() },
        log: logDefect,
      }),
    )
  // Nothing is open to the page, and nothing lets it out, before there is what decides about that.
  let made: RunningStudio | null = null
  void later(running, (all) => (made = all))
  lockSession(
    session.defaultSession,
    { isOpen: (contents) => made?.services.deviceAccess.isOpen(contents) ?? false },
    { isStore: (url) => made?.services.trials.isStore(url) ?? false },
  )
  serveSchemes(
    later(running, ({ answers }) => answers),
    join(builtFolder, 'renderer'),
  )
  serveChannels(later(running, ({ calls }) => calls))
  showStudio()
  await running
}

/**
 * Children end, and the library closes, before the program does. Who started it again meanwhile was turned away by it, so it starts
 * again by itself, with the files that were to be opened.
 */
async function endStudio(ending: Promise<RunningStudio>): Promise<void> {
  isEnding = true
  await ending.then(({ services }) => services.close()).catch(logDefect)
  running = null
  if (isWantedAgain)
    app.relaunch({ args: [...process.argv.slice(1).filter((word) => !isOpenedFile(word)), ...openedFiles.take()] })
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
    if (running === null) return
    event.preventDefault()
    if (!isEnding) void endStudio(running)
  })
  // Not awaited: Electron gets ready only after this module has run.
  startStudio().catch((error: unknown) => {
    logDefect(error)
    tell(describeFailure(error))
    app.exit(1)
  })
} else app.quit()
