import { createStore } from 'zustand/vanilla'
import { defaultWordsPerMinute } from './prompter-pace.ts'

export type Prompter = {
  readonly on: boolean
  readonly script: string
  readonly wordsPerMinute: number
  /** CSS pixels. */
  readonly letterSize: number
  /** For a glass in front of the camera, which shows it the other way round. */
  readonly mirrored: boolean
}

/** Stays as it is from take to take, until the window closes. */
export const prompterStore = createStore<Prompter>(() => ({
  on: false,
  script: '',
  wordsPerMinute: defaultWordsPerMinute,
  letterSize: 32,
  mirrored: false,
}))
