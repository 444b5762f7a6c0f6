import { createStore, type StoreApi } from 'zustand/vanilla'
import { appError } from '#shared/messages/app-error.ts'
import { addTicks, clampTicks, millisecondsToTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'
import type { LessonEditor } from '../../lesson-editor.ts'
import { OverlayLayer } from '../overlay-layer.ts'
import { loopOf } from '../play-settings.ts'
import type { PreviewStatus, Transport } from '../transport.ts'
import { ClipFilms } from './clip-films.ts'
import { drawFilm } from './film-screen.ts'
import { filmSeconds, instantOfFilm, shownClip, type ShownClip } from './shown-clip.ts'

/** Where a clip goes on in the same film a seek would only be seen; what was cut out between clips is longer. */
const tolerableSeconds = 0.04

/** What runs while the lesson moves. */
type Run = { readMs: number; clipId: string | null }

/**
 * Shows the lesson where there is no engine: the light copies of the main track's films, one clip after the other, with the
 * overlays over them. The film that plays leads; in gaps, and where a picture stands, the clock of the window does.
 */
export class SimplePresenter implements Transport {
  readonly status: StoreApi<PreviewStatus> = createStore<PreviewStatus>(() => ({ kind: 'loading' }))
  readonly #editor: LessonEditor
  readonly #canvas: HTMLCanvasElement
  readonly #films = new ClipFilms(() => this.#filmChanged())
  readonly #measuring: ResizeObserver
  /** Pixels of the screen that the canvas covers across; 0 until measured. */
  #coveredWidth = 0
  #overlays: OverlayLayer | null = null
  #run: Run | null = null
  #animation = 0
  #redrawing = 0
  #closed = false
  readonly #stopListening: () => void

  constructor(editor: LessonEditor, canvas: HTMLCanvasElement) {
    this.#editor = editor
    this.#canvas = canvas
    this.#measuring = new ResizeObserver(([entry]) => {
      this.#coveredWidth = entry?.devicePixelContentBoxSize[0]?.inlineSize ?? 0
      this.#redraw()
    })
    this.#measuring.observe(canvas, { box: 'device-pixel-content-box' })
    void this.#loadOverlays()
    this.#stopListening = editor.view.subscribe(({ shownCaptions }, before) => {
      if (shownCaptions !== before.shownCaptions) this.#updateOverlays()
    })
    this.#stand()
  }

  play(from: Ticks): void {
    const loop = this.#loop()
    const start = loop && (from < loop.startTicks || from >= loop.endTicks) ? loop.startTicks : from
    this.#editor.view.setState({ playing: true, playheadTicks: start })
    this.#run = { readMs: performance.now(), clipId: null }
    this.#animate()
  }

  pause(): void {
    cancelAnimationFrame(this.#animation)
    this.#run = null
    if (this.#editor.view.getState().playing) this.#editor.view.setState({ playing: false })
    this.#stand()
  }

  seek(instant: Ticks, exact: boolean): void {
    if (this.#editor.view.getState().playing && exact) return this.play(instant)
    // A drag holds the lesson; it goes on where the pointer lets go.
    cancelAnimationFrame(this.#animation)
    this.#run = null
    this.#stand()
  }

  edited(): null {
    this.#updateOverlays()
    if (this.#run) this.#run.clipId = null
    else this.#stand()
    return null
  }

  /** Looks for the light copies again. */
  restart(): void {
    this.#films.clear()
    if (this.#run) this.#run.clipId = null
    else this.#stand()
  }

  close(): void {
    this.#closed = true
    this.#stopListening()
    this.pause()
    cancelAnimationFrame(this.#redrawing)
    this.#measuring.disconnect()
    this.#films.clear()
  }

  async #loadOverlays(): Promise<void> {
    await loadOverlayFonts()
    if (this.#closed) return
    this.#overlays = new OverlayLayer(() => this.#redraw())
    this.#updateOverlays()
  }

  #updateOverlays(): void {
    this.#overlays?.update(this.#editor.document, this.#editor.view.getState().shownCaptions)
    this.#redraw()
  }

  #loop() {
    return loopOf(this.#editor.document, this.#editor.view.getState().loop)
  }

  #shown(): ShownClip | null {
    return shownClip(this.#editor.document, this.#editor.playheadTicks)
  }

  /** Puts the film where the playhead stands; its picture is drawn when it arrives. */
  #stand(): void {
    if (this.#closed) return
    const shown = this.#shown()
    this.#films.hold(null)
    if (shown) {
      const film = this.#place(shown, this.#editor.playheadTicks)
      this.#tell(shown, film)
      if (!film.error && (film.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || film.seeking)) return
    }
    this.#redraw()
  }

  #filmChanged(): void {
    if (this.#closed) return
    if (!this.#run) return this.#stand()
    const shown = this.#shown()
    if (shown) this.#tell(shown, this.#films.film(shown.assetId))
  }

  /** Says how the film on screen is. */
  #tell({ assetId }: ShownClip, film: HTMLVideoElement): void {
    if (film.error) {
      const file = this.#editor.document.assets[assetId]?.fileName ?? ''
      this.status.setState({ kind: 'failed', error: appError('media.no-light-copy', { file }).data }, true)
    } else {
      const kind = film.readyState < HTMLMediaElement.HAVE_CURRENT_DATA ? 'loading' : 'ready'
      if (this.status.getState().kind !== kind) this.status.setState({ kind }, true)
    }
  }

  /** Has a film seek to an instant of the lesson. While one seek is under way the newest one waits. */
  #place(shown: ShownClip, at: Ticks): HTMLVideoElement {
    const film = this.#films.film(shown.assetId)
    const wanted = filmSeconds(shown, this.#editor.document, at)
    // A copy may be a little shorter than its clip.
    const last = Number.isFinite(film.duration) ? Math.max(0, film.duration - 0.001) : wanted
    const to = Math.min(wanted, last)
    if (!film.seeking && !film.error && Math.abs(film.currentTime - to) > 1e-4) film.currentTime = to
    return film
  }

  #redraw(): void {
    cancelAnimationFrame(this.#redrawing)
    this.#redrawing = requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    if (this.#closed) return
    const { document, playheadTicks } = this.#editor
    const shown = this.#shown()
    const film = shown && this.#films.film(shown.assetId)
    // Until the film stands in the next clip the last picture of this one stays.
    if (this.#run && shown?.runs && film && (film.seeking || this.#run.clipId !== shown.clip.id)) return
    drawFilm(this.#canvas, {
      lesson: document.settings.canvas,
      coveredWidth: this.#coveredWidth,
      shown: shown && film && { film, clip: shown.clip },
      overlays: this.#overlays,
      instant: playheadTicks,
    })
  }

  #animate(): void {
    cancelAnimationFrame(this.#animation)
    this.#animation = requestAnimationFrame(() => {
      const run = this.#run
      if (!run) return
      const now = this.#advance(run)
      const end = this.#editor.durationTicks
      const loop = this.#loop()
      if (loop && now >= loop.endTicks) return this.play(loop.startTicks)
      this.#editor.view.setState({ playheadTicks: clampTicks(now, zeroTicks, end) })
      this.#draw()
      if (now >= end) return this.pause()
      this.#animate()
    })
  }

  /** Lets the right film play, and tells where the lesson stands. */
  #advance(run: Run): Ticks {
    const nowMs = performance.now()
    const { rate } = this.#editor.view.getState()
    const elapsed = millisecondsToTicks((nowMs - run.readMs) * rate)
    run.readMs = nowMs
    const at = this.#editor.playheadTicks
    const shown = this.#shown()
    const film = shown && this.#films.film(shown.assetId)
    if (shown && film && run.clipId !== shown.clip.id) this.#tell(shown, film)
    if (!shown?.runs || !film || film.error) {
      run.clipId = shown?.clip.id ?? null
      this.#films.hold(null)
      if (shown) this.#place(shown, at)
      return addTicks(at, elapsed)
    }
    this.#films.hold(film)
    this.#tune(film, shown, rate)
    if (run.clipId !== shown.clip.id) {
      run.clipId = shown.clip.id
      this.#enter(film, shown, at)
      return at
    }
    if (film.seeking || film.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return at
    // A copy may end a moment before its clip does: the clock goes on.
    if (film.ended) return addTicks(at, elapsed)
    return clampTicks(instantOfFilm(shown, film.currentTime), at, shown.span.endTicks)
  }

  /** Lets a film play from an instant, and the film of the next clip wait where that begins. */
  #enter(film: HTMLVideoElement, shown: ShownClip, at: Ticks): void {
    const { document } = this.#editor
    if (film.ended || Math.abs(film.currentTime - filmSeconds(shown, document, at)) > tolerableSeconds) this.#place(shown, at)
    // Refused only where another call came between.
    film.play().catch(() => null)
    const next = shownClip(document, shown.span.endTicks)
    if (next && next.assetId !== shown.assetId) this.#place(next, shown.span.endTicks)
  }

  #tune(film: HTMLVideoElement, { clip }: ShownClip, rate: number): void {
    // Chromium plays from a sixteenth to sixteen times.
    const speed = Math.min(16, Math.max(1 / 16, (rate * clip.speed.num) / clip.speed.den))
    if (film.playbackRate !== speed) film.playbackRate = speed
    const volume = clip.sound.muted ? 0 : Math.min(1, 10 ** (clip.sound.gainDb / 20))
    if (film.volume !== volume) film.volume = volume
  }
}
