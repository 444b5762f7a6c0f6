import type { Studio } from './synth/studio.ts'

export type LoopMood =
  'calm' | 'bright' | 'focus' | 'playful' | 'documentary' | 'lo-fi' | 'upbeat' | 'suspense' | 'ambient' | 'acoustic'

/** A piece of music that can follow itself. Its length is a whole number of seconds, so that it ends on a frame of every usual rate. */
export type Loop = {
  /** Stored in nothing but the table and its file's name; the file itself is known by its content. */
  readonly id: string
  readonly title: string
  readonly mood: LoopMood
  readonly bpm: number
  readonly bars: number
  readonly beatsPerBar: number
  readonly key: string
  readonly words: string
  readonly seed: number
  readonly room: { readonly seconds: number; readonly brightness: number }
  readonly echoBeats?: number
  readonly play: (studio: Studio) => void
}
