import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeDeviceProblem, listDevices, openDevice, stopStream, type Device, type DeviceKind } from './devices.ts'
import { FileRecorder, type Take } from './file-recorder.ts'
import { Stopwatch } from './stopwatch.ts'

const words = text.record
const countFrom = 3
const countStepMs = 1000

/** What the system chooses, or no device at all. */
export type DeviceChoice = { readonly kind: 'default' | 'none' } | { readonly kind: 'device'; readonly id: string }

type DeviceState = {
  readonly devices: readonly Device[]
  readonly choice: DeviceChoice
  readonly stream: MediaStream | null
  /** Why there is no stream although one is wanted. */
  readonly problem: string | null
}

export type RecordPhase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counting'; readonly left: number }
  | { readonly kind: 'recording'; readonly paused: boolean }
  | { readonly kind: 'ending' }
  | { readonly kind: 'take'; readonly take: Take }

export type RecordState = Readonly<Record<DeviceKind, DeviceState>> & {
  readonly phase: RecordPhase
  /** What went wrong with the last take. */
  readonly notice: string | null
}

const noDevice: DeviceState = { devices: [], choice: { kind: 'default' }, stream: null, problem: null }

/** The record screen of one lesson: its devices, and the take that is being made. */
export class RecordSession {
  readonly store: StoreApi<RecordState> = createStore<RecordState>(() => ({
    camera: noDevice,
    microphone: noDevice,
    phase: { kind: 'ready' },
    notice: null,
  }))
  readonly stopwatch = new Stopwatch()
  readonly #projectId: ProjectId
  #recorder: FileRecorder | null = null
  #countTimer: ReturnType<typeof setTimeout> | undefined = undefined
  #closed = false
  readonly #turns = { camera: 0, microphone: 0 }

  constructor(projectId: ProjectId) {
    this.#projectId = projectId
  }

