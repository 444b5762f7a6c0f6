import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { playRates, type PlayRate } from '../preview/play-settings.ts'

/** What J and L step through, backwards below zero. */
const shuttleSpeeds = [-4, -2, -1, 1, 2, 4] as const
/** While K is held down. */
const slowSpeed = 0.25

/** The next speed towards the right (1) or the left (-1); 0 stands. The same one at either end. */
export function nextShuttleSpeed(speed: number, by: -1 | 1): number {
  const next = by > 0 ? shuttleSpeeds.find((each) => each > speed) : shuttleSpeeds.findLast((each) => each < speed)
  return next ?? speed
}

/** J (-1) and L (1): begins to move, moves faster, or slows down what moves the other way. `slowly` is with K held down. */
export function shuttle(editor: LessonEditor, by: -1 | 1, slowly: boolean): void {
  if (editor.durationTicks === 0) return
  const { playing, rate, shuttle: now } = editor.view.getState()
  const speed = now?.speed ?? (playing ? rate : 0)
  lead(editor, slowly ? by * slowSpeed : nextShuttleSpeed(speed, by), now?.rateBefore ?? rate)
}

function lead(editor: LessonEditor, speed: number, rateBefore: PlayRate): void {
  const forward = playRates.find((rate) => rate === speed)
  if (forward === undefined) {
    editor.pause()
    editor.view.setState({ shuttle: { speed, rateBefore } })
    return
  }
  if (!editor.view.getState().playing) editor.pause()
  editor.view.setState({ rate: forward })
  if (!editor.view.getState().playing) editor.togglePlay()
  // Without an engine nothing plays.
  editor.view.setState(({ playing }) => (playing ? { shuttle: { speed, rateBefore } } : { rate: rateBefore }))
}

/** Slow motion lasts as long as its keys are held down. */
export function endSlowShuttle(editor: LessonEditor): void {
  const { shuttle: now } = editor.view.getState()
  if (now && Math.abs(now.speed) === slowSpeed) editor.pause()
}

/** When to draw next, and what time it is: `requestAnimationFrame` outside of tests. */
export type FrameClock = {
  readonly request: (frame: (nowMs: number) => void) => number
  readonly cancel: (handle: number) => void
}

const screenClock: FrameClock = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (handle) => cancelAnimationFrame(handle),
}

/**
 * Moves the playhead backwards for J and puts the speed back when playing ends. The engine plays forwards only: backwards it is
 * asked for one picture after the other, always for the newest, so that a slow clip shows fewer pictures but never lags.
 */
export function watchShuttle(editor: LessonEditor, clock: FrameClock = screenClock): () => void {
  let handle: number | null = null
  const stop = (): void => {
    if (handle !== null) clock.cancel(handle)
    handle = null
  }
  const rewind = (speed: number): void => {
    stop()
    let last: number | null = null
    let at: number = editor.playheadTicks
    let shown = editor.playheadTicks
    const step = (nowMs: number): void => {
      // Someone else moved the playhead: it goes on from there.
      if (editor.playheadTicks !== shown) at = editor.playheadTicks
      at = Math.max(0, at + ((nowMs - (last ?? nowMs)) / 1000) * ticksPerSecond * speed)
      last = nowMs
      editor.seek(ticks(Math.round(at)), false)
      shown = editor.playheadTicks
      if (at === 0) editor.pause()
      else handle = clock.request(step)
    }
    handle = clock.request(step)
  }
  const stopWatching = editor.view.subscribe((view, before) => {
    if (view.playing !== before.playing && view.shuttle && view.playing !== view.shuttle.speed > 0) return editor.pause()
    if (view.shuttle === before.shuttle) return
    const wasBackwards = before.shuttle !== null && before.shuttle.speed < 0
    if (view.shuttle && view.shuttle.speed < 0) return rewind(view.shuttle.speed)
    stop()
    // What stands now is shown sharp.
    if (wasBackwards && !view.playing) editor.seek(editor.playheadTicks)
  })
  return () => {
    stopWatching()
    stop()
  }
}
