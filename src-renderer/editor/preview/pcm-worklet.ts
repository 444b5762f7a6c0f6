import { PcmQueue, type PcmBlock } from './pcm-queue.ts'

/** Messages to the processor. */
export type ToPcmPlayer =
  | { readonly kind: 'push'; readonly turn: number; readonly block: PcmBlock; readonly splice: boolean }
  | { readonly kind: 'reset'; readonly turn: number }
  | { readonly kind: 'run'; readonly running: boolean }

/** Where the sound has come: the play clock's `playTicks` leave the processor at `contextTime` (seconds of the audio clock). */
export type FromPcmPlayer = {
  readonly turn: number
  readonly playTicks: number
  readonly contextTime: number
  /** All that was pushed is played. */
  readonly starved: boolean
}

// The worklet scope has its own globals, which the DOM types lack.
declare const sampleRate: number
declare const currentTime: number
declare const registerProcessor: (name: string, processor: new () => AudioWorkletProcessor) => void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

const reportEveryBlocks = 4

/** Plays blocks of sound one after the other and tells where it is: this clock leads the preview. */
class PcmPlayer extends AudioWorkletProcessor {
  readonly #queue = new PcmQueue()
  #running = false
  #turn = 0
  #sinceReport = 0
  #toldStarved = false

  constructor() {
    super()
    this.port.addEventListener('message', (event: MessageEvent<ToPcmPlayer>) => this.#receive(event.data))
    this.port.start()
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const [output] = outputs
    const length = output?.[0]?.length ?? 0
    if (!output) return true
    const hadSound = !this.#queue.isEmpty
    this.#queue.read(output, length, this.#running)
    if (this.#running) this.#report(hadSound, length)
    return true
  }

  /** The queue that ran dry is told once: the clock stands at the end of what was played. */
  #report(hadSound: boolean, length: number): void {
    const { playTicks, isEmpty } = this.#queue
    this.#sinceReport += 1
    if (playTicks === null || (isEmpty && this.#toldStarved)) return
    if (!isEmpty && this.#sinceReport < reportEveryBlocks) return
    this.#sinceReport = 0
    this.#toldStarved = isEmpty
    if (!hadSound && isEmpty) return
    const contextTime = currentTime + length / sampleRate
    this.port.postMessage({ turn: this.#turn, playTicks, contextTime, starved: isEmpty } satisfies FromPcmPlayer, [])
  }

  #receive(message: ToPcmPlayer): void {
    switch (message.kind) {
      case 'run':
        this.#running = message.running
        return
      case 'reset':
        this.#turn = message.turn
        this.#toldStarved = false
        this.#queue.reset()
        return
      case 'push':
        if (message.turn !== this.#turn) return
        this.#toldStarved = false
        this.#queue.push(message.block, message.splice)
    }
  }
}

registerProcessor('pcm-player', PcmPlayer)
