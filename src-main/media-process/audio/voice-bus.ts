import type { PlanAudio } from '#shared/render-plan/plan-audio.ts'
import { createDucker } from './ducking.ts'
import { createSampleQueue } from './sample-queue.ts'
import { createSpeechDetector, speechFrameSamples } from './speech-detector.ts'

/** The sum of all voices, read ahead so that it tells beforehand how music is to step back. */
export type VoiceBus = {
  /** Adds the next voices to `target` (whole frames) and returns the factors of music for them, one a frame and the next one. */
  read(target: Float32Array): Promise<Float32Array>
}

/** `next` fills the next stretch of the voices' sum; it may be asked for what is after the end, which is silence. */
export function openVoiceBus(ducking: PlanAudio['ducking'], next: (target: Float32Array) => Promise<void>): VoiceBus {
  const detector = createSpeechDetector()
  const ducker = createDucker(ducking)
  const voices = createSampleQueue()
  const frame = new Float32Array(speechFrameSamples * 2)
  const factors: number[] = []

  async function hearFrame(): Promise<void> {
    frame.fill(0)
    await next(frame)
    voices.push(frame)
    const speaks = detector.hear(frame)
    const factor = speaks === null ? null : ducker.next(speaks)
    if (factor !== null) factors.push(factor)
  }

  return {
    async read(target) {
      const frames = target.length / 2 / speechFrameSamples
      // One more than is used: gains run in straight lines from one frame to the next.
      while (factors.length < frames + 1) await hearFrame()
      const heard = voices.peek()
      for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) + (heard[index] ?? 0)
      voices.drop(target.length / 2)
      const used = Float32Array.from(factors.slice(0, frames + 1))
      factors.splice(0, frames)
      return used
    },
  }
}

/** Turns music down by the factors of a bus, in straight lines from frame to frame. */
export function duck(music: Float32Array, factors: Float32Array): void {
  for (let frame = 0; frame * speechFrameSamples * 2 < music.length; frame += 1) {
    const from = factors[frame] ?? 1
    const change = ((factors[frame + 1] ?? from) - from) / speechFrameSamples
    for (let index = 0; index < speechFrameSamples; index += 1) {
      const place = (frame * speechFrameSamples + index) * 2
      const gain = from + change * index
      music[place] = (music[place] ?? 0) * gain
      music[place + 1] = (music[place + 1] ?? 0) * gain
    }
  }
}
