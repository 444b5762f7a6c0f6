import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  describeDeviceProblem,
  listDevices,
  openDevice,
  stopStream,
  type Device,
  type DeviceKind,
} from '#renderer/devices/devices.ts'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { dismissToast, showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { Screen, ScreenId } from '#shared/ipc/areas/recording.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { FileRecorder, type RecordedFile } from './file-recorder.ts'
import { describeScreenProblem, listScreens, openScreen } from './screens.ts'
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

type ScreenState = {
  readonly screens: readonly Screen[]
  readonly chosenId: ScreenId | null
  readonly stream: MediaStream | null
  readonly problem: string | null
}

export const recordSources = ['camera', 'screen', 'both'] as const
export type RecordSource = (typeof recordSources)[number]

/** What came of one recording: the clip, and the camera that belongs over a recorded screen. */
export type Take = { readonly main: RecordedFile; readonly over: RecordedFile | null }

export type RecordPhase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counting'; readonly left: number }
  | { readonly kind: 'recording'; readonly paused: boolean }
  | { readonly kind: 'ending' }
  | { readonly kind: 'take'; readonly take: Take }

export type RecordState = Readonly<Record<DeviceKind, DeviceState>> & {
  readonly source: RecordSource
  readonly screen: ScreenState
  readonly phase: RecordPhase
  /** What went wrong with the last take. */
  readonly notice: string | null
}

const noDevice: DeviceState = { devices: [], choice: { kind: 'default' }, stream: null, problem: null }
const noScreen: ScreenState = { screens: [], chosenId: null, stream: null, problem: null }

/** Whether everything that is to be recorded has started. */
export const isReady = ({ source, camera, screen }: RecordState): boolean =>
  (source === 'screen' || camera.stream !== null) && (source === 'camera' || screen.stream !== null)

/** All files of a take, the clip first. */
export const filesOf = ({ main, over }: Take): readonly RecordedFile[] => (over ? [main, over] : [main])

/** The record screen of one lesson: its devices, and the take that is being made. */
export class RecordSession {
  readonly store: StoreApi<RecordState> = createStore<RecordState>(() => ({
    camera: noDevice,
    microphone: noDevice,
    source: 'camera',
    screen: noScreen,
    phase: { kind: 'ready' },
    notice: null,
  }))
  readonly stopwatch = new Stopwatch()
  readonly #projectId: ProjectId
  /** While a take is made; the clip first. */
  #recorders: readonly FileRecorder[] = []
  /** Offers the last take; another one, or leaving, ends that. */
  #undoToast: number | null = null
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
    this.#endUndo()
    const recorders = this.#recorders
    this.#recorders = []
    await Promise.all(recorders.map((recorder) => recorder.finish().catch(() => null)))
    this.#closeScreen()
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

  /** What the picture is taken from; a screen has to be chosen then. */
  async setSource(source: RecordSource): Promise<void> {
    if (this.store.getState().phase.kind !== 'ready') return
    this.store.setState({ source, notice: null })
    const { camera } = this.store.getState()
    if (source === 'screen') void this.choose('camera', { kind: 'none' })
    else if (camera.choice.kind === 'none') void this.choose('camera', { kind: 'default' })
    if (source === 'camera') this.#closeScreen()
    else await this.findScreens()
  }

  /** Looks again which screens and windows there are. */
  async findScreens(): Promise<void> {
    try {
      this.#setScreen({ screens: await listScreens(), problem: null })
    } catch (thrown) {
      this.#setScreen({ problem: describeScreenProblem(thrown) })
    }
  }

  async chooseScreen(screenId: ScreenId): Promise<void> {
    this.#closeScreen()
    this.#setScreen({ chosenId: screenId })
    try {
      const stream = await openScreen(screenId)
      if (this.#closed || this.store.getState().screen.chosenId !== screenId) return stopStream(stream)
      for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lostScreen(stream))
      this.#setScreen({ stream })
    } catch (thrown) {
      this.#setScreen({ chosenId: null, problem: describeScreenProblem(thrown) })
    }
  }

  /** Counts down and records. */
  startCount(): void {
    const state = this.store.getState()
    if (state.phase.kind !== 'ready' || !isReady(state)) return
    this.store.setState({ notice: null })
    this.#endUndo()
    this.#count(countFrom)
  }

  cancelCount(): void {
    clearTimeout(this.#countTimer)
    if (this.store.getState().phase.kind === 'counting') this.#setPhase({ kind: 'ready' })
  }

  togglePause(): void {
    const { phase } = this.store.getState()
    if (phase.kind !== 'recording') return
    const paused = !phase.paused
    if (paused) {
      for (const recorder of this.#recorders) recorder.pause()
      this.stopwatch.pause()
    } else {
      for (const recorder of this.#recorders) recorder.resume()
      this.stopwatch.start()
    }
    this.#setPhase({ kind: 'recording', paused })
    announce(paused ? words.paused : words.recording)
  }

  /** Ends the take; `notice` tells why, where it was not the user. */
  async stop(notice: string | null = null): Promise<void> {
    const recorders = this.#recorders
    if (recorders.length === 0 || this.store.getState().phase.kind !== 'recording') return
    this.#recorders = []
    this.stopwatch.pause()
    this.#setPhase({ kind: 'ending' })
    try {
      const files = await Promise.all(recorders.map((recorder) => recorder.finish()))
      const failure = recorders.find((recorder) => recorder.failure)?.failure ?? null
      const [main, over = null] = files.filter((file) => file !== null)
      if (!main) return this.#reset(failure ? describeError(failure) : words.nothing)
      const told = failure ? `${describeError(failure)} ${words.endedEarly}` : notice
      this.store.setState({ phase: { kind: 'take', take: { main, over } }, notice: told })
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
      for (const { recordingId } of filesOf(take)) await call('recording.discard', { recordingId })
      this.#undoToast = showToast(words.thrownAway, { label: text.common.undo, run: () => void this.#bringBack(take) })
    } catch (thrown) {
      showToast(describeError(toErrorData(thrown)))
    }
  }

  #endUndo(): void {
    if (this.#undoToast !== null) dismissToast(this.#undoToast)
    this.#undoToast = null
  }

  async #bringBack(take: Take): Promise<void> {
    try {
      for (const { recordingId } of filesOf(take)) await call('recording.restore', { recordingId })
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
    const { camera, microphone, screen } = this.store.getState()
    const sound = microphone.stream?.getTracks() ?? []
    const pictures = [
      { source: 'screen', stream: screen.stream },
      { source: 'camera', stream: camera.stream },
    ] as const
    const recorders: FileRecorder[] = []
    try {
      for (const { source, stream } of pictures) {
        if (!stream) continue
        // The voice belongs to the clip that the lesson is cut by.
        const tracks = [...stream.getTracks(), ...(recorders.length === 0 ? sound : [])]
        const order = { projectId: this.#projectId, source, stream: new MediaStream(tracks), onFailure: () => void this.stop() }
        recorders.push(await FileRecorder.open(order))
      }
      if (this.#closed) return void (await Promise.all(recorders.map((recorder) => recorder.finish())))
      for (const recorder of recorders) recorder.begin()
      this.#recorders = recorders
      this.stopwatch.reset()
      this.stopwatch.start()
      this.#setPhase({ kind: 'recording', paused: false })
      announce(words.recording)
    } catch (thrown) {
      await Promise.all(recorders.map((recorder) => recorder.finish().catch(() => null)))
      this.#reset(thrown instanceof DOMException ? words.nothing : describeError(toErrorData(thrown)))
    }
  }

  #lost(kind: DeviceKind, stream: MediaStream): void {
    if (this.store.getState()[kind].stream !== stream) return
    this.cancelCount()
    this.#setDevice(kind, { stream: null, problem: words.problems.missing[kind] })
    void this.stop(words.unplugged)
  }

  #lostScreen(stream: MediaStream): void {
    if (this.store.getState().screen.stream !== stream) return
    this.cancelCount()
    this.#setScreen({ stream: null, chosenId: null })
    void this.stop(words.screenEnded)
  }

  #closeScreen(): void {
    stopStream(this.store.getState().screen.stream)
    this.#setScreen({ stream: null, chosenId: null, problem: null })
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

  #setScreen(changes: Partial<ScreenState>): void {
    this.store.setState(({ screen }) => ({ screen: { ...screen, ...changes } }))
  }

  #setDevice(kind: DeviceKind, changes: Partial<DeviceState>): void {
    this.store.setState((state) => ({ [kind]: { ...state[kind], ...changes } }) as Pick<RecordState, DeviceKind>)
  }
}
