import type { PlanInput } from '#shared/render-plan/plan-input.ts'
import type { Stretch } from '#shared/split/split-analysis.ts'
import { ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { mixRate } from '../audio/mix-rate.ts'
import { openSoundReader } from '../audio/sound-reader.ts'
import { createSpeechDetector, speechDelayFrames, speechFrameSamples } from '../audio/speech-detector.ts'
import type { Slices } from '../slices.ts'

/** Shorter ones are breaths between words. */
const shortestFrames = 35
const frameTicks = (speechFrameSamples * ticksPerSecond) / mixRate

/** Where nobody speaks, for a third of a second and longer; nothing for a file without sound. Throws `media.*`, `cancelled`. */
export async function findSilences(
  file: string,
  input: PlanInput,
  durationTicks: Ticks,
  slices: Slices,
  onProgress: (fraction: number) => void,
): Promise<readonly Stretch[]> {
  const { audio } = input
  if (!audio) return []
  const frameCount = Math.floor(durationTicks / frameTicks)
  const reader = openSoundReader({ file, input: { ...input, audio }, fromTicks: zeroTicks, slices })
  const detector = createSpeechDetector()
  const frame = new Float32Array(speechFrameSamples * 2)
  const silences: Stretch[] = []
  let silentSince: number | null = 0
  const endAt = (index: number): void => {
    if (silentSince !== null && index - silentSince >= shortestFrames) silences.push(toStretch(silentSince, index))
    silentSince = null
  }
  try {
    // The detector tells of a frame some frames later: after the end it hears silence.
    for (let heard = 0; heard < frameCount + speechDelayFrames; heard += 1) {
      frame.fill(0)
      if (heard < frameCount) await reader.read(frame)
      const speaks = detector.hear(frame)
      const index = heard - speechDelayFrames
      if (speaks === true) endAt(index)
      else if (speaks === false) silentSince ??= index
      if (heard % 100 === 0) onProgress(Math.min(1, heard / frameCount))
      await slices.pause()
    }
    endAt(frameCount)
    return silences
  } finally {
    reader.close()
  }
}

function toStretch(from: number, to: number): Stretch {
  return { startTicks: ticks(from * frameTicks), endTicks: ticks(to * frameTicks) }
}