  async open(): Promise<void> {
    this.#closed = false
    await call('recording.enter', {})
    navigator.mediaDevices.addEventListener('devicechange', this.#refresh)
    await Promise.all([this.choose('camera', { kind: 'default' }), this.choose('microphone', { kind: 'default' })])
  }

  /** Lets go of the devices. A take that nobody decided on is offered at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    navigator.mediaDevices.removeEventListener('devicechange', this.#refresh)
    clearTimeout(this.#countTimer)
    const recorder = this.#recorder
    this.#recorder = null
    await recorder?.finish().catch(() => null)
    for (const kind of ['camera', 'microphone'] as const) {
      this.#turns[kind] += 1
      stopStream(this.store.getState()[kind].stream)
      this.#setDevice(kind, { stream: null })
    }
    await call('recording.leave', {})
  }

  /** Switches a device; its stream comes when the device has started. */
  async choose(kind: DeviceKind, choice: DeviceChoice): Promise<void> {
    this.#turns[kind] += 1
    const turn = this.#turns[kind]
    stopStream(this.store.getState()[kind].stream)
    this.#setDevice(kind, { choice, stream: null, problem: null })
    if (choice.kind !== 'none') {
      try {
        const stream = await openDevice(kind, choice.kind === 'device' ? choice.id : null)
        if (this.#closed || turn !== this.#turns[kind]) return stopStream(stream)
        for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lost(kind, stream))
        this.#setDevice(kind, { stream })
      } catch (thrown) {
        if (turn === this.#turns[kind]) this.#setDevice(kind, { problem: describeDeviceProblem(kind, thrown) })
      }
    }
    // The names are told only after a device was allowed.
    this.#setDevice(kind, { devices: await listDevices(kind) })
  }

  /** Counts down and records. */
  startCount(): void {
    const { phase, camera } = this.store.getState()
    if (phase.kind !== 'ready' || !camera.stream) return
    this.store.setState({ notice: null })
    this.#count(countFrom)
  }

  cancelCount(): void {
    clearTimeout(this.#countTimer)
    if (this.store.getState().phase.kind === 'counting') this.#setPhase({ kind: 'ready' })
  }

  togglePause(): void {
    const { phase } = this.store.getState()
    if (phase.kind !== 'recording' || !this.#recorder) return
    const paused = !phase.paused
    if (paused) {
      this.#recorder.pause()
      this.stopwatch.pause()
    } else {
      this.#recorder.resume()
      this.stopwatch.start()
    }
    this.#setPhase({ kind: 'recording', paused })
    announce(paused ? words.paused : words.recording)
  }

  /** Ends the take; `notice` tells why, where it was not the user. */
  async stop(notice: string | null = null): Promise<void> {
    const recorder = this.#recorder
    if (!recorder || this.store.getState().phase.kind !== 'recording') return
    this.#recorder = null
    this.stopwatch.pause()
    this.#setPhase({ kind: 'ending' })
    try {
      const take = await recorder.finish()
      const failure = recorder.failure ? `${describeError(recorder.failure)} ${words.endedEarly}` : null
      if (take === null) this.#reset(recorder.failure ? describeError(recorder.failure) : words.nothing)
      else this.store.setState({ phase: { kind: 'take', take }, notice: failure ?? notice })
    } catch (thrown) {
      this.#reset(describeError(toErrorData(thrown)))
    }
  }

  /** Back to the camera; the take can be had back for a while. */
  async retake(): Promise<void> {
    const { phase } = this.store.getState()
    if (phase.kind !== 'take') return
    const { take } = phase
    this.#reset(null)
    try {
      await call('recording.discard', { recordingId: take.recordingId })
      showToast(words.thrownAway, { label: text.common.undo, run: () => void this.#bringBack(take) })
    } catch (thrown) {
      showToast(describeError(toErrorData(thrown)))
    }
  }

  async #bringBack(take: Take): Promise<void> {
    try {
      await call('recording.restore', { recordingId: take.recordingId })
      if (this.#closed || this.store.getState().phase.kind !== 'ready') return
      this.store.setState({ phase: { kind: 'take', take }, notice: null })
      announce(words.keptTake)
    } catch (thrown) {
      showToast(describeError(toErrorData(thrown)))
    }
  }

  #count(left: number): void {
    this.#setPhase({ kind: 'counting', left })
    announce(words.counting(left))
    this.#countTimer = setTimeout(() => {
      if (left > 1) this.#count(left - 1)
      else void this.#record()
    }, countStepMs)
  }

  async #record(): Promise<void> {
    const { camera, microphone } = this.store.getState()
    const tracks = [camera.stream, microphone.stream].flatMap((stream) => stream?.getTracks() ?? [])
    try {
      const recorder = await FileRecorder.start(this.#projectId, new MediaStream(tracks), () => void this.stop())
      if (this.#closed) return void recorder.finish()
      this.#recorder = recorder
      this.stopwatch.reset()
      this.stopwatch.start()
      this.#setPhase({ kind: 'recording', paused: false })
      announce(words.recording)
    } catch (thrown) {
      this.#reset(thrown instanceof DOMException ? words.nothing : describeError(toErrorData(thrown)))
    }
  }

  #lost(kind: DeviceKind, stream: MediaStream): void {
    if (this.store.getState()[kind].stream !== stream) return
    this.cancelCount()
    this.#setDevice(kind, { stream: null, problem: words.problems.missing[kind] })
    void this.stop(words.unplugged)
  }

  readonly #refresh = (): void => {
    for (const kind of ['camera', 'microphone'] as const)
      void listDevices(kind).then((devices) => this.#setDevice(kind, { devices }))
  }

  #reset(notice: string | null): void {
    this.stopwatch.reset()
    this.store.setState({ phase: { kind: 'ready' }, notice })
  }

  #setPhase(phase: RecordPhase): void {
    this.store.setState({ phase })
  }

  #setDevice(kind: DeviceKind, changes: Partial<DeviceState>): void {
    this.store.setState((state) => ({ [kind]: { ...state[kind], ...changes } }) as Pick<RecordState, DeviceKind>)
  }
}
