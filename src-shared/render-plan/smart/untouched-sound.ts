import type { AudioEntry } from '../plan-audio.ts'
import type { RenderPlan } from '../plan.ts'
import { rescale } from '../../time/rational.ts'
import { ticksPerSecond, type Ticks } from '../../time/ticks.ts'

/** Samples [from, to) of a mix of `rate` in which one sound of one file is heard as it is, and nothing else. */
export type UntouchedSound = {
  readonly input: number
  readonly from: number
  readonly to: number
  /** What is to be added to a sample of the mix for the file's own, counted from its source instant zero. */
  readonly sourceOffset: number
}

/** Where a plan's sound is a file's own, in order; nothing where the whole mix is made louder or quieter. */
export function findUntouchedSound(plan: Pick<RenderPlan, 'audio' | 'durationTicks'>, rate: number): UntouchedSound[] {
  const { entries, loudness } = plan.audio
  if (loudness.targetLufs !== null) return []
  const toSample = (instant: Ticks): number => rescale(instant, rate, ticksPerSecond)
  const speaks = entries.some(({ isVoice }) => isVoice)
  const parts = entries.flatMap((entry) => {
    if (!isPlain(entry) || (entry.isDucked && !entry.isVoice && speaks)) return []
    const start = toSample(entry.startTicks)
    const whole = {
      input: entry.input,
      from: Math.max(0, start + toSample(entry.fadeInTicks)),
      to: Math.min(toSample(plan.durationTicks), start + toSample(entry.durationTicks) - toSample(entry.fadeOutTicks)),
      sourceOffset: Math.round((entry.sourceInTicks * rate) / ticksPerSecond) - start,
    }
    const others = entries.filter((other) => other !== entry)
    return others.reduce<UntouchedSound[]>(
      (left, { startTicks, durationTicks }) =>
        left.flatMap((part) => without(part, toSample(startTicks), toSample(startTicks) + toSample(durationTicks))),
      [whole],
    )
  })
  return join(parts.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from))
}

function isPlain({ speed, reversed, gainDb, envelope, highPassHz, noiseReduction }: AudioEntry): boolean {
  return speed.num === speed.den && !reversed && gainDb === 0 && envelope.length === 0 && highPassHz === 0 && noiseReduction === 0
}

function without(part: UntouchedSound, from: number, to: number): UntouchedSound[] {
  if (to <= part.from || from >= part.to) return [part]
  return [
    { ...part, to: Math.min(part.to, from) },
    { ...part, from: Math.max(part.from, to) },
  ].filter((each) => each.to > each.from)
}

/** A clip that was split and plays on is one sound. */
function join(parts: readonly UntouchedSound[]): UntouchedSound[] {
  const joined: UntouchedSound[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const goesOn = last && last.to === part.from && last.input === part.input && last.sourceOffset === part.sourceOffset
    if (goesOn) joined[joined.length - 1] = { ...last, to: part.to }
    else joined.push(part)
  }
  return joined
}
