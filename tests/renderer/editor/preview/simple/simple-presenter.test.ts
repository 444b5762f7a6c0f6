import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { SimplePresenter } from '#renderer/editor/preview/simple/simple-presenter.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { seconds } from '../../../../shared/project/sample-document.ts'
import { openTestEditor } from '../../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => Promise.resolve({ revision: 2 }) }))
vi.mock('#renderer/ui/overlay-fonts.ts', () => ({ loadOverlayFonts: () => new Promise(() => {}) }))

let loads = true

/** A `<video>`, which has loaded at once or after `arrive`. */
class FakeFilm extends EventTarget {
  readyState = loads ? 4 : 0
  seeking = false
  ended = false
  error = null
  duration = 60
  currentTime = 0
  playbackRate = 1
  volume = 1
  videoWidth = 0
  paused = true
  src = ''
  #told: (() => void) | null = null
  play(): Promise<void> {
    this.paused = false
    return Promise.resolve()
  }
  pause(): void {
    this.paused = true
  }
  removeAttribute(): void {
    this.src = ''
  }
  load(): void {}
  requestVideoFrameCallback(told: () => void): void {
    this.#told = told
  }
  /** The browser has another picture for the screen. */
  present(): void {
    const told = this.#told
    this.#told = null
    told?.()
  }
  arrive(): void {
    this.readyState = 4
    this.dispatchEvent(new Event('loadeddata'))
  }
}

let films: FakeFilm[] = []
let nowMs = 0
let asked = 0
const frames = new Map<number, () => void>()
let editor: LessonEditor
let presenter: SimplePresenter

/** Lets the screen show pictures, each `everyMs` after the one before; films play on meanwhile. */
function run(count: number, everyMs: number): void {
  for (let picture = 0; picture < count; picture += 1) {
    nowMs += everyMs
    for (const film of films)
      if (!film.paused && film.readyState > 0 && film.src !== '') film.currentTime += (everyMs / 1000) * film.playbackRate
    const due = [...frames.values()]
    frames.clear()
    for (const draw of due) draw()
  }
}

beforeEach(() => {
  films = []
  nowMs = 0
  frames.clear()
  loads = true
  vi.stubGlobal('document', { createElement: () => films[films.push(new FakeFilm()) - 1] })
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
  vi.stubGlobal('performance', { now: () => nowMs })
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
    asked += 1
    frames.set(asked, draw)
    return asked
  })
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle))
  ;({ editor } = openTestEditor(10))
  presenter = new SimplePresenter(editor, { getContext: () => null } as unknown as HTMLCanvasElement)
  editor.attachTransport(presenter)
})

afterEach(() => {
  // With its timers, which would ask for a picture when there is no window any more.
  editor.close()
  vi.unstubAllGlobals()
})

describe('the simple preview that stands', () => {
  test('draws each picture that its film has, also one after it was at its place, until it is forgotten', () => {
    run(1, 16)
    presenter.seek(zeroTicks, true)
    run(1, 16)
    expect(frames.size).toBe(0)
    films[0]?.present()
    expect(frames.size).toBe(1)
    run(1, 16)
    films[0]?.present()
    expect(frames.size).toBe(1)
    run(1, 16)
    presenter.restart()
    run(1, 16)
    films[0]?.present()
    expect(frames.size).toBe(0)
  })
})

describe('the simple preview that plays', () => {
  test('follows its film', () => {
    presenter.play(zeroTicks)
    run(60, 1000 / 60)
    expect(films.map(({ paused }) => paused)).toEqual([false])
    expect(editor.playheadTicks / seconds(1)).toBeCloseTo(1, 1)
  })

  test('goes on where it was with a copy that was made meanwhile', () => {
    presenter.play(zeroTicks)
    run(60, 1000 / 60)
    loads = false
    presenter.restart()
    run(30, 1000 / 60)
    expect(presenter.status.getState()).toEqual({ kind: 'loading' })
    expect(editor.playheadTicks / seconds(1)).toBeCloseTo(1, 1)
    films.at(-1)?.arrive()
    expect(presenter.status.getState()).toEqual({ kind: 'ready' })
    run(60, 1000 / 60)
    expect(films).toHaveLength(2)
    expect(films.map(({ paused, src }) => paused || src === '')).toEqual([true, false])
    expect(editor.playheadTicks / seconds(1)).toBeCloseTo(2, 1)
  })

  test('keeps the pace of the clock where a picture stands', () => {
    const [clipId = ''] = Object.keys(editor.document.clips)
    expect(editor.run(setClipSpeed, { clipId: clipId as ClipId, changes: { reversed: true } })).toBe(true)
    presenter.play(zeroTicks)
    run(300, 1000 / 60)
    expect(Math.abs(editor.playheadTicks - seconds(5))).toBeLessThan(seconds(0.001))
  })
})
