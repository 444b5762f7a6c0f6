/** Messages to and from the processor; times are in frames of the output. */
export type ToPcmPlayer =
  | { readonly kind: 'push'; readonly turn: number; readonly startTicks: number; readonly channels: readonly Float32Array[] }
  | { readonly kind: 'reset'; readonly turn: number }
  | { readonly kind: 'run'; readonly running: boolean }

/** Where the sound has come: `ticks` leave the processor at `contextTime` (seconds of the audio clock). */
export type FromPcmPlayer = {
  readonly turn: number
  readonly ticks: number
  readonly contextTime: number
  readonly starved: boolean
}

type Block = { readonly startTicks: number; readonly channels: readonly Float32Array[] }

// The worklet scope has its own globals, which the DOM types lack.
declare const sampleRate: number
declare const currentTime: number
declare const registerProcessor: (name: string, processor: new () => AudioWorkletProcessor) => void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

const ticksPerSecond = 120_000
const reportEveryBlocks = 4

/** Plays blocks of sound one after the other and tells where it is: this clock leads the preview. */
class PcmPlayer extends AudioWorkletProcessor {
  #blocks: Block[] = []
  #offset = 0
  #running = false
  #turn = 0
  #sinceReport = 0

  constructor() {
    super()
    this.port.addEventListener('message', (event: MessageEvent<ToPcmPlayer>) => this.#receive(event.data))
    this.port.start()
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const [output] = outputs
    const length = output?.[0]?.length ?? 0
    if (!output || !this.#running) return true
    let written = 0
    while (written < length) {
      const [block] = this.#blocks
      if (!block) break
      const available = (block.channels[0]?.length ?? 0) - this.#offset
      const count = Math.min(available, length - written)
      output.forEach((target, channel) => {
        const source = block.channels[channel] ?? block.channels[0]
        if (source) target.set(source.subarray(this.#offset, this.#offset + count), written)
      })
      written += count
      this.#offset += count
      if (count === available) {
        this.#blocks.shift()
        this.#offset = 0
        // The queue ran dry: the clock stands at the end of what was played.
        if (this.#blocks.length === 0) this.#report(block, block.channels[0]?.length ?? 0, true)
      }
    }
    this.#sinceReport += 1
    const [next] = this.#blocks
    if (next && this.#sinceReport >= reportEveryBlocks) this.#report(next, this.#offset, false)
    return true
  }

  #report(block: Block, offset: number, starved: boolean): void {
    this.#sinceReport = 0
    const ticks = block.startTicks + Math.round((offset / sampleRate) * ticksPerSecond)
    this.port.postMessage({ turn: this.#turn, ticks, contextTime: currentTime, starved } satisfies FromPcmPlayer, [])
  }

  #receive(message: ToPcmPlayer): void {
    if (message.kind === 'run') this.#running = message.running
    else if (message.kind === 'reset') {
      this.#turn = message.turn
      this.#blocks = []
      this.#offset = 0
    } else if (message.turn === this.#turn) {
      this.#blocks.push({ startTicks: message.startTicks, channels: message.channels })
    }
  }
}

registerProcessor('pcm-player', PcmPlayer)
