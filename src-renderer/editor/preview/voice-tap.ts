/** Sound of a microphone; its first frame came at `contextTime` (seconds of the audio clock). */
export type VoiceBlock = { readonly contextTime: number; readonly samples: Float32Array<ArrayBuffer> }

// The worklet scope has its own globals, which the DOM types lack.
declare const currentTime: number
declare const registerProcessor: (name: string, processor: new () => AudioWorkletProcessor) => void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

const quantum = 128
/** 43 ms: few enough messages, and little that a crash may cost. */
const blockFrames = 16 * quantum

/** Hands on what comes in, mixed to one channel, with its time; silence where nothing comes, so that no time is lost. */
class VoiceTap extends AudioWorkletProcessor {
  #samples = new Float32Array(blockFrames)
  #filled = 0
  #contextTime = 0

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    if (this.#filled === 0) this.#contextTime = currentTime
    const channels = input ?? []
    for (const channel of channels)
      for (let index = 0; index < quantum; index += 1) {
        const place = this.#filled + index
        this.#samples[place] = (this.#samples[place] ?? 0) + (channel[index] ?? 0) / channels.length
      }
    this.#filled += quantum
    if (this.#filled < blockFrames) return true
    const block: VoiceBlock = { contextTime: this.#contextTime, samples: this.#samples }
    this.port.postMessage(block, [this.#samples.buffer])
    this.#samples = new Float32Array(blockFrames)
    this.#filled = 0
    return true
  }
}

registerProcessor('voice-tap', VoiceTap)
