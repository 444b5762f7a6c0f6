import type { BrowserWindow, HTMLMediaElement } from 'happy-dom'
import type { VirtualClock } from './virtual-clock.ts'

/** Browsers tell the time of a film about this often. */
const tellEveryMs = 250
const seekMs = 20

/** Where a film without pictures is. */
export type Film = { readonly positionMs: () => number; readonly isPlaying: () => boolean; readonly isOver: () => boolean }

type FilmState = {
  /** Of the film, at `sinceMs` of the clock. */
  fromMs: number
  sinceMs: number
  isPlaying: boolean
  isSeeking: boolean
  rate: number
  volume: number
  muted: boolean
  timer: number | null
}

/**
 * Gives every video of a page a film that has a length but no pictures and runs by the clock; all of its events come as a browser sends
 * them. A DOM library has none of this.
 */
export function standInFilms(
  page: BrowserWindow,
  clock: VirtualClock,
  durationMs: () => number,
): (element: HTMLMediaElement) => Film {
  const states = new WeakMap<object, FilmState>()
  const stateOf = (element: object): FilmState => {
    const known = states.get(element)
    if (known) return known
    const state = { fromMs: 0, sinceMs: 0, isPlaying: false, isSeeking: false, rate: 1, volume: 1, muted: false, timer: null }
    states.set(element, state)
    return state
  }
  const positionOf = (state: FilmState): number => {
    const passed = state.isPlaying && !state.isSeeking ? (clock.epochMs - state.sinceMs) * state.rate : 0
    return Math.min(durationMs(), state.fromMs + passed)
  }
  const hold = (state: FilmState): void => {
    state.fromMs = positionOf(state)
    state.sinceMs = clock.epochMs
  }
  const tell = (element: HTMLMediaElement, ...names: readonly string[]): void => {
    for (const name of names) element.dispatchEvent(new page.Event(name))
  }
  const schedule = (element: HTMLMediaElement, state: FilmState): void => {
    if (state.timer !== null) clock.cancel(state.timer)
    state.timer = null
    if (!state.isPlaying) return
    const leftMs = (durationMs() - positionOf(state)) / state.rate
    state.timer = clock.after(Math.max(0, Math.min(tellEveryMs, leftMs)), () => {
      state.timer = null
      if (!state.isPlaying) return
      if (positionOf(state) >= durationMs()) {
        hold(state)
        state.isPlaying = false
        tell(element, 'timeupdate', 'pause', 'ended')
        return
      }
      if (!state.isSeeking) tell(element, 'timeupdate')
      schedule(element, state)
    })
  }

  const { prototype } = page.HTMLMediaElement
  const define = (name: string, descriptor: PropertyDescriptor): void => {
    Object.defineProperty(prototype, name, { configurable: true, ...descriptor })
  }
  define('play', {
    value(this: HTMLMediaElement) {
      const state = stateOf(this)
      if (!state.isPlaying) {
        if (positionOf(state) >= durationMs()) state.fromMs = 0
        state.sinceMs = clock.epochMs
        state.isPlaying = true
        tell(this, 'play', 'playing')
        schedule(this, state)
      }
      return Promise.resolve()
    },
  })
  define('pause', {
    value(this: HTMLMediaElement) {
      const state = stateOf(this)
      if (!state.isPlaying) return
      hold(state)
      state.isPlaying = false
      schedule(this, state)
      tell(this, 'timeupdate', 'pause')
    },
  })
  define('currentTime', {
    get(this: HTMLMediaElement) {
      return positionOf(stateOf(this)) / 1000
    },
    set(this: HTMLMediaElement, seconds: number) {
      const state = stateOf(this)
      state.fromMs = Math.max(0, Math.min(durationMs(), Number(seconds) * 1000))
      state.isSeeking = true
      tell(this, 'seeking')
      clock.after(seekMs, () => {
        state.isSeeking = false
        state.sinceMs = clock.epochMs
        tell(this, 'timeupdate', 'seeked')
        schedule(this, state)
      })
    },
  })
  define('playbackRate', {
    get(this: HTMLMediaElement) {
      return stateOf(this).rate
    },
    set(this: HTMLMediaElement, rate: number) {
      const state = stateOf(this)
      hold(state)
      state.rate = rate
      tell(this, 'ratechange')
      schedule(this, state)
    },
  })
  for (const name of ['volume', 'muted'] as const)
    define(name, {
      get(this: HTMLMediaElement) {
        return stateOf(this)[name]
      },
      set(this: HTMLMediaElement, value: never) {
        stateOf(this)[name] = value
        tell(this, 'volumechange')
      },
    })
  define('duration', { get: () => durationMs() / 1000 })
  define('readyState', { get: () => 4 })
  define('paused', {
    get(this: HTMLMediaElement) {
      return !stateOf(this).isPlaying
    },
  })
  define('seeking', {
    get(this: HTMLMediaElement) {
      return stateOf(this).isSeeking
    },
  })
  define('ended', {
    get(this: HTMLMediaElement) {
      const state = stateOf(this)
      return !state.isPlaying && positionOf(state) >= durationMs()
    },
  })
  define('addTextTrack', { value: () => ({ mode: 'disabled', addCue: () => undefined }) })

  return (element) => {
    const state = stateOf(element)
    return {
      positionMs: () => positionOf(state),
      isPlaying: () => state.isPlaying,
      isOver: () => !state.isPlaying && positionOf(state) >= durationMs(),
    }
  }
}
