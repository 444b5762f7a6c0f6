import { ticksToSeconds, type Ticks } from '../time/ticks.ts'
import { roundSeconds } from './compile-clips.ts'

/** The key with its text, or nothing where it is empty. */
export function written<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  return (text === '' ? {} : { [key]: text }) as { readonly [K in Key]?: string }
}

/** Seconds as a lesson.json writes them. */
export function toSeconds(instant: Ticks): number {
  return roundSeconds(ticksToSeconds(instant))
}
