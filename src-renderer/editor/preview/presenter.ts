import { createStore, type StoreApi } from 'zustand/vanilla'
import { instantOf, type PlayCourse } from '#shared/ipc/play-course.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { addTicks, clampTicks, millisecondsToTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { canvasStateOf } from '../canvas/canvas-state.ts'
import { shownDocument } from '../canvas/shown-document.ts'
import type { EditorView, LessonEditor } from '../lesson-editor.ts'
import { AudioOutput } from './audio-output.ts'
import { EngineLink } from './engine-link.ts'
import { followPicture } from './follow-picture.ts'
import { FrameQueue } from './frame-queue.ts'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'
import { OverlayLayer } from './overlay-layer.ts'
import { PictureScreen, type DrawnPicture } from './picture-screen.ts'
import { needsNoNewPictures } from './plan-changes.ts'
import { PlayClock, type SoundState } from './play-clock.ts'
import { loopOf } from './play-settings.ts'
import { PreviewClient, type PreviewFrame } from './preview-client.ts'
import type { PreviewStatus, Transport } from './transport.ts'

/** A drag makes plans faster than the engine shows them: beyond these, only the newest one is sent. */
const maxLoadsUnderWay = 2

/** Half a screen refresh: what is drawn now is seen at the next one, and the nearest picture is the right one. */
const drawnAheadMs = 8

const noSound: SoundState = { heardTicks: null, waiting: true }

/** What runs while the lesson moves. */
type Run = { readonly clock: PlayClock; course: PlayCourse; endReached: boolean }

/**
 * Shows the lesson on a canvas: pictures of the engine and the overlays of their instant in one animation frame, led by the
 * clock of the sound, or where none can be played by that of the window. `playing` of the editor's view is what the user
 * wants; it moves only while there is an engine and no pointer drags the playhead.
 */
export class Presenter implements Transport {
  readonly status: StoreApi<PreviewStatus> = createStore<PreviewStatus>(() => ({ kind: 'empty' }))
  readonly #editor: LessonEditor
  readonly #screen: PictureScreen
  readonly #link: EngineLink
  readonly #frames = new FrameQueue<PreviewFrame>()
  #client: PreviewClient | null = null
  #audio: AudioOutput | null = null
  #overlays: OverlayLayer | null = null
  #animation = 0
  #redrawing = 0
  #closed = false
  #run: Run | null = null
  #toldSilence = false
  #loadedDocument: LessonDocument | null = null
  /** They are laid out anew with the next drawing: an edit that waits for its picture is not held up by them. */
  #overlaysAreOld = true
  #loads = 0
  /** Where the standing picture was last asked for. */
  #askedTicks: Ticks = zeroTicks
  /** Plans sent since the engine last showed one. */
  #loadsUnderWay = 0
  /** The engine was lost and is not back yet. */
  #reviving = false
  /** Called with the next picture. */
  #waiting: (() => void)[] = []
  readonly #stopListening: () => void

