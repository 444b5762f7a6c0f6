import { call } from '#renderer/ipc/client.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { RecordingId, VoicePlace } from '#shared/ipc/areas/recording.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'

const sampleRate = 48_000
/** How much a crash may cost. */
const pieceFrames = sampleRate / 2
/** Of a file whose length nobody knows yet: readers go by its end. */
const unknownLength = 0xffffffff

/** The head of a WAV file: one channel of 16 bits. */
function wavHead(): Uint8Array {
  const head = new DataView(new ArrayBuffer(44))
  const write = (at: number, name: string): void =>
    [...name].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)))
  write(0, 'RIFF')
  head.setUint32(4, unknownLength, true)
  write(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, sampleRate, true)
  head.setUint32(28, sampleRate * 2, true)
  head.setUint16(32, 2, true)
  head.setUint16(34, 16, true)
  write(36, 'data')
  head.setUint32(40, unknownLength, true)
  return new Uint8Array(head.buffer)
}

/** Writes a voice to disk while it comes, sample by sample: its place in the lesson is exact to one of them. */
export class VoiceFile {
  readonly recordingId: RecordingId
  #waiting: Float32Array[] = []
  #waitingFrames = 0
  #written: Promise<void> = Promise.resolve()
  #nextIndex = 0
  #failure: ErrorData | null = null
  readonly #onFailure: () => void

  private constructor(recordingId: RecordingId, onFailure: () => void) {
    this.recordingId = recordingId
    this.#onFailure = onFailure
  }

  /** Throws `AppError` where there can be no file. */
  static async open(projectId: ProjectId, onFailure: () => void): Promise<VoiceFile> {
    const { recordingId } = await call('recording.start', { projectId, source: 'voice', extension: 'wav' })
    return new VoiceFile(recordingId, onFailure)
  }

  /** Why not everything is on disk; null while everything is. */
  get failure(): ErrorData | null {
    return this.#failure
  }

  add(samples: Float32Array): void {
    this.#waiting.push(samples)
    this.#waitingFrames += samples.length
    if (this.#waitingFrames >= pieceFrames) this.#write()
  }

  /** Notes where it belongs, for the case that it never comes into the lesson. */
  place(voicePlace: VoicePlace): void {
    const { recordingId } = this
    this.#written = this.#written.then(async () => {
      // Without it, it comes back at the start of the lesson.
      await call('recording.place', { recordingId, voicePlace }).catch(() => null)
    })
  }

  /** Throws the file away, as far as one can: it can be brought back for some days. */
  async discard(): Promise<void> {
    await this.#written
    await call('recording.discard', { recordingId: this.recordingId })
  }

  /** Ends the file; null where nothing was recorded. */
  async finish(): Promise<Grant | null> {
    this.#write()
    await this.#written
    if (this.#nextIndex > 0) return (await call('recording.finish', { recordingId: this.recordingId })).grant
    await this.discard()
    return null
  }

  #write(): void {
    const samples = this.#waiting
    const frames = this.#waitingFrames
    this.#waiting = []
    this.#waitingFrames = 0
    if (frames === 0) return
    this.#written = this.#written.then(() => this.#append(samples, frames))
  }

  async #append(blocks: readonly Float32Array[], frames: number): Promise<void> {
    if (this.#failure !== null) return
    const head = this.#nextIndex === 0 ? wavHead() : new Uint8Array(0)
    const bytes = new Uint8Array(head.length + frames * 2)
    bytes.set(head)
    const view = new DataView(bytes.buffer)
    let at = head.length
    for (const block of blocks)
      for (const sample of block) {
        view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
        at += 2
      }
    try {
      await call('recording.append', { recordingId: this.recordingId, index: this.#nextIndex, bytes })
      this.#nextIndex += 1
    } catch (thrown) {
      this.#failure = toErrorData(thrown)
      this.#onFailure()
    }
  }
}
