import { createStore, type StoreApi } from 'zustand/vanilla'

/** What can be listened to before it is in the lesson. */
export type Listenable = {
  readonly id: string
  readonly url: string
  /** Seconds after which it begins anew; null plays it once. */
  readonly loopSeconds: number | null
}

type PlayerState = {
  /** What plays, or is on its way to. */
  readonly playingId: string | null
  /** What could not be played. */
  readonly failedId: string | null
}

/** Plays one sound at a time for those who choose. */
export class SoundPlayer {
  readonly store: StoreApi<PlayerState> = createStore<PlayerState>(() => ({ playingId: null, failedId: null }))
  #context: AudioContext | null = null
  #source: AudioBufferSourceNode | null = null
  #startedAt = 0
  #length = 0
  /** Raised by each start and stop: what an earlier start still loads is not played. */
  #turn = 0

  /** Stops what plays; starts the other one where it was another. */
  toggle(sound: Listenable): void {
    const isPlaying = this.store.getState().playingId === sound.id
    this.stop()
    if (!isPlaying) void this.#play(sound)
  }

  stop(): void {
    this.#turn += 1
    this.#source?.stop()
    this.#source = null
    this.store.setState({ playingId: null, failedId: null })
  }

  /** 0 to 1: how far it has come; 0 while nothing sounds. */
  get fraction(): number {
    if (!this.#source || !this.#context || this.#length <= 0) return 0
    const seconds = this.#context.currentTime - this.#context.outputLatency - this.#startedAt
    return Math.max(0, (seconds % this.#length) / this.#length)
  }

  close(): void {
    this.stop()
    void this.#context?.close()
    this.#context = null
  }

  async #play({ id, url, loopSeconds }: Listenable): Promise<void> {
    this.store.setState({ playingId: id, failedId: null })
    const turn = this.#turn
    const isWanted = (): boolean => turn === this.#turn
    try {
      const context = (this.#context ??= new AudioContext({ sampleRate: 48_000 }))
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(`${answer.status}`)
      const buffer = await context.decodeAudioData(await answer.arrayBuffer())
      if (!isWanted()) return
      // A card that does not answer is not waited for.
      void context.resume().catch(() => null)
      const source = new AudioBufferSourceNode(context, { buffer, loop: loopSeconds !== null, loopEnd: loopSeconds ?? 0 })
      source.connect(context.destination)
      source.addEventListener('ended', () => {
        if (this.#source === source) this.stop()
      })
      this.#source = source
      this.#startedAt = context.currentTime
      this.#length = loopSeconds ?? buffer.duration
      source.start()
    } catch {
      if (isWanted()) this.store.setState({ playingId: null, failedId: id })
    }
  }
}
