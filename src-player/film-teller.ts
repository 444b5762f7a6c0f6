import type { FilmEvent } from '#shared/quiz/xapi-film.ts'
import type { LessonSession } from './session.ts'
import { videoTimeMs } from './video-clock.ts'

/** Shorter ways are the player's own, to the picture beside a question. */
const leastSeekMs = 10

/** Tells the session what happens to the film, and how it is shown then. */
export class FilmTeller {
  private readonly video: HTMLVideoElement
  private readonly session: LessonSession
  private readonly captionLanguage: () => string | null

  /** `captionLanguage` is that of the captions that are shown. */
  constructor(video: HTMLVideoElement, session: LessonSession, captionLanguage: () => string | null) {
    this.video = video
    this.session = session
    this.captionLanguage = captionLanguage
    video.addEventListener('play', () => this.tell({ kind: 'played', atMs: this.nowMs() }))
    video.addEventListener('pause', () => this.tell({ kind: 'paused', atMs: this.nowMs() }))
  }

  /** Before the film jumps. */
  seeks(toMs: number): void {
    const fromMs = this.nowMs()
    if (Math.abs(toMs - fromMs) > leastSeekMs) this.tell({ kind: 'seeked', fromMs, toMs })
  }

  private nowMs(): number {
    return Math.round(Math.min(videoTimeMs(this.video), this.session.lesson.durationMs))
  }

  private tell(event: FilmEvent): void {
    const { playbackRate, muted, volume } = this.video
    const setting = { speed: playbackRate, volume: muted ? 0 : volume, captionLanguage: this.captionLanguage() }
    this.session.tellFilm(event, setting)
  }
}
