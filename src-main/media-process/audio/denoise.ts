// oxlint-disable no-underscore-dangle -- the names that Emscripten gives the functions of RNNoise
import type { RnnoiseModule } from '@echogarden/rnnoise-wasm'
import type { SoundStage } from './stage-reader.ts'

/** RNNoise takes 10 ms at 48 kHz and gives each stretch one stretch later (measured: 480 samples). */
const frameSamples = 480
/** It was trained on 16-bit samples. */
const fullScale = 32_768

/** A loaded RNNoise; its memory lives as long as the process. */
export type NoiseSuppressor = { open(): VoiceState }
type VoiceState = { run(samples: Float32Array): void; close(): void }

let loading: Promise<NoiseSuppressor> | null = null

export function loadNoiseSuppressor(): Promise<NoiseSuppressor> {
  loading ??= load().catch((thrown: unknown) => {
    // The next one tries again.
    loading = null
    throw thrown
  })
  return loading
}

async function load(): Promise<NoiseSuppressor> {
  const { default: start } = await import('@echogarden/rnnoise-wasm')
  const module: RnnoiseModule = await start()
  const memory = module._malloc(frameSamples * Float32Array.BYTES_PER_ELEMENT)
  const place = memory / Float32Array.BYTES_PER_ELEMENT
  return {
    open() {
      const state = module._rnnoise_create(0)
      return {
        run(samples) {
          // Asked for each time: the view is replaced when the memory grows.
          module.HEAPF32.set(samples, place)
          module._rnnoise_process_frame(state, memory, memory)
          samples.set(module.HEAPF32.subarray(place, place + frameSamples))
        },
        close: () => module._rnnoise_destroy(state),
      }
    },
  }
}

/**
 * Takes what is not speech out of a sound, `strength` from 0 (all of it stays) to 1 (none), without delay. Made for voices:
 * it takes music for noise.
 */
export function openDenoiser(suppressor: NoiseSuppressor, strength: number): SoundStage {
  const keep = (1 - strength) ** 2
  const left = suppressor.open()
  /** Opened with the first sample that differs: most voices are the same on both sides. */
  let right: VoiceState | null = null
  let pending = new Float32Array(frameSamples * 2)
  let before = new Float32Array(frameSamples * 2)
  let filled = 0
  let started = false
  const [leftFrame, rightFrame] = [new Float32Array(frameSamples), new Float32Array(frameSamples)]
  const ready = new Float32Array(frameSamples * 2)

  /** Treats the pending frame; what comes out belongs to the one before it. */
  function run(): void {
    for (let index = 0; index < frameSamples; index += 1) {
      leftFrame[index] = (pending[index * 2] ?? 0) * fullScale
      rightFrame[index] = (pending[index * 2 + 1] ?? 0) * fullScale
      if (!right && leftFrame[index] !== rightFrame[index]) right = suppressor.open()
    }
    left.run(leftFrame)
    right?.run(rightFrame)
    const other = right ? rightFrame : leftFrame
    for (let index = 0; index < frameSamples; index += 1) {
      ready[index * 2] = blend((leftFrame[index] ?? 0) / fullScale, before[index * 2] ?? 0)
      ready[index * 2 + 1] = blend((other[index] ?? 0) / fullScale, before[index * 2 + 1] ?? 0)
    }
  }

  function blend(clean: number, original: number): number {
    return clean + keep * (original - clean)
  }

  function turn(): void {
    ;[before, pending] = [pending, before]
    filled = 0
  }

  return {
    process(samples, hand) {
      for (let taken = 0; taken < samples.length;) {
        const part = samples.subarray(taken, taken + pending.length - filled)
        pending.set(part, filled)
        filled += part.length
        taken += part.length
        if (filled < pending.length) return
        run()
        if (started) hand(ready)
        started = true
        turn()
      }
    },
    finish(hand) {
      const rest = filled
      pending.fill(0, rest)
      run()
      if (started) hand(ready)
      turn()
      pending.fill(0)
      run()
      hand(ready.subarray(0, rest))
    },
    close() {
      left.close()
      right?.close()
    },
  }
}
