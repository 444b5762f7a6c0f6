import { createStore, type StoreApi } from 'zustand/vanilla'
import { describeDeviceProblem, listDevices, openDevice, stopStream, type Device } from '#renderer/devices/devices.ts'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { addVoice } from '#shared/edit/commands/music.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { subtractTicks, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { loudspeaker, type AudioOutput } from '../preview/audio-output.ts'
import { VoiceFile } from './voice-file.ts'
import { PlayLines } from './voice-parts.ts'

const words = text.music.voice
const countFrom = 3
const countStepMs = 1000

/** How loud the lesson is while somebody speaks, as factors: quiet is 12 dB down. */
export const lessonSounds = { off: 0, quiet: 0.25, full: 1 } as const
export type LessonSound = keyof typeof lessonSounds

export type VoicePhase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counting'; readonly left: number }
  | { readonly kind: 'recording'; readonly fromTicks: Ticks }
  | { readonly kind: 'saving' }
  /** It is in the lesson, from there on. */
  | { readonly kind: 'done'; readonly fromTicks: Ticks }

type VoiceState = {
  readonly isOpen: boolean
  readonly devices: readonly Device[]
  readonly stream: MediaStream | null
  /** Why there is no stream. */
  readonly problem: string | null
  readonly lessonSound: LessonSound
  readonly phase: VoicePhase
  /** What went wrong with the last one. */
  readonly notice: string | null
}

type Take = {
  readonly file: VoiceFile
  readonly fromTicks: Ticks
  readonly output: AudioOutput
  readonly lines: PlayLines
  readonly latencySeconds: number
  /** Of the first sample, on the audio clock. */
  startTime: number | null
  stopListening: () => void
}

/** Speaks over the playing lesson: the microphone, the count, and the recording that comes to its exact place. */
export class VoiceOver {
  readonly store: StoreApi<VoiceState> = createStore<VoiceState>(() => ({
    isOpen: false,
    devices: [],
    stream: null,
    problem: null,
    lessonSound: 'off',
    phase: { kind: 'ready' },
    notice: null,
  }))
  readonly #editor: LessonEditor
  #take: Take | null = null
  #countTimer: ReturnType<typeof setTimeout> | undefined = undefined
  #deviceTurn = 0
  /** After the last take was added: as long as nothing else was done, undo takes it back. */
  #changeCount: number | null = null

  constructor(editor: LessonEditor) {
    this.#editor = editor
  }

