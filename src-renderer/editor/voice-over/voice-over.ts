import { createStore, type StoreApi } from 'zustand/vanilla'
import { describeDeviceProblem, listDevices, openDevice, stopStream, type Device } from '#renderer/devices/devices.ts'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { addVoice } from '#shared/edit/commands/music.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { Activity, LessonEditor } from '../lesson-editor.ts'
import { loudspeaker } from '../preview/audio-output.ts'
import { VoiceTake } from './voice-take.ts'

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

type Recording = { readonly take: VoiceTake; readonly fromTicks: Ticks; readonly stopWatching: () => void }

/** Speaks over the playing lesson: the microphone, the count, and the recording that comes to its exact place. */
export class VoiceOver implements Activity {
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
  #recording: Recording | null = null
  #countTimer: ReturnType<typeof setTimeout> | undefined = undefined
  #deviceTurn = 0
  /** Raised by each beginning and calling off of a count. */
  #countTurn = 0
  #saved: Promise<void> = Promise.resolve()
  #closed: Promise<void> = Promise.resolve()
  /** The last take. As long as nothing else was done since, undo takes it back. */
  #added: { readonly assetId: AssetId; readonly changeCount: number } | null = null

  constructor(editor: LessonEditor) {
    this.#editor = editor
    editor.activities.add(this)
  }

  async open(): Promise<void> {
    const { isOpen, phase } = this.store.getState()
    if (isOpen) return
    this.store.setState({ isOpen: true, phase: phase.kind === 'saving' ? phase : { kind: 'ready' }, notice: null })
    try {
      await call('recording.enter', {})
      // Closed again meanwhile.
      if (!this.store.getState().isOpen) return
      navigator.mediaDevices.addEventListener('devicechange', this.#refresh)
      await this.choose(null)
    } catch (thrown) {
      this.store.setState({ problem: describeError(toErrorData(thrown)) })
    }
  }

  /** Lets go of the microphone at once; resolves when what was recorded is in the lesson. */
  close(): Promise<void> {
    if (!this.store.getState().isOpen) return this.#closed
    this.cancelCount()
    const saved = this.stop()
    this.#deviceTurn += 1
    stopStream(this.store.getState().stream)
    navigator.mediaDevices.removeEventListener('devicechange', this.#refresh)
    this.store.setState({ isOpen: false, stream: null, problem: null })
    this.#closed = Promise.all([saved, call('recording.leave', {})]).then(() => undefined)
    return this.#closed
  }

  end(): Promise<void> {
    return this.close()
  }

  describeRunning(): string | null {
    const { kind } = this.store.getState().phase
    return kind === 'recording' || kind === 'saving' ? words.running(this.#editor.document.metadata.title) : null
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
    this.#recording?.take.output.setVolume(lessonSounds[lessonSound])
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
    if (this.#isAtEnd) return this.#fail(words.atEnd)
    if (!loudspeaker.getState().output) return this.#fail(words.noPreview)
    this.store.setState({ notice: null })
    this.#countTurn += 1
    this.#count(countFrom)
  }

  /** Takes the last one back and starts again at the same place. */
  retake(): void {
    const { phase } = this.store.getState()
    if (phase.kind !== 'done') return
    this.#takeBack()
    this.#editor.seek(phase.fromTicks)
    this.start()
  }

  #takeBack(): void {
    const added = this.#added
    this.#added = null
    if (!added) return
    const editor = this.#editor
    if (added.changeCount === editor.session.getSnapshot().changeCount) return editor.undo()
    const clips = Object.values(editor.document.clips).filter(({ assetId }) => assetId === added.assetId)
    if (clips.length > 0) editor.run(deleteItems, { items: clips.map(({ id }) => ({ kind: 'clip', id }) as const) })
  }

  cancelCount(): void {
    this.#countTurn += 1
    clearTimeout(this.#countTimer)
    if (this.store.getState().phase.kind === 'counting') this.store.setState({ phase: { kind: 'ready' } })
  }

  /** Ends the recording; resolves when it is in the lesson. `notice` tells why it ended, where it was not the user. */
  stop(notice: string | null = null): Promise<void> {
    const recording = this.#recording
    if (!recording) return this.#saved
    this.#recording = null
    const { take, fromTicks, stopWatching } = recording
    stopWatching()
    take.stop()
    this.#editor.pause()
    this.#editor.seek(fromTicks)
    take.output.setVolume(1)
    this.store.setState({ phase: { kind: 'saving' } })
    this.#saved = this.#save(take, fromTicks, notice)
    return this.#saved
  }

  async #save(take: VoiceTake, fromTicks: Ticks, notice: string | null): Promise<void> {
    try {
      const grant = await take.finish()
      const { failure, recordingId } = take
      const parts = take.parts()
      if (!grant || parts.length === 0) return this.#fail(failure ? describeError(failure) : words.nothing)
      let placed = null as AssetId | null
      await this.#editor.imports.add([grant], (asset) => {
        if (!this.#editor.run(addVoice, { asset, parts })) return false
        placed = asset.id
        return true
      })
      if (placed === null) return this.#fail(words.notAdded)
      this.#added = { assetId: placed, changeCount: this.#editor.session.getSnapshot().changeCount }
      announce(words.done(formatLength(fromTicks)))
      this.store.setState({ phase: { kind: 'done', fromTicks }, notice: failure ? describeError(failure) : notice })
      if (await this.#editor.autosave.flush()) await call('recording.settle', { recordingId })
    } catch (thrown) {
      this.#fail(describeError(toErrorData(thrown)))
    }
  }

  get #isAtEnd(): boolean {
    return this.#editor.playheadTicks >= this.#editor.durationTicks
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
    const turn = this.#countTurn
    const { stream } = this.store.getState()
    const { output } = loudspeaker.getState()
    const editor = this.#editor
    if (!stream || !output) return this.#fail(words.noPreview)
    try {
      const take = await VoiceTake.open(editor.projectId, stream, output, () => void this.stop())
      if (turn !== this.#countTurn) return await take.discard()
      // While the count ran, the lesson may have been played or sought in.
      editor.pause()
      if (!this.#isAtEnd) return this.#begin(take)
      this.#fail(words.atEnd)
      await take.discard()
    } catch (thrown) {
      if (turn === this.#countTurn) this.#fail(describeError(toErrorData(thrown)))
    }
  }

  #begin(take: VoiceTake): void {
    const editor = this.#editor
    const fromTicks = editor.playheadTicks
    take.begin(fromTicks)
    // One that runs at another speed, or over and over, has no place for a voice.
    editor.view.setState({ rate: 1, loop: null, shuttle: null })
    const stopWatching = editor.view.subscribe(({ playing, playheadTicks }, before) => {
      if (before.playing && !playing) return void this.stop()
      if (playing && playheadTicks > before.playheadTicks) take.see(playheadTicks)
    })
    this.#recording = { take, fromTicks, stopWatching }
    take.output.setVolume(lessonSounds[this.store.getState().lessonSound])
    this.store.setState({ phase: { kind: 'recording', fromTicks } })
    announce(words.recording)
    editor.togglePlay()
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
    // Nobody sees the panel of a lesson that was left.
    if (!this.store.getState().isOpen) showToast(notice)
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