  /** `onNone` is called where there is no engine: then it shows nothing. */
  constructor(editor: LessonEditor, canvas: HTMLCanvasElement, onNone: () => void) {
    this.#editor = editor
    this.#screen = new PictureScreen(canvas, () => this.#draw())
    const stops = [
      editor.view.subscribe((view, before) => this.#settingsChanged(view, before)),
      canvasStateOf(editor).subscribe(() => this.#reload()),
    ]
    this.#stopListening = () => {
      for (const stop of stops) stop()
    }
    this.#link = new EngineLink(editor.projectId, {
      prepare: () => this.#prepare(),
      onOpen: (port) => this.#connected(port),
      onFailed: (error) => this.#fail(error),
      onNone,
    })
    this.restart()
  }

  play(from: Ticks): void {
    const loop = this.#loop()
    const fromTicks = loop && (from < loop.startTicks || from >= loop.endTicks) ? loop.startTicks : from
    this.#editor.view.setState({ playing: true, playheadTicks: fromTicks })
    if (!this.#client) return
    this.#dropFrames()
    this.#audio?.reset()
    const { rate } = this.#editor.view.getState()
    const course: PlayCourse = { playTicks: zeroTicks, fromTicks, rate, loop }
    this.#client.play(course, false)
    this.#start(course)
  }

  pause(): void {
    this.#stopPlaying()
    this.#client?.pause()
    this.#ask(this.#editor.playheadTicks, true)
  }

  seek(instant: Ticks, exact: boolean): void {
    if (this.#editor.view.getState().playing && exact) return this.play(instant)
    // A drag holds the lesson; it goes on where the pointer lets go.
    if (this.#run) this.#halt()
    // Drawn when the picture is there: the old one under new captions would help nobody, and cost as much.
    this.#ask(instant, exact)
  }

  edited(): Promise<void> | null {
    const loadsBefore = this.#loads
    this.#reload()
    if (this.#run) return null
    if (this.#loads !== loadsBefore) return new Promise((resolve) => void this.#waiting.push(resolve))
    const { playheadTicks } = this.#editor
    // A picture that came before had the lesson loaded where the playhead stood then.
    if (shownDocument(this.#editor) === this.#loadedDocument && playheadTicks !== this.#askedTicks) this.#ask(playheadTicks, true)
    return null
  }

  showAhead(picture: PreviewPicture | null): void {
    if (this.#closed || this.status.getState().kind === 'failed') return
    if (!picture) {
      if (this.status.getState().kind === 'ahead' && this.#editor.durationTicks === 0) this.#showNothing()
      return
    }
    try {
      this.#screen.take(picture, zeroTicks, { isExact: false, given: false })
    } catch {
      // Without memory for it: the lesson's own picture will tell.
      return
    }
    this.status.setState({ kind: 'ahead' }, true)
    this.#draw()
  }

  close(): void {
    this.#closed = true
    this.#stopListening()
    this.#stopPlaying()
    cancelAnimationFrame(this.#redrawing)
    this.#link.close()
    this.#client?.close()
    this.#client = null
    this.#screen.close()
    void this.#audio?.close()
    this.#audio = null
  }

  /** Starts over after the engine stopped, where the playhead stands. */
  restart(): void {
    this.#client?.close()
    this.#client = null
    this.status.setState({ kind: 'loading' }, true)
    this.#link.open()
  }

  #ask(instant: Ticks, exact: boolean): void {
    this.#askedTicks = instant
    this.#client?.seek(instant, exact)
  }

  async #prepare(): Promise<void> {
    await loadOverlayFonts()
    if (this.#closed) return
    this.#overlays ??= new OverlayLayer(() => this.#draw())
    if (this.#audio) return
    // Without a sound card the lesson still plays, silently.
    const audio = await AudioOutput.open().catch(() => null)
    if (this.#closed || this.#audio) void audio?.close()
    else this.#audio = audio
  }

  #connected(port: MessagePort): void {
    this.#client = new PreviewClient(port, {
      onFrame: (frame) => this.#receive(frame),
      onOutrun: (frame) => this.#acknowledge(frame),
      onAudio: (audio) => {
        if (this.#run?.clock.isSilent === false) this.#audio?.push(audio)
      },
      onState: (state) => {
        if (state !== 'loading') this.status.setState({ kind: 'ready' }, true)
      },
      // The last sound is still on its way to the loudspeaker: the animation stops where the lesson does.
      onEnded: () => {
        if (this.#run) this.#run.endReached = true
      },
      onError: (error) => this.#fail(error),
      onGone: () => this.#lost(),
    })
    this.#loadedDocument = null
    this.#loadsUnderWay = 0
    this.#reload()
    if (this.#editor.view.getState().playing) this.play(this.#editor.playheadTicks)
  }

  /** A process that died is replaced quietly: the picture stays, and goes on where the playhead stands. */
  #lost(): void {
    this.#halt()
    this.#client?.close()
    this.#client = null
    this.#reviving = true
    this.#link.lost()
  }

  #fail(error: ErrorData): void {
    if (this.#closed) return
    this.#stopPlaying()
    this.#loadsUnderWay = 0
    this.#reviving = false
    this.status.setState({ kind: 'failed', error }, true)
  }

  /** Brings the engine up to date with the lesson; of edits that come faster than pictures only the newest counts. */
  #reload(): void {
    const { playheadTicks, durationTicks } = this.#editor
    const document = shownDocument(this.#editor)
    if (!this.#client || this.#closed || document === this.#loadedDocument) return
    const before = this.#loadedDocument
    this.#overlaysAreOld = true
    if (before && needsNoNewPictures(before, document)) {
      this.#loadedDocument = document
      return this.#redraw()
    }
    if (this.#loadsUnderWay >= maxLoadsUnderWay) return
    this.#loadedDocument = document
    // What is shown ahead stays until it is taken away.
    if (durationTicks === 0) return this.status.getState().kind === 'ahead' ? undefined : this.#showNothing()
    try {
      const plan = compilePlan(document, { preset: 'lms', overlays: [] })
      const course = this.#run && before && this.#courseInto(this.#run, before, document)
      this.#dropFrames()
      this.#askedTicks = clampTicks(playheadTicks, zeroTicks, durationTicks)
      this.#client.load(plan, this.#askedTicks, course)
      this.#loads += 1
      this.#loadsUnderWay += 1
      if (this.#run && course) this.#run.course = course
      if (this.status.getState().kind === 'failed') this.status.setState({ kind: 'loading' }, true)
    } catch (thrown) {
      this.#fail(toErrorData(thrown))
      this.#redraw()
    }
  }

  /** Goes on at the same reading of the play clock, in the same picture where the edited lesson still has it. */
  #courseInto(run: Run, before: LessonDocument, document: LessonDocument): PlayCourse {
    const playTicks = this.#read(run)
    const fromTicks = followPicture(before, document, instantOf(run.course, playTicks))
    return { playTicks, fromTicks, rate: run.course.rate, loop: this.#loop() }
  }

  #settingsChanged(view: EditorView, before: EditorView): void {
    if (view.shownCaptions !== before.shownCaptions) {
      this.#overlaysAreOld = true
      this.#redraw()
    }
    const run = this.#run
    if (!run || (view.rate === before.rate && view.loop === before.loop)) return
    const playTicks = this.#read(run)
    const loop = this.#loop()
    const at = instantOf(run.course, playTicks)
    if (loop && (at < loop.startTicks || at >= loop.endTicks)) return this.play(loop.startTicks)
    run.course = { playTicks, fromTicks: at, rate: view.rate, loop }
    run.clock.rate = view.rate
    this.#dropFrames()
    this.#client?.play(run.course, true)
  }

  #loop(): PlayCourse['loop'] {
    return loopOf(this.#editor.document, this.#editor.view.getState().loop)
  }

  /** Typing must not lay the captions out and draw for every letter: once a screen refresh is enough. */
  #redraw(): void {
    cancelAnimationFrame(this.#redrawing)
    this.#redrawing = requestAnimationFrame(() => {
      if (!this.#closed) this.#draw()
    })
  }

  #showNothing(): void {
    this.#stopPlaying()
    this.#screen.clear()
    this.status.setState({ kind: 'empty' }, true)
  }

  #receive(frame: PreviewFrame): void {
    this.#loadsUnderWay = 0
    if (this.status.getState().kind !== 'ready') this.status.setState({ kind: 'ready' }, true)
    if (this.#reviving) showToast(text.editor.preview.restarted)
    this.#reviving = false
    if (this.#run) this.#frames.push(frame)
    else if (this.#take(frame)) this.#draw({ frame, due: null })
    // An edit may have waited for this picture.
    this.#reload()
  }

  /** Lets the clock run on a new course. */
  #start(course: PlayCourse): void {
    const hasSound = this.#audio !== null
    const clock = new PlayClock(course.playTicks, performance.now(), { hasSound, rate: course.rate })
    this.#run = { clock, course, endReached: false }
    // The clock notices that nothing is heard.
    this.#audio?.start().catch(() => null)
    this.#animate()
  }

  /** Stops moving, whatever the user wants. */
  #halt(): void {
    cancelAnimationFrame(this.#animation)
    this.#run = null
    this.#audio?.reset()
    this.#dropFrames()
  }

  #stopPlaying(): void {
    this.#halt()
    if (this.#editor.view.getState().playing) this.#editor.view.setState({ playing: false })
  }

  #read({ clock }: Run): Ticks {
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
      const run = this.#run
      if (!run) return
      const clockTicks = this.#read(run)
      const taken = this.#frames.takeDue(addTicks(clockTicks, millisecondsToTicks(drawnAheadMs)))
      for (const frame of taken?.late ?? []) this.#acknowledge(frame)
      const frame = taken?.due
      if (frame && !this.#take(frame)) return
      const end = this.#editor.durationTicks
      const now = instantOf(run.course, clockTicks)
      this.#editor.view.setState({ playheadTicks: clampTicks(now, zeroTicks, end) })
      this.#draw(frame && { frame, due: { playTicks: frame.playTicks, clockTicks, silent: run.clock.isSilent } })
      const starved = run.endReached && this.#frames.length === 0 && this.#audio?.isStarved() === true
      if (now >= end || starved) return this.#finish(end)
      this.#animate()
    })
  }

  #finish(end: Ticks): void {
    this.#editor.view.setState({ playheadTicks: end })
    this.pause()
  }

  /** Whether the picture could be shown; the engine is told in any case, or it would wait for ever. */
  #take(frame: PreviewFrame): boolean {
    try {
      this.#screen.take(frame, frame.ticks, { isExact: frame.exact, given: true })
      return true
    } catch (thrown) {
      this.#fail(toErrorData(thrown))
      return false
    } finally {
      this.#acknowledge(frame)
    }
  }

  #acknowledge(frame: PreviewFrame): void {
    this.#client?.acknowledge(frame, this.#run && this.#read(this.#run))
  }

  /** `fresh`: a picture that was not on screen yet. */
  #draw(fresh?: { readonly frame: PreviewFrame; readonly due: DrawnPicture['due'] }): void {
    const { playheadTicks } = this.#editor
    const document = shownDocument(this.#editor)
    if (this.#overlaysAreOld) this.#overlays?.update(document, this.#editor.view.getState().shownCaptions)
    this.#overlaysAreOld = this.#overlays === null
    this.#screen.draw(document.settings.canvas, this.#overlays, playheadTicks)
    if (!fresh) return
    const { ticks, width, exact } = fresh.frame
    this.#screen.announce({ ticks, width, exact, load: this.#loads, due: fresh.due })
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #dropFrames(): void {
    for (const frame of this.#frames.takeAll()) this.#acknowledge(frame)
  }
}
