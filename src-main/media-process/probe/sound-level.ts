/** How loud a sound is, as far as it was listened to. */
export type SoundLevel = {
  /** Highest sample, full scale being 1; it may be above. */
  readonly peak: number
  /** Share of the sound (0 to 1) that stands at full scale for longer than a wave does: it was recorded too loud. */
  readonly clippedShare: number
}

/** -50 dB: the noise of a microphone that is off. */
export const silentPeak = 10 ** (-50 / 20)

/** Where a recorder that is too loud cuts its waves off; lossy coding moves the flat tops by up to this much. */
const clippedFrom = 0.985
/** Waves of speech pass their top faster. */
const shortestClip = 4

export type SoundMeter = {
  /** One array a channel, as `readChannels` gives them. */
  add(channels: readonly Float32Array[]): void
  /** Whether it is no silence, and nothing of it was too loud so far. */
  isFine(): boolean
  /** Null where there was nothing to listen to. */
  level(): SoundLevel | null
}

export function createSoundMeter(): SoundMeter {
  let [peak, clipped, total] = [0, 0, 0]
  let runs: number[] = []

  function addChannel(samples: Float32Array, index: number): void {
    let run = runs[index] ?? 0
    for (const sample of samples) {
      const size = Math.abs(sample)
      if (size > peak) peak = size
      if (size >= clippedFrom) {
        run += 1
        if (run === shortestClip) clipped += shortestClip
        else if (run > shortestClip) clipped += 1
      } else run = 0
    }
    runs[index] = run
    total += samples.length
  }

  return {
    add(channels) {
      if (channels.length !== runs.length) runs = channels.map(() => 0)
      channels.forEach(addChannel)
    },
    isFine: () => peak >= silentPeak && clipped === 0,
    level: () => (total === 0 ? null : { peak, clippedShare: clipped / total }),
  }
}