  async open(): Promise<void> {
    if (this.store.getState().isOpen) return
    this.store.setState({ isOpen: true, phase: { kind: 'ready' }, notice: null })
    try {
      await call('recording.enter', {})
      navigator.mediaDevices.addEventListener('devicechange', this.#refresh)
      await this.choose(null)
    } catch (thrown) {
      this.store.setState({ problem: describeError(toErrorData(thrown)) })
    }
  }

  /** Lets go of the microphone; what is being recorded comes into the lesson. */
  async close(): Promise<void> {
    if (!this.store.getState().isOpen) return
    this.cancelCount()
    await this.stop()
    this.#deviceTurn += 1
    stopStream(this.store.getState().stream)
    navigator.mediaDevices.removeEventListener('devicechange', this.#refresh)
    this.store.setState({ isOpen: false, stream: null, problem: null })
    await call('recording.leave', {})
  }

  /** Switches the microphone; null is the system's choice. */
  async choose(deviceId: string | null): Promise<void> {
    this.#deviceTurn += 1
    const turn = this.#deviceTurn
    stopStream(this.store.getState().stream)
    this.store.setState({ stream: null, problem: null })
    try {
      const stream = await openDevice('microphone', deviceId)
      if (turn !== this.#deviceTurn) return stopStream(stream)
      for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lost(stream))
      this.store.setState({ stream })
    } catch (thrown) {
      if (turn === this.#deviceTurn) this.store.setState({ problem: describeDeviceProblem('microphone', thrown) })
    }
    this.store.setState({ devices: await listDevices('microphone') })
  }

  setLessonSound(lessonSound: LessonSound): void {
    this.store.setState({ lessonSound })
    this.#take?.output.setVolume(lessonSounds[lessonSound])
  }

  /** The one key: begins to count, or ends what is under way. */
  toggle(): void {
    const { phase } = this.store.getState()
    if (phase.kind === 'counting') this.cancelCount()
    else if (phase.kind === 'recording') void this.stop()
    else this.start()
  }

  /** Counts down, then plays from the playhead and records. */
  start(): void {
    const { phase, stream } = this.store.getState()
    if (!stream || phase.kind === 'counting' || phase.kind === 'recording' || phase.kind === 'saving') return
    this.#editor.pause()
    if (this.#editor.playheadTicks >= this.#editor.durationTicks) return this.#fail(words.atEnd)
    if (!loudspeaker.getState().output) return this.#fail(words.noPreview)
    this.store.setState({ notice: null })
    this.#count(countFrom)
  }

  /** Takes the last one back and starts again at the same place. */
  retake(): void {
    const { phase } = this.store.getState()
    if (phase.kind !== 'done') return
    if (this.#changeCount === this.#editor.session.getSnapshot().changeCount) this.#editor.undo()
    this.#editor.seek(phase.fromTicks)
    this.start()
  }

  cancelCount(): void {
    clearTimeout(this.#countTimer)
    if (this.store.getState().phase.kind === 'counting') this.store.setState({ phase: { kind: 'ready' } })
  }

  /** Ends the recording and brings it into the lesson; `notice` tells why, where it was not the user. */
  async stop(notice: string | null = null): Promise<void> {
    const take = this.#take
    if (!take) return
    this.#take = null
    take.stopListening()
    this.#editor.pause()
    this.#editor.seek(take.fromTicks)
    take.output.setVolume(1)
    this.store.setState({ phase: { kind: 'saving' } })
    try {
      const grant = await take.file.finish()
      const { failure, recordingId } = take.file
      if (!grant || take.startTime === null) return this.#fail(failure ? describeError(failure) : words.nothing)
      const parts = take.lines.parts(take.fromTicks, take.startTime, take.latencySeconds)
      let isPlaced = false
      await this.#editor.imports.add([grant], (asset) => (isPlaced = this.#editor.run(addVoice, { asset, parts })))
      if (!isPlaced) return this.#fail(words.nothing)
      this.#changeCount = this.#editor.session.getSnapshot().changeCount
      announce(words.done(formatLength(take.fromTicks)))
      this.store.setState({
        phase: { kind: 'done', fromTicks: take.fromTicks },
        notice: failure ? describeError(failure) : notice,
      })
      if (await this.#editor.autosave.flush()) await call('recording.settle', { recordingId })
    } catch (thrown) {
      this.#fail(describeError(toErrorData(thrown)))
    }
  }

  #count(left: number): void {
    this.store.setState({ phase: { kind: 'counting', left } })
    announce(words.counting(left))
    this.#countTimer = setTimeout(() => {
      if (left > 1) this.#count(left - 1)
      else void this.#record()
    }, countStepMs)
  }

  async #record(): Promise<void> {
    const { stream, lessonSound } = this.store.getState()
    const { output } = loudspeaker.getState()
    const editor = this.#editor
    if (!stream || !output) return this.#fail(words.noPreview)
    try {
      const file = await VoiceFile.open(editor.projectId, () => void this.stop())
      // What the device says of the way from the mouth to the clock.
      const settings: MediaTrackSettings & { readonly latency?: number } = stream.getAudioTracks()[0]?.getSettings() ?? {}
      const fromTicks = editor.playheadTicks
      const lines = new PlayLines()
      const latencySeconds = output.latency + (settings.latency ?? 0)
      const take: Take = { file, fromTicks, output, lines, latencySeconds, startTime: null, stopListening: () => undefined }
      const stopTap = await output.listen(stream, {
        onBlock: ({ contextTime, samples }) => {
          take.startTime ??= contextTime
          file.add(samples)
        },
        onReading: (reading) => {
          if (reading.playTicks >= 0 && !lines.add(reading)) void this.stop()
        },
      })
      // One that runs at another speed, or over and over, has no place for a voice.
      editor.view.setState({ rate: 1, loop: null, shuttle: null })
      const stopWatching = editor.view.subscribe(({ playing, playheadTicks }, before) => {
        if (before.playing && !playing) return void this.stop()
        if (playing && playheadTicks > before.playheadTicks)
          lines.see(ticksToSeconds(subtractTicks(playheadTicks, fromTicks)), output.contextTime)
      })
      take.stopListening = () => {
        stopWatching()
        stopTap()
      }
      this.#take = take
      output.setVolume(lessonSounds[lessonSound])
      this.store.setState({ phase: { kind: 'recording', fromTicks } })
      announce(words.recording)
      editor.togglePlay()
    } catch (thrown) {
      this.#fail(describeError(toErrorData(thrown)))
    }
  }

  #lost(stream: MediaStream): void {
    if (this.store.getState().stream !== stream) return
    this.cancelCount()
    this.store.setState({ stream: null, problem: text.record.problems.missing.microphone })
    void this.stop(words.unplugged)
  }

  readonly #refresh = (): void => void listDevices('microphone').then((devices) => this.store.setState({ devices }))

  #fail(notice: string): void {
    this.store.setState({ phase: { kind: 'ready' }, notice })
  }
}

const voiceOvers = new WeakMap<LessonEditor, VoiceOver>()

/** The voice-over of a lesson: it goes on recording while another panel is open. */
export function voiceOverOf(editor: LessonEditor): VoiceOver {
  const known = voiceOvers.get(editor)
  if (known) return known
  const made = new VoiceOver(editor)
  voiceOvers.set(editor, made)
  return made
}

/** Opens the voice-over; where it is open, begins or ends a recording. */
export function toggleVoiceOver(editor: LessonEditor): void {
  const voiceOver = voiceOverOf(editor)
  editor.show('music')
  if (!voiceOver.store.getState().isOpen) void voiceOver.open()
  else voiceOver.toggle()
}

/** How long a recording that began at an instant is by now. */
export const recordedTicks = (nowTicks: Ticks, fromTicks: Ticks): Ticks =>
  nowTicks > fromTicks ? ((nowTicks - fromTicks) as Ticks) : zeroTicks
