import { resolve } from 'node:path'
import type { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest'
import { defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'
import { appError } from '#shared/messages/app-error.ts'
import { startText } from '#shared/messages/ui/start.ts'

type FakeContents = EventEmitter
type FakeWindow = EventEmitter & { readonly webContents: FakeContents; readonly loadURL: Mock; readonly show: Mock }
type FakeElectron = {
  readonly app: EventEmitter & Readonly<Record<'quit' | 'exit' | 'relaunch', Mock>>
  readonly dialog: { readonly showErrorBox: Mock }
  readonly windows: FakeWindow[]
  readonly channels: ReadonlyMap<string, (event: unknown, input: unknown) => Promise<unknown>>
}

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const windows: EventEmitter[] = []
  const channels = new Map<string, unknown>()
  const app = Object.assign(new Emitter(), {
    whenReady: () => Promise.resolve(),
    requestSingleInstanceLock: () => true,
    quit: vi.fn(),
    exit: vi.fn(),
    relaunch: vi.fn(),
  })
  class BrowserWindow extends Emitter {
    readonly webContents = Object.assign(new Emitter(), {
      id: 1,
      isCrashed: () => false,
      send: vi.fn(),
      setZoomFactor: vi.fn(),
      setWebRTCIPHandlingPolicy: vi.fn(),
      setWindowOpenHandler: vi.fn(),
    })
    loadURL = vi.fn(() => Promise.resolve())
    show = vi.fn()
    setBackgroundColor = vi.fn()
    isDestroyed = () => false
    constructor() {
      super()
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }
  const defaultSession = Object.assign(new Emitter(), {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
    setProxy: vi.fn(() => Promise.resolve()),
    webRequest: { onBeforeRequest: vi.fn() },
  })
  return {
    app,
    BrowserWindow,
    dialog: { showErrorBox: vi.fn() },
    ipcMain: { handle: (name: string, answer: unknown) => void channels.set(name, answer) },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: { handle: vi.fn(), registerSchemesAsPrivileged: vi.fn() },
    session: { defaultSession },
    systemPreferences: {},
    windows,
    channels,
  }
})

const { runStudio } = vi.hoisted(() => ({ runStudio: vi.fn() }))
vi.mock('#main/desktop/run-studio.ts', () => ({ runStudio }))

/** Runs the program until its window is there; what is behind the window begins when the page comes. */
async function start(settings: Promise<AppSettings> = Promise.resolve(defaultAppSettings)) {
  vi.resetModules()
  const closed = Promise.withResolvers<void>()
  // The stand-in is made once, the program anew for every test.
  const electron = (await import('electron')) as unknown as FakeElectron
  vi.clearAllMocks()
  electron.app.removeAllListeners()
  electron.windows.length = 0
  runStudio.mockReturnValue({
    services: { close: () => closed.promise, warmUp: vi.fn(), grants: { revokeAll: vi.fn() } },
    answers: {},
    calls: new Map([['app.info', () => Promise.resolve({ ok: true, value: 'from behind the window' })]]),
    settings,
  })
  await import('#main/desktop/main.ts')
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1))
  const [window] = electron.windows
  if (!window) throw new Error('there is no window')
  return { ...electron, window, closed, pageComes: () => void window.webContents.emit('did-navigate') }
}

const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    new Promise<false>((settle) => void setImmediate(settle, false)),
  ])

let complaints: Mock
beforeEach(() => {
  complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true) as Mock
})
afterEach(() => {
  complaints.mockRestore()
  vi.useRealTimers()
})

test('what the page asks before the program behind it is read is answered by it', async () => {
  const { channels, pageComes } = await start()
  const answer = channels.get('app.info')?.({}, {}) ?? Promise.reject(new Error('nothing answers'))
  expect(await isSettled(answer)).toBe(false)
  expect(runStudio).not.toHaveBeenCalled()
  pageComes()
  expect(await answer).toEqual({ ok: true, value: 'from behind the window' })
})

test.each([
  ['a defect', new Error('module not found'), startText.failed('module not found')],
  [
    'an error with a sentence of its own',
    appError('system.no-runtime', { version: '1' }),
    appError('system.no-runtime', { version: '1' }).message,
  ],
])('a program that does not load because of %s says so and ends', async (_, thrown, sentence) => {
  const { app, dialog, pageComes } = await start()
  runStudio.mockImplementation(() => {
    throw thrown
  })
  pageComes()
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledExactlyOnceWith(1))
  expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(startText.title, sentence)
})

test('a page that ends before it is there is loaded again, and where that does not help it is told', async () => {
  const { app, dialog, window } = await start()
  for (const loads of [2, 3]) {
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    // Told twice, it is still one end.
    window.webContents.emit('did-fail-load', {}, -2, '', '', true)
    await vi.waitFor(() => expect(window.loadURL).toHaveBeenCalledTimes(loads))
    expect(dialog.showErrorBox).not.toHaveBeenCalled()
  }
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(startText.title, startText.noWindow)
  expect(app.quit).toHaveBeenCalledOnce()
})

test('a page that lived is loaded again as often as it ends', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const { dialog, window } = await start()
  for (let loads = 2; loads < 7; loads += 1) {
    window.webContents.emit('did-finish-load')
    await vi.advanceTimersByTimeAsync(60_000)
    window.webContents.emit('render-process-gone', {}, { reason: 'oom' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(window.loadURL).toHaveBeenCalledTimes(loads)
  }
  expect(dialog.showErrorBox).not.toHaveBeenCalled()
})

test('the window waits for its settings, but not for ever', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const { window, pageComes } = await start(new Promise(() => undefined))
  pageComes()
  window.emit('ready-to-show')
  await vi.advanceTimersByTimeAsync(2000)
  expect(window.show).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(window.show).toHaveBeenCalledOnce()
})

test('a start while the program ends is made up for, with the files it was for', async () => {
  const { app, windows, closed, pageComes } = await start()
  pageComes()
  await vi.waitFor(() => expect(runStudio).toHaveBeenCalled())
  const preventDefault = vi.fn()
  app.emit('will-quit', { preventDefault })
  app.emit('second-instance', {}, ['tidbit-studio', '--no-sandbox', 'lava.tidbit'], '/home/ada')
  // Asked to quit once more, it goes on ending.
  app.emit('will-quit', { preventDefault })
  expect(windows).toHaveLength(1)
  expect(app.relaunch).not.toHaveBeenCalled()
  closed.resolve()
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce())
  expect(app.relaunch).toHaveBeenCalledExactlyOnceWith({
    args: [...process.argv.slice(1), resolve('/home/ada', 'lava.tidbit')],
  })
  expect(preventDefault).toHaveBeenCalledTimes(2)
})

test('a program that ends stays ended where nobody started it again', async () => {
  const { app, closed, pageComes } = await start()
  pageComes()
  app.emit('will-quit', { preventDefault: vi.fn() })
  closed.resolve()
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce())
  expect(app.relaunch).not.toHaveBeenCalled()
})
