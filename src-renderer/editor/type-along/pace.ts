import { clipStretches, totalLength } from '#shared/speech/find-voice.ts'
import type { Span } from '#shared/project/timeline.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/** When the lesson waits for who types: when they fall behind, as long as they type, or never. */
export const pauseChoices = ['behind', 'typing', 'never'] as const
export type PauseChoice = (typeof pauseChoices)[number]

/** Letters and spaces of a second of speech. */
const charactersPerSecond = 15
/** As much speech as people keep in mind while they type. */
const mostBehindSeconds = 4
/** Then the rest is soon typed, and the next words can come. */
const nearlyThereSeconds = 1.5
/** Who types no letter for so long has finished a thought. */
const restMs = 1200
const betweenKeysMs = 400

export type Pace = {
  readonly playing: boolean
  /** Stopped to wait, not by the user. */
  readonly held: boolean
  readonly behindSeconds: number
  /** What the user left out when they went on the last time is not waited for again. */
  readonly forgivenSeconds: number
  readonly typedSinceHold: boolean
  readonly sinceKeyMs: number
}

/** Whether the lesson stops to wait, plays on, or stays as it is (null). */
export function nextStep(pace: Pace, choice: PauseChoice): 'hold' | 'go-on' | null {
  const { playing, held, behindSeconds, forgivenSeconds, typedSinceHold, sinceKeyMs } = pace
  if (choice === 'never') return held ? 'go-on' : null
  if (choice === 'typing') {
    if (playing) return sinceKeyMs < betweenKeysMs ? 'hold' : null
    return held && sinceKeyMs >= restMs ? 'go-on' : null
  }
  if (playing) return behindSeconds - forgivenSeconds > mostBehindSeconds ? 'hold' : null
  return held && typedSinceHold && (behindSeconds < nearlyThereSeconds || sinceKeyMs >= restMs) ? 'go-on' : null
}

/** Seconds of speech in a stretch that are not typed yet; below zero where more is typed than was said. */
export function secondsBehind(voice: readonly Span[], heard: Span, typed: string): number {
  return totalLength(clipStretches(voice, heard)) / ticksPerSecond - [...typed].length / charactersPerSecond
}

/**
 * Where the words that were typed end in what was heard since: at the pause that fits their length best, or at the playhead, since
 * nobody stops typing in the middle of a word.
 */
export function endOfTyped(voice: readonly Span[], heard: Span, typed: string): Ticks {
  const inside = clipStretches(voice, heard)
  const last = inside.at(-1)
  if (!last) return heard.endTicks
  const wanted = ([...typed].length / charactersPerSecond) * ticksPerSecond
  let spoken = 0
  let best = { endTicks: last.endTicks, misfit: Infinity }
  for (const { startTicks, endTicks } of inside) {
    spoken += endTicks - startTicks
    const misfit = Math.abs(spoken - wanted)
    if (misfit < best.misfit) best = { endTicks, misfit }
  }
  // Somebody who speaks without a pause: the words end about where they should.
  const known = best.endTicks - heard.startTicks
  return known > 2 * wanted + ticksPerSecond
    ? ticks(Math.round(heard.startTicks + 1.5 * wanted + ticksPerSecond / 2))
    : best.endTicks
}
