import { createStore, type StoreApi } from 'zustand/vanilla'
import { openPreviewPort } from '#renderer/ipc/client.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { AudioOutput } from './audio-output.ts'
import { FrameQueue } from './frame-queue.ts'
import { OverlayLayer } from './overlay-layer.ts'
import { PlayClock, type SoundState } from './play-clock.ts'
import { PreviewClient, type PreviewFrame } from './preview-client.ts'
import { loadOverlayFonts } from './overlay-fonts.ts'
import type { Transport } from './transport.ts'

export type PreviewStatus =
  { readonly kind: 'empty' | 'loading' | 'ready' } | { readonly kind: 'failed'; readonly error: ErrorData }

/** An edit rebuilds the plan after this pause, so that a drag does not ask for every step in between. */
const reloadDelayMs = 60

/** A clip that brings the engine down each time must not do so for ever. */
const maxRevivals = 3
const revivalWindowMs = 60_000
/** Until main has seen that the process ended and started another one. */
const revivalDelayMs = 400

const noSound: SoundState = { heardTicks: null, waiting: true }

const engineGone: ErrorData = {
  code: 'media.engine-failed',
  params: { step: text.editor.preview.playing, detail: text.editor.preview.endedOften },
  retryable: true,
}

/**
 * Shows the lesson on a canvas: pictures of the engine and the overlays of their instant in one animation frame, led by the
 * clock of the sound, or where none can be played by that of the window.
 */
export class Presenter implements Transport {
  readonly status: StoreApi<PreviewStatus> = createStore<PreviewStatus>(() => ({ kind: 'empty' }))
  readonly #editor: LessonEditor
  readonly #canvas: HTMLCanvasElement
  readonly #frames = new FrameQueue<PreviewFrame>()
  #client: PreviewClient | null = null
  #audio: AudioOutput | null = null
  #overlays: OverlayLayer | null = null
  #shown: VideoFrame | null = null
  #animation = 0
  #closed = false
  #reloadTimer: ReturnType<typeof setTimeout> | null = null
  /** Set while playing. */
  #clock: PlayClock | null = null
  #toldSilence = false
  /** Counts connections to an engine: what a connection outrun by a newer one brings is closed. */
  #turn = 0
  /** Pixels of the screen that the canvas covers across; 0 until measured. */
  #coveredWidth = 0
  readonly #measuring: ResizeObserver
  #loadedDocument: LessonDocument | null = null
  #endReached = false
  /** When the engine was replaced lately. */
  #revivals: number[] = []
  #revivalTimer: ReturnType<typeof setTimeout> | undefined = undefined
  readonly #stopListening: () => void

