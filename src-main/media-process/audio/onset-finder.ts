/** Finds where sounds begin in stereo samples at 48 kHz. */
export type OnsetFinder = {
  listen(samples: Float32Array): void
  /** Onsets from one sample instant to another, in order. */
  between(from: number, to: number): readonly number[]
  /** Onsets before an instant are asked for no more. */
  forget(before: number): void
  /** How many samples later than it sounds an onset is known. */
  readonly delay: number
}

/** 1.3 ms: finer than the ear tells two clicks apart from lips. */
const frameSamples = 64
/** Compared with the 25 ms before: longer than the period of a deep voice, whose pulses are no onsets. */
const historyFrames = 19
/** 9 dB. */
const riseFactor = 8
/** The mean square of -45 dBFS: quieter onsets are not heard. */
const quietest = 3.2e-5

/** Onsets are at least `spacing` samples apart. */
export function createOnsetFinder(spacing: number): OnsetFinder {
  const history = new Float64Array(historyFrames)
  let found: number[] = []
  let [position, energy, sum, frame] = [0, 0, 0, 0]
  let lastFound = -Infinity

  function endFrame(): void {
    const level = energy / frameSamples
    const start = position - frameSamples
    if (level > quietest && level > (riseFactor * sum) / historyFrames && start - lastFound >= spacing) {
      found.push(start)
      lastFound = start
    }
    const slot = frame % historyFrames
    sum = Math.max(0, sum + level - (history[slot] ?? 0))
    history[slot] = level
    frame += 1
    energy = 0
  }

  return {
    listen(samples) {
      for (let index = 0; index < samples.length; index += 2) {
        const value = ((samples[index] ?? 0) + (samples[index + 1] ?? 0)) / 2
        energy += value * value
        position += 1
        if (position % frameSamples === 0) endFrame()
      }
    },
    between: (from, to) => found.filter((onset) => onset >= from && onset <= to),
    forget(before) {
      if ((found[0] ?? Infinity) < before) found = found.filter((onset) => onset >= before)
    },
    delay: frameSamples,
  }
}
