import type { SpokenWord } from '#shared/speech/transcript.ts'

/**
 * Turns the sound of one file into words. It is given stereo floats at the mix rate from the start of the file on, in turns of any
 * length, and tells words as soon as they are certain.
 */
export type Transcriber = {
  /** Whether it writes capitals, full stops and numbers itself. */
  readonly punctuates: boolean
  /** BCP 47, of what was heard so far; null where the engine does not find out. */
  readonly language: string | null
  /** Takes the next samples (left and right alternate) and returns the words that are certain now. */
  hear(samples: Float32Array): Promise<readonly SpokenWord[]>
  /** No more comes: the last words. */
  end(): Promise<readonly SpokenWord[]>
  close(): void
}

/** Both engines were trained on it. */
export const speechRate = 16_000
