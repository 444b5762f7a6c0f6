import { createFilter, passFilter } from './biquad.ts'

/** Speech is looked for in stretches of 10 ms. */
export const speechFrameSamples = 480

/** Tells of each frame of a voice bus whether someone speaks, `delayFrames` frames after it was heard. */
export type SpeechDetector = {
  /** Takes one frame (stereo pairs); null while there is nothing to tell yet. */
  hear(frame: Float32Array): boolean | null
}

/** How many frames are heard before the first answer: the room's noise is judged by what comes, too. */
export const speechDelayFrames = 100
const pastFrames = 300
/** How often the noise and the voice of the room are judged anew. */
const judgeEveryFrames = 10
/** Speech rises this far above the noise that fills the gaps between words… */
const aboveNoiseDb = 9
/** …and stays this near to its loud syllables. */
const belowLoudDb = 28
/** Quieter than this nobody speaks: the noise of a silent room, or a clip turned all the way down. */
const quietestDb = -52
/** A frame belongs to speech where this many around it are loud: a click is none. */
const [aroundFrames, loudAroundFrames] = [4, 5]

export function createSpeechDetector(): SpeechDetector {
  const high = createFilter(passFilter('high', 140))
  const low = createFilter(passFilter('low', 4000))
  const mono = new Float64Array(speechFrameSamples)
  const levels: number[] = []
  let heard = 0
  let threshold = Infinity

  function judge(): void {
    const sorted = levels.toSorted((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? quietestDb
    threshold = Math.max(quietestDb, at(0.12) + aboveNoiseDb, at(0.97) - belowLoudDb)
  }

  function isSpeech(index: number): boolean {
    let loud = 0
    for (let near = index - aroundFrames; near <= index + aroundFrames; near += 1)
      if ((levels[near] ?? -120) > threshold) loud += 1
    return loud >= loudAroundFrames || ((levels[index] ?? -120) > threshold && loud >= 3)
  }

  return {
    hear(frame) {
      for (let index = 0; index < speechFrameSamples; index += 1)
        mono[index] = ((frame[index * 2] ?? 0) + (frame[index * 2 + 1] ?? 0)) / 2
      high(mono)
      low(mono)
      let energy = 1e-12
      for (let index = 0; index < speechFrameSamples; index += 1) energy += (mono[index] ?? 0) ** 2
      levels.push(10 * Math.log10(energy / speechFrameSamples))
      if (levels.length > pastFrames + speechDelayFrames) levels.shift()
      heard += 1
      if (heard <= speechDelayFrames) return null
      if (heard % judgeEveryFrames === 1) judge()
      return isSpeech(levels.length - 1 - speechDelayFrames)
    },
  }
}