  constructor(editor: LessonEditor, canvas: HTMLCanvasElement) {
    this.#editor = editor
    this.#canvas = canvas
    this.#stopListening = editor.session.subscribe(() => this.#documentChanged())
    this.#measuring = new ResizeObserver(([entry]) => {
      this.#coveredWidth = entry?.devicePixelContentBoxSize[0]?.inlineSize ?? 0
      this.#draw()
    })
    this.#measuring.observe(canvas, { box: 'device-pixel-content-box' })
    void this.#open()
  }

  play(from: Ticks): void {
    if (!this.#client) return
    this.#dropFrames()
    this.#audio?.reset()
    this.#clock = new PlayClock(from, performance.now(), this.#audio !== null)
    // The clock notices that nothing is heard.
    this.#audio?.start().catch(() => null)
    this.#endReached = false
    this.#client.play(from)
    this.#editor.view.setState({ playing: true, playheadTicks: from })
    this.#animate()
  }

  pause(): void {
    this.#stopPlaying()
    this.#client?.pause()
    this.#client?.seek(this.#editor.playheadTicks, true)
  }

  seek(instant: Ticks, exact: boolean): void {
    this.#dropFrames()
    if (this.#editor.view.getState().playing && exact) return this.play(instant)
    this.#client?.seek(instant, exact)
    this.#draw()
  }

  close(): void {
    this.#closed = true
    this.#stopListening()
    this.#measuring.disconnect()
    this.#stopPlaying()
    if (this.#reloadTimer !== null) clearTimeout(this.#reloadTimer)
    clearTimeout(this.#revivalTimer)
    this.#client?.close()
    this.#client = null
    this.#shown?.close()
    this.#shown = null
    void this.#audio?.close()
    this.#audio = null
  }

  /** A process that died is replaced unseen: the picture stays, and goes on where the playhead stands. */
  #revive(reason: ErrorData): void {
    if (this.#closed) return
    const nowMs = performance.now()
    this.#revivals = this.#revivals.filter((atMs) => nowMs - atMs < revivalWindowMs)
    this.#stopPlaying()
    if (this.#revivals.length >= maxRevivals) return this.#fail(reason)
    this.#revivals.push(nowMs)
    clearTimeout(this.#revivalTimer)
    this.#revivalTimer = setTimeout(() => this.restart(), revivalDelayMs)
  }

  /** Starts over after the engine stopped, where the playhead stands. */
  restart(): void {
    this.#client?.close()
    this.#client = null
    this.#loadedDocument = null
    void this.#open()
  }

  async #open(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const isOutrun = (): boolean => this.#closed || turn !== this.#turn
    this.status.setState({ kind: 'loading' }, true)
    try {
      await loadOverlayFonts()
      const port = await openPreviewPort(this.#editor.projectId)
      if (isOutrun()) return port.close()
      // Without a sound card the lesson still plays, silently.
      const audio = this.#audio ?? (await AudioOutput.open().catch(() => null))
      if (isOutrun()) {
        if (audio !== this.#audio) void audio?.close()
        return port.close()
      }
      this.#audio = audio
      this.#overlays ??= new OverlayLayer(() => this.#draw())
      this.#client = this.#connect(port)
      this.#reload()
    } catch (thrown) {
      if (isOutrun()) return
      const error = toErrorData(thrown)
      if (error.retryable) this.#revive(error)
      else this.#fail(error)
    }
  }

  #connect(port: MessagePort): PreviewClient {
    return new PreviewClient(port, {
      onFrame: (frame) => this.#receive(frame),
      onAudio: (audio) => {
        if (this.#clock?.isSilent === false) this.#audio?.push(audio)
      },
      onState: (state) => {
        if (state !== 'loading') this.status.setState({ kind: 'ready' }, true)
      },
      // The last sound is still on its way to the loudspeaker: the animation stops where the lesson does.
      onEnded: () => {
        this.#endReached = true
      },
      onError: (error) => this.#fail(error),
      onGone: () => this.#revive(engineGone),
    })
  }

  #fail(error: ErrorData): void {
    if (this.#closed) return
    this.#stopPlaying()
    this.status.setState({ kind: 'failed', error }, true)
  }

  #documentChanged(): void {
    if (this.#editor.document === this.#loadedDocument || this.#reloadTimer !== null) return
    this.#reloadTimer = setTimeout(() => {
      this.#reloadTimer = null
      this.#reload()
    }, reloadDelayMs)
  }

  #reload(): void {
    const { document, playheadTicks, durationTicks } = this.#editor
    if (!this.#client || this.#closed || document === this.#loadedDocument) return
    const before = this.#loadedDocument
    this.#loadedDocument = document
    this.#overlays?.update(document)
    if (before && needsNoNewPictures(before, document)) return this.#draw()
    this.#stopPlaying()
    if (durationTicks === 0) {
      this.#showNothing()
      return
    }
    try {
      const plan = compilePlan(document, { preset: 'lms', overlays: [] })
      this.#dropFrames()
      this.status.setState({ kind: 'loading' }, true)
      this.#client.load(plan, playheadTicks)
    } catch (thrown) {
      this.#fail(toErrorData(thrown))
    }
  }

  #showNothing(): void {
    this.#dropFrames()
    this.#shown?.close()
    this.#shown = null
    this.#canvas.getContext('2d')?.reset()
    this.status.setState({ kind: 'empty' }, true)
  }

  #receive(frame: PreviewFrame): void {
    this.status.setState({ kind: 'ready' }, true)
    if (this.#clock) {
      this.#frames.push(frame)
      return
    }
    if (this.#show(frame)) this.#draw()
  }

  #stopPlaying(): void {
    cancelAnimationFrame(this.#animation)
    this.#clock = null
    this.#audio?.reset()
    this.#dropFrames()
    if (this.#editor.view.getState().playing) this.#editor.view.setState({ playing: false })
  }

  #now(clock: PlayClock): Ticks {
    const wasSilent = clock.isSilent
    const now = clock.read(performance.now(), this.#audio?.state() ?? noSound)
    if (clock.isSilent && this.#audio && !wasSilent) this.#giveUpSound(this.#audio)
    return now
  }

  /** Sound that would come back late is not wanted; the next play tries again. */
  #giveUpSound(audio: AudioOutput): void {
    audio.reset()
    if (!this.#toldSilence) showToast(text.editor.preview.noSound)
    this.#toldSilence = true
  }

  #animate(): void {
    cancelAnimationFrame(this.#animation)
    this.#animation = requestAnimationFrame(() => {
      const clock = this.#clock
      if (!clock) return
      const now = this.#now(clock)
      const taken = this.#frames.takeDue(now)
      for (const frame of taken?.late ?? []) this.#client?.acknowledge(frame)
      if (taken && !this.#show(taken.due)) return
      const end = this.#editor.durationTicks
      this.#editor.view.setState({ playheadTicks: ticks(Math.min(now, end)) })
      this.#draw()
      const starved = this.#endReached && this.#frames.length === 0 && this.#audio?.isStarved() === true
      if (now >= end || starved) return this.#finish(end)
      this.#animate()
    })
  }

  #finish(end: Ticks): void {
    this.#editor.view.setState({ playheadTicks: end })
    this.pause()
  }

  /** Whether the picture could be shown; the engine is told in any case, or it would wait for ever. */
  #show(frame: PreviewFrame): boolean {
    try {
      const next = new VideoFrame(frame.data, {
        format: 'I420',
        codedWidth: frame.width,
        codedHeight: frame.height,
        timestamp: Math.round((frame.ticks / ticksPerSecond) * 1_000_000),
        colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
      })
      this.#shown?.close()
      this.#shown = next
      return true
    } catch (thrown) {
      this.#fail(toErrorData(thrown))
      return false
    } finally {
      this.#client?.acknowledge(frame)
    }
  }

  /**
   * The picture, and over it the overlays of the playhead's instant, in the pixels of the screen: without a graphics card the
   * pixels of the whole lesson took 20 ms a picture, which is too long for 30 a second, and were then made smaller roughly.
   */
  #draw(): void {
    const context = this.#canvas.getContext('2d', { alpha: false })
    if (!context) return
    const lesson = this.#editor.document.settings.canvas
    const width = Math.min(lesson.width, this.#coveredWidth || lesson.width)
    const height = Math.round((width * lesson.height) / lesson.width)
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
    }
    context.setTransform(width / lesson.width, 0, 0, height / lesson.height, 0, 0)
    context.imageSmoothingQuality = this.#clock ? 'low' : 'high'
    if (this.#shown) context.drawImage(this.#shown, 0, 0, lesson.width, lesson.height)
    this.#overlays?.paint(context, this.#editor.playheadTicks)
  }

  #dropFrames(): void {
    for (const frame of this.#frames.takeAll()) this.#client?.acknowledge(frame)
  }
}

/** Captions, questions and texts change no picture of the engine. */
function needsNoNewPictures(before: LessonDocument, after: LessonDocument): boolean {
  return (
    before.mainTrack === after.mainTrack &&
    before.clips === after.clips &&
    before.transitions === after.transitions &&
    before.tracks === after.tracks &&
    before.assets === after.assets &&
    before.settings === after.settings
  )
}
