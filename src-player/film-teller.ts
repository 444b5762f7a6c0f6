import type { FilmEvent } from '#shared/quiz/xapi-film.ts'
import type { LessonSession } from './session.ts'
import { videoTimeMs } from './video-clock.ts'
import { isFullscreen } from './view/fullscreen.ts'

/** Shorter ways are the player's own, to the picture beside a question. */
const leastSeekMs = 10
/** A drag of the volume is told of once, when it rests. */
const restMs = 400

/** Tells the session what happens to the film, and how it is shown then. */
export class FilmTeller {
  private readonly video: HTMLVideoElement
  private readonly session: LessonSession
  private volumeRests: ReturnType<typeof setTimeout> | null = null
  private readonly captions: () => { readonly language: string | null; readonly shown: boolean }

  constructor(
    video: HTMLVideoElement,
    session: LessonSession,
    captions: () => { readonly language: string | null; readonly shown: boolean },
  ) {
    this.video = video
    this.session = session
    this.captions = captions
    video.addEventListener('play', () => this.tell({ kind: 'played', atMs: this.nowMs() }))
    video.addEventListener('ratechange', this.changes)
    video.addEventListener('volumechange', () => this.changesSoon())
    for (const change of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(change, this.changes)
    video.addEventListener('pause', () => this.tell({ kind: 'paused', atMs: this.nowMs() }))
  }

  /** Before the film jumps. */
  seeks(toMs: number): void {
    const fromMs = this.nowMs()
    if (Math.abs(toMs - fromMs) > leastSeekMs) this.tell({ kind: 'seeked', fromMs, toMs })
  }

  /** After captions, speed, sound or size were changed. */
  readonly changes = (): void => this.tell({ kind: 'interacted', atMs: this.nowMs() })

  private changesSoon(): void {
    if (this.volumeRests !== null) clearTimeout(this.volumeRests)
    this.volumeRests = setTimeout(this.changes, restMs)
  }

  private nowMs(): number {
    return Math.round(Math.min(videoTimeMs(this.video), this.session.lesson.durationMs))
  }

  /** What is told tells of the volume, too. */
  private tell(event: FilmEvent): void {
    if (this.volumeRests !== null) clearTimeout(this.volumeRests)
    this.volumeRests = null
    const { playbackRate, muted, volume, clientWidth, clientHeight } = this.video
    const { language, shown } = this.captions()
    this.session.tellFilm(event, {
      speed: playbackRate,
      volume: muted ? 0 : volume,
      captionLanguage: language,
      captionsShown: shown && language !== null,
      fullScreen: isFullscreen(),
      screenSize: `${screen.width}x${screen.height}`,
      filmSize: `${clientWidth}x${clientHeight}`,
    })
  }
}
