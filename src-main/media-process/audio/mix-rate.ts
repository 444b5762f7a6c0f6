import { avChannelLayoutDefault } from 'node-av/lib'
import { rescale } from '#shared/time/rational.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/** Sample pairs a second of every mix. */
export const mixRate = 48_000

export const stereo = avChannelLayoutDefault(2)

/** The sample of the mix at a timeline instant. */
export function toSample(instant: Ticks): number {
  return rescale(instant, mixRate, ticksPerSecond)
}
