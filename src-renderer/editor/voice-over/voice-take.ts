import type { VoicePart } from '#shared/edit/commands/music.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { RecordingId } from '#shared/ipc/areas/recording.ts'
import type { ErrorData } from '#shared/messages/app-error.ts'
import { subtractTicks, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { AudioOutput, SoundReading } from '../preview/audio-output.ts'
import { VoiceFile } from './voice-file.ts'
import { PlayLines } from './voice-parts.ts'

/** A voice on its way to disk, and the instants of the lesson to which it is spoken. */
export class VoiceTake {
  readonly output: AudioOutput
  readonly #file: VoiceFile
  readonly #latencySeconds: number
  readonly #onEnd: () => void
  readonly #lines = new PlayLines()
  /** Of the first sample, on the audio clock. */
  #startTime: number | null = null
  /** Null until the lesson plays. */
  #fromTicks: Ticks | null = null
  #isPlaceKnown = false
  #release = (): void => undefined

  private constructor(file: VoiceFile, output: AudioOutput, latencySeconds: number, onEnd: () => void) {
    this.output = output
    this.#file = file
    this.#latencySeconds = latencySeconds
    this.#onEnd = onEnd
  }

  /** Hears a microphone from now on; `onEnd` is called when it has to end. Throws `AppError`, and where there is no sound. */
  static async open(projectId: ProjectId, stream: MediaStream, output: AudioOutput, onEnd: () => void): Promise<VoiceTake> {
    const file = await VoiceFile.open(projectId, onEnd)
    // What the device says of the way from the mouth to the clock.
    const settings: MediaTrackSettings & { readonly latency?: number } = stream.getAudioTracks()[0]?.getSettings() ?? {}
    const take = new VoiceTake(file, output, output.latency + (settings.latency ?? 0), onEnd)
    try {
      take.#release = await output.listen(stream, {
        onBlock: ({ contextTime, samples }) => {
          take.#startTime ??= contextTime
          file.add(samples)
        },
        onReading: (reading) => take.#heard(reading),
      })
      return take
    } catch (thrown) {
      await file.discard().catch(() => null)
      throw thrown
    }
  }

  get recordingId(): RecordingId {
    return this.#file.recordingId
  }

  /** Why not everything is on disk; null while everything is. */
  get failure(): ErrorData | null {
    return this.#file.failure
  }

  /** The lesson plays from an instant on. */
  begin(fromTicks: Ticks): void {
    this.#fromTicks = fromTicks
    this.#file.place({ atTicks: fromTicks, sourceInTicks: zeroTicks })
  }

  /** Where the playhead was drawn. */
  see(playheadTicks: Ticks): void {
    if (this.#fromTicks !== null)
      this.#lines.see(ticksToSeconds(subtractTicks(playheadTicks, this.#fromTicks)), this.output.contextTime)
  }

  /** Hears nothing any more. */
  stop(): void {
    this.#release()
  }

  async discard(): Promise<void> {
    this.stop()
    await this.#file.discard()
  }

  /** Ends the file; null where nothing was recorded. */
  finish(): Promise<Grant | null> {
    return this.#file.finish()
  }

  /** Which stretches were spoken to which instants. */
  parts(): readonly VoicePart[] {
    if (this.#fromTicks === null || this.#startTime === null) return []
    return this.#lines.parts(this.#fromTicks, this.#startTime, this.#latencySeconds)
  }

  #heard(reading: SoundReading): void {
    if (this.#fromTicks === null || reading.playTicks < 0) return
    if (!this.#lines.add(reading)) return this.#onEnd()
    const [part] = this.#isPlaceKnown ? [] : this.parts()
    if (!part) return
    this.#isPlaceKnown = true
    this.#file.place({ atTicks: part.atTicks, sourceInTicks: part.sourceInTicks })
  }
}
