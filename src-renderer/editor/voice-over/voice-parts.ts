import type { VoicePart } from '#shared/edit/commands/music.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { SoundReading } from '../preview/audio-output.ts'

/** The clocks of the sound card count samples: a play clock that moved against it by more has stood still. */
const toleranceSeconds = 0.002

type Line = {
  /** Play clock less audio clock, seconds. */
  readonly offset: number
  /** Of the play clock, seconds. */
  readonly from: number
  to: number
}

/** How the play clock ran on the audio clock: one line, or several where the lesson had to wait for its engine. */
export class PlayLines {
  readonly #lines: Line[] = []
  /** Of the window's clock, which leads where no sound is heard: play clock less audio clock, seconds. */
  readonly #seen: Line[] = []
  #turn: number | null = null

  /** False where the lesson jumped: what comes now is no part of the recording. */
  add({ turn, playTicks, contextTime }: SoundReading): boolean {
    this.#turn ??= turn
    if (turn !== this.#turn) return false
    const play = playTicks / ticksPerSecond
    const offset = play - contextTime
    const last = this.#lines.at(-1)
    if (last && Math.abs(last.offset - offset) <= toleranceSeconds) last.to = Math.max(last.to, play)
    else this.#lines.push({ offset, from: last ? last.to : 0, to: play })
    return true
  }

  /** Where the playhead was drawn; it counts only where nothing was heard. */
  see(play: number, contextTime: number): void {
    this.#seen.push({ offset: play - contextTime, from: play, to: play })
  }

  /** What was drawn lies around the true line: its middle is nearest. */
  #seenLine(): readonly Line[] {
    const last = this.#seen.at(-1)
    const middle = this.#seen.toSorted((one, other) => one.offset - other.offset)[this.#seen.length >> 1]
    return last && middle ? [{ offset: middle.offset, from: 0, to: last.to }] : []
  }

  /**
   * The stretches of a recording whose first sample came at `startTime` of the audio clock, by what was heard when they were spoken:
   * `latencySeconds` pass from the clock to the ear and from the mouth back to it. The lesson played from `fromTicks` on.
   */
  parts(fromTicks: Ticks, startTime: number, latencySeconds: number): readonly VoicePart[] {
    const lines = this.#lines.length > 0 ? this.#lines : this.#seenLine()
    return lines.map(({ offset, from, to }) => {
      const sourceOf = (play: number): Ticks => ticks(Math.round((play - offset + latencySeconds - startTime) * ticksPerSecond))
      return {
        atTicks: ticks(Math.round(fromTicks + from * ticksPerSecond)),
        sourceInTicks: sourceOf(from),
        sourceOutTicks: sourceOf(to),
      }
    })
  }
}
