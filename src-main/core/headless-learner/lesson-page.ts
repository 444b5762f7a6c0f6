import { Window, type HTMLMediaElement } from 'happy-dom'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { standInFilms, type Film } from './stand-in-film.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** The text files of a package by their paths. */
export type PackageTexts = ReadonlyMap<string, string>

/** What a page asks of the network. */
export type NetworkCall = {
  readonly method: string
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type NetworkReply = { readonly status: number; readonly json?: unknown }

/** What stands around the page of a lesson. */
export type PageSetting = {
  readonly texts: PackageTexts
  readonly clock: VirtualClock
  /** Of the launch, without the question mark. */
  readonly query: string
  /** Kept by the browser from visit to visit. */
  readonly localStorage: Map<string, string>
  /** Kept while the tab lives. */
  readonly sessionStorage: Map<string, string>
  /** Null where nothing can be reached. */
  readonly network: (call: NetworkCall) => NetworkReply | null
  readonly isOnline: () => boolean
  /** Puts what a platform offers into the page before its scripts run. */
  readonly prepare: (page: LessonWindow) => void
}

export type LessonWindow = Window

/** The page of a lesson, open as in a browser. */
export type LessonPage = {
  readonly window: LessonWindow
  readonly lesson: PlayerLesson
  readonly film: Film
  /** What scripts threw. */
  readonly errors: readonly string[]
  /** Tells the page that the network went or came. */
  readonly tellNetwork: (online: boolean) => void
  /** The page goes; `abruptly` without a word to it. */
  readonly close: (abruptly: boolean) => void
}

const home = 'https://lesson.invalid'
const latencyMs = 15

/** Why a page could not be opened. The message is for people. */
export class PageRefusal extends Error {}

/**
 * Opens the page of a package: its scripts run as they are, in a context of their own, by the virtual clock. What they throw is collected.
 * Throws `PageRefusal` where it is no page of a lesson.
 */
export async function openLessonPage(setting: PageSetting): Promise<LessonPage> {
  const { texts, clock, query } = setting
  const html = texts.get('index.html')
  if (html === undefined) throw new PageRefusal('The package has no index.html.')
  const window = new Window({
    url: `${home}/index.html${query === '' ? '' : `?${query}`}`,
    width: 390,
    height: 844,
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
      handleDisabledFileLoadingAsSuccess: true,
    },
  })
  const errors: string[] = []
  const life = { isOver: false }
  const guard = (run: () => void) => () => {
    if (life.isOver) return
    try {
      run()
    } catch (thrown) {
      errors.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    }
  }
  const lesson = { current: null as PlayerLesson | null }
  const findFilm = standInFilms(window, clock, () => lesson.current?.durationMs ?? 0)
  standInTime(window, clock, guard)
  standInBrowser(window, setting, life)
  setting.prepare(window)
  window.document.write(html.replace(/<script\b[\s\S]*?<\/script>/gi, ''))
  for (const [, source = ''] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/gi)) {
    const script = texts.get(source)
    if (script === undefined) throw new PageRefusal(`The package has no ${source}, which its page wants.`)
    guard(() => window.eval(script))()
    lesson.current = readLesson(window)
  }
  if (!lesson.current)
    throw new PageRefusal(
      'Its page holds no lesson that a journey could follow: it was not made by Tidbit, or is a kit of films and captions.',
    )
  await clock.pass(0)
  const video = window.document.querySelector('video') as unknown as HTMLMediaElement | null
  if (!video) throw new PageRefusal(`The page of the package shows no video.${errors[0] === undefined ? '' : ` ${errors[0]}`}`)
  const dispatch = (type: string, target: { dispatchEvent: (event: never) => unknown } = window): void =>
    guard(() => void target.dispatchEvent(new window.Event(type) as never))()
  return {
    window,
    lesson: lesson.current,
    film: findFilm(video),
    errors,
    tellNetwork: (online) => dispatch(online ? 'online' : 'offline'),
    close: (abruptly) => {
      if (!abruptly) {
        Object.defineProperty(window.document, 'visibilityState', { configurable: true, get: () => 'hidden' })
        dispatch('visibilitychange', window.document)
        dispatch('pagehide')
      }
      life.isOver = true
      video.pause()
      void window.happyDOM.close()
    },
  }
}

function readLesson(window: LessonWindow): PlayerLesson | null {
  const found: unknown = Reflect.get(window, 'tidbitLesson')
  return typeof found === 'object' && found !== null && 'questions' in found ? (found as PlayerLesson) : null
}

function define(target: object, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(target, name, { configurable: true, writable: true, value })
}

type Guard = (run: () => void) => () => void
type Callback = (...args: readonly unknown[]) => void

function standInTime(window: LessonWindow, clock: VirtualClock, guard: Guard): void {
  const after = (run: Callback, delayMs = 0, ...args: readonly unknown[]): number =>
    clock.after(
      delayMs,
      guard(() => run(...args)),
    )
  const cancel = (id: number): void => clock.cancel(id)
  define(window, {
    setTimeout: after,
    clearTimeout: cancel,
    setInterval: (run: Callback, periodMs = 0, ...args: readonly unknown[]) =>
      clock.every(
        periodMs,
        guard(() => run(...args)),
      ),
    clearInterval: cancel,
    requestAnimationFrame: (run: Callback) => after(() => run(clock.elapsedMs), 16),
    cancelAnimationFrame: cancel,
    queueMicrotask: (run: Callback) => queueMicrotask(guard(run)),
    performance: { now: () => clock.elapsedMs, timeOrigin: clock.epochMs - clock.elapsedMs },
    virtualNow: () => clock.epochMs,
  })
  window.eval(`(() => {
    const now = globalThis.virtualNow
    const Real = Date
    globalThis.Date = class Date extends Real {
      constructor(...parts) { if (parts.length === 0) super(now()); else super(...parts) }
      static now() { return now() }
    }
    delete globalThis.virtualNow
  })()`)
}

function standInBrowser(window: LessonWindow, setting: PageSetting, life: { readonly isOver: boolean }): void {
  const { clock, network, isOnline } = setting
  const fetchStandIn = (address: string, init: { method?: string; headers?: Record<string, string>; body?: unknown } = {}) =>
    new Promise((resolve, reject) => {
      const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
      const body = init.body === undefined || init.body === null ? '' : String(init.body)
      const reply = network({ method: init.method ?? 'GET', address: String(address), headers, body })
      clock.after(latencyMs, () => {
        if (life.isOver) return
        if (!reply) reject(new window.TypeError('Failed to fetch'))
        else resolve(toResponse(reply))
      })
    })
  define(window, {
    fetch: fetchStandIn,
    XMLHttpRequest: undefined,
    WebSocket: undefined,
    EventSource: undefined,
    localStorage: makeStorage(setting.localStorage),
    sessionStorage: makeStorage(setting.sessionStorage),
    matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
    VTTCue: Object,
  })
  define(window.document, { fonts: { addEventListener: () => undefined, ready: Promise.resolve(), load: async () => [] } })
  define(window.Element.prototype, { scrollIntoView: () => undefined, setPointerCapture: () => undefined })
  Object.defineProperty(window.navigator, 'onLine', { configurable: true, get: isOnline })
}

function toResponse({ status, json }: NetworkReply): object {
  return {
    ok: status >= 200 && status < 300,
    status,
    json: async () => json,
    text: async () => (json === undefined ? '' : JSON.stringify(json)),
  }
}

function makeStorage(kept: Map<string, string>): object {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, String(value)),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}
