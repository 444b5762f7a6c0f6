import { ticks, ticksPerSecond } from '../time/ticks.ts'
import type { Span } from '../project/timeline.ts'

/** Loudness over time: the root mean square of each short stretch, full scale 127. */
export type Loudness = { readonly levels: ArrayLike<number>; readonly levelsPerSecond: number }

/** A shorter hole is inside a word, a shorter sound is a click. */
const shortestPauseSeconds = 0.18
const shortestVoiceSeconds = 0.08
/** Between the quiet of the room and the loud parts of the voice: where speech begins. */
const voiceShare = 0.12
/** DESIGN.md section 10: below -40 dB there is silence. */
const silentLevel = 1.27

/** The stretches in which somebody speaks, or other sound is as loud; on the clock of the sound. Empty for silence. */
export function findVoice({ levels, levelsPerSecond }: Loudness): readonly Span[] {
  const sorted = Float64Array.from(levels).toSorted()
  const room = sorted[Math.floor(sorted.length * 0.1)] ?? 0
  const loud = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  const limit = Math.max(silentLevel, room + (loud - room) * voiceShare)
  const found: { from: number; to: number }[] = []
  for (let at = 0; at < levels.length; at += 1) {
    if ((levels[at] ?? 0) < limit) continue
    const last = found.at(-1)
    if (last && at - last.to < shortestPauseSeconds * levelsPerSecond) last.to = at + 1
    else found.push({ from: at, to: at + 1 })
  }
  const toTicks = (at: number) => ticks(Math.round((at * ticksPerSecond) / levelsPerSecond))
  return found
    .filter(({ from, to }) => to - from >= shortestVoiceSeconds * levelsPerSecond)
    .map(({ from, to }) => ({ startTicks: toTicks(from), endTicks: toTicks(to) }))
}

/** What of some stretches, in order, lies within another one. */
export function clipStretches(stretches: readonly Span[], { startTicks, endTicks }: Span): readonly Span[] {
  return stretches.flatMap((stretch) => {
    const from = ticks(Math.max(stretch.startTicks, startTicks))
    const to = ticks(Math.min(stretch.endTicks, endTicks))
    return from < to ? [{ startTicks: from, endTicks: to }] : []
  })
}

/** Ticks of all stretches together. */
export function totalLength(stretches: readonly Span[]): number {
  return stretches.reduce((sum, { startTicks, endTicks }) => sum + endTicks - startTicks, 0)
}
