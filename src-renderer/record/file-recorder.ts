import { call } from '#renderer/ipc/client.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { RecordingId, RecordingSource } from '#shared/ipc/areas/recording.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'

/** How much a crash may cost; each piece is on disk before the next is sent. */
const pieceMs = 500

/** The first that the computer can write: H.264 costs least to write and to edit. */
const formats = [
  { type: 'video/webm;codecs=h264,opus', extension: 'webm' },
  { type: 'video/webm;codecs=vp8,opus', extension: 'webm' },
  { type: 'video/webm', extension: 'webm' },
] as const

/** The picture is encoded again on export, so it is kept better than it is published (10 Mbit/s at most). */
const videoBitsPerSecond = 12_000_000
const audioBitsPerSecond = 192_000

/** A finished recording: its file for the import, and the same bytes to look at. */
export type RecordedFile = {
  readonly recordingId: RecordingId
  readonly grant: Grant
  readonly picture: Blob
}

type Order = {
  readonly projectId: ProjectId
  readonly source: RecordingSource
  readonly stream: MediaStream
  readonly onFailure: () => void
}

/** Writes one stream to disk while it comes. */
export class FileRecorder {
  readonly recordingId: RecordingId
  readonly #recorder: MediaRecorder
  readonly #pieces: Blob[] = []
  readonly #stopped: Promise<void>
  #written: Promise<void> = Promise.resolve()
  #nextIndex = 0
  #begun = false
  #failure: ErrorData | null = null

  private constructor(recordingId: RecordingId, recorder: MediaRecorder, onFailure: () => void) {
    this.recordingId = recordingId
    this.#recorder = recorder
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0 || this.#failure !== null) return
      this.#pieces.push(data)
      this.#written = this.#written.then(() => this.#append(data, onFailure))
    })
    this.#stopped = new Promise((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
    recorder.addEventListener('error', onFailure)
  }

  /**
   * Makes the file into which `begin` records; `onFailure` is called where the disk or the encoder gives up. Throws `AppError` where there
   * can be no file, `DOMException` where the stream cannot be recorded.
   */
  static async open({ projectId, source, stream, onFailure }: Order): Promise<FileRecorder> {
    const format = formats.find(({ type }) => MediaRecorder.isTypeSupported(type)) ?? formats[2]
    const recorder = new MediaRecorder(stream, { mimeType: format.type, videoBitsPerSecond, audioBitsPerSecond })
    const { recordingId } = await call('recording.start', { projectId, source, extension: format.extension })
    return new FileRecorder(recordingId, recorder, onFailure)
  }

  begin(): void {
    this.#begun = true
    this.#recorder.start(pieceMs)
  }

  /** Why not everything is on disk; null while everything is. */
  get failure(): ErrorData | null {
    return this.#failure
  }

  pause(): void {
    if (this.#recorder.state === 'recording') this.#recorder.pause()
  }

  resume(): void {
    if (this.#recorder.state === 'paused') this.#recorder.resume()
  }

  /** Ends the file; null where nothing was recorded. */
  async finish(): Promise<RecordedFile | null> {
    if (this.#begun) {
      if (this.#recorder.state !== 'inactive') this.#recorder.stop()
      await this.#stopped
    }
    await this.#written
    const { recordingId } = this
    if (this.#nextIndex === 0) {
      await call('recording.discard', { recordingId })
      return null
    }
    const { grant } = await call('recording.finish', { recordingId })
    return { recordingId, grant, picture: new Blob(this.#pieces, { type: this.#recorder.mimeType }) }
  }

  async #append(data: Blob, onFailure: () => void): Promise<void> {
    if (this.#failure !== null) return
    try {
      const bytes = new Uint8Array(await data.arrayBuffer())
      await call('recording.append', { recordingId: this.recordingId, index: this.#nextIndex, bytes })
      this.#nextIndex += 1
    } catch (thrown) {
      this.#failure = toErrorData(thrown)
      onFailure()
    }
  }
}
