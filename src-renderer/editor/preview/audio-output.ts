import { createStore, type StoreApi } from 'zustand/vanilla'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { SoundState } from './play-clock.ts'
import type { PreviewAudio } from './preview-client.ts'
// oxlint-disable-next-line import/default -- Vite answers with the address of the built script
import workletUrl from './pcm-worklet.ts?worker&url'
import type { FromPcmPlayer, ToPcmPlayer } from './pcm-worklet.ts'
// oxlint-disable-next-line import/default -- Vite answers with the address of the built script
import voiceTapUrl from './voice-tap.ts?worker&url'
import type { VoiceBlock } from './voice-tap.ts'

/** Sound cards differ; the mix is made in this rate (plan: 48 kHz). */
const sampleRate = 48_000

/** A context that runs keeps the machine awake; starting it again takes a moment that stepping and playing on should not cost. */
const idleMs = 3000

/** Where the lesson stood on the clock that a recorded voice is on, too; another `turn` after each jump. */
export type SoundReading = Pick<FromPcmPlayer, 'turn' | 'playTicks' | 'contextTime'>

/** What a microphone hears while the lesson plays. */
export type VoiceListener = {
  readonly onBlock: (block: VoiceBlock) => void
  readonly onReading: (reading: SoundReading) => void
}

/** What plays the open lesson, for who records a voice to it; null while nothing can be heard. */
export const loudspeaker: StoreApi<{ readonly output: AudioOutput | null }> = createStore<{
  readonly output: AudioOutput | null
}>(() => ({ output: null }))

/** The loudspeaker of the preview, and its clock: pictures follow what is heard. */
export class AudioOutput {
  readonly #context: AudioContext
  readonly #node: AudioWorkletNode
  readonly #gain: GainNode
  readonly #voices = new Set<VoiceListener>()
  #turn = 0
  #rate = 1
  #last: FromPcmPlayer | null = null
  /** Sound was sent that is not known to be played. */
  #unheard = false
  #idleTimer: ReturnType<typeof setTimeout> | undefined = undefined

  private constructor(context: AudioContext, node: AudioWorkletNode) {
    this.#context = context
    this.#node = node
    node.port.addEventListener('message', (event: MessageEvent<FromPcmPlayer>) => {
      if (event.data.turn !== this.#turn) return
      this.#last = event.data
      this.#unheard = !event.data.starved
      for (const { onReading } of this.#voices) onReading(event.data)
    })
    node.port.start()
    this.#gain = new GainNode(context)
    node.connect(this.#gain).connect(context.destination)
  }

  /** Throws where the machine cannot play sound at all. */
  static async open(): Promise<AudioOutput> {
    const context = new AudioContext({ sampleRate, latencyHint: 'interactive' })
    try {
      await context.audioWorklet.addModule(workletUrl)
      const node = new AudioWorkletNode(context, 'pcm-player', { numberOfInputs: 0, outputChannelCount: [2] })
      const output = new AudioOutput(context, node)
      loudspeaker.setState({ output })
      return output
    } catch (thrown) {
      void context.close()
      throw thrown
    }
  }

  /** Drops what is queued; nothing sounds until `start`. */
  reset(): void {
    this.#turn += 1
    this.#last = null
    this.#unheard = false
    this.#send({ kind: 'run', running: false })
    this.#send({ kind: 'reset', turn: this.#turn })
    clearTimeout(this.#idleTimer)
    // Refused only where it is closed already.
    if (this.#voices.size > 0) return
    this.#idleTimer = setTimeout(() => void this.#context.suspend().catch(() => null), idleMs)
  }

  /** How loud the lesson is heard, as a factor; its clock runs at 0, too. */
  setVolume(factor: number): void {
    this.#gain.gain.setTargetAtTime(factor, this.#context.currentTime, 0.02)
  }

  /** The audio clock, seconds. */
  get contextTime(): number {
    return this.#context.currentTime
  }

  /** Seconds between the clock and the ear. */
  get latency(): number {
    return this.#context.outputLatency
  }

  /** Hears a microphone on the clock of the lesson's sound, until the function that it gives is called. Rejects where it cannot. */
  async listen(stream: MediaStream, listener: VoiceListener): Promise<() => void> {
    clearTimeout(this.#idleTimer)
    await this.#context.audioWorklet.addModule(voiceTapUrl)
    const source = new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream })
    const tap = new AudioWorkletNode(this.#context, 'voice-tap', { numberOfOutputs: 1, outputChannelCount: [1] })
    tap.port.addEventListener('message', (event: MessageEvent<VoiceBlock>) => listener.onBlock(event.data))
    tap.port.start()
    // It gives silence: what leads nowhere may be left out by the browser.
    source.connect(tap).connect(this.#context.destination)
    this.#voices.add(listener)
    const release = (): void => {
      this.#voices.delete(listener)
      source.disconnect()
      tap.disconnect()
      tap.port.close()
    }
    try {
      await this.#context.resume()
    } catch (thrown) {
      release()
      throw thrown
    }
    return release
  }

  /** Lets what is pushed sound. Rejects where the sound card does not answer; where it never does, nothing is heard. */
  async start(): Promise<void> {
    const turn = this.#turn
    clearTimeout(this.#idleTimer)
    await this.#context.resume()
    if (turn === this.#turn) this.#send({ kind: 'run', running: true })
  }

  push({ playTicks, rate, splice, channels, data }: PreviewAudio): void {
    this.#unheard = true
    this.#rate = rate
    const length = data.length / channels
    const planes = Array.from({ length: channels }, (_, index) => data.slice(index * length, (index + 1) * length))
    this.#send(
      {
        kind: 'push',
        turn: this.#turn,
        block: { playTicks, ticksPerFrame: (ticksPerSecond / sampleRate) * rate, channels: planes },
        splice,
      },
      planes.map((plane) => plane.buffer),
    )
  }

  state(): SoundState {
    return { heardTicks: this.#heardTicks(), waiting: !this.#unheard }
  }

  #heardTicks(): Ticks | null {
    if (!this.#last) return null
    const { playTicks, contextTime, starved } = this.#last
    const { currentTime, outputLatency } = this.#context
    const elapsed = currentTime - contextTime
    // The last sound is still on its way to the ear: a wireless headphone takes long, and the lesson ends only then.
    const heard = (starved ? Math.min(elapsed, outputLatency) : elapsed) - outputLatency
    return ticks(Math.round(playTicks + heard * ticksPerSecond * this.#rate))
  }

  /** All that was sent is played. */
  isStarved(): boolean {
    return this.#last?.starved ?? false
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer)
    if (loudspeaker.getState().output === this) loudspeaker.setState({ output: null })
    this.#node.disconnect()
    await this.#context.close()
  }

  #send(message: ToPcmPlayer, transfer: Transferable[] = []): void {
    this.#node.port.postMessage(message, transfer)
  }
}
