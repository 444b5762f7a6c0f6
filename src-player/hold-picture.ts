import { videoTimeMs } from './video-clock.ts'

/** Less than a picture at 60 a second. */
export const justBeforeMs = 10

/** Shows the last picture before an instant: at a cut the one after it already tells of something else. */
export function holdBefore(video: HTMLVideoElement, atMs: number, durationMs: number): void {
  const nowMs = videoTimeMs(video)
  const wantedMs = Math.max(0, Math.min(atMs, durationMs) - justBeforeMs)
  if (nowMs > wantedMs || nowMs < wantedMs - 60) video.currentTime = wantedMs / 1000
}

/** Shows the picture that begins at an instant: in this one the author drew the places to tap. */
export function holdAt(video: HTMLVideoElement, atMs: number, durationMs: number): void {
  video.currentTime = Math.max(0, Math.min(atMs + justBeforeMs, durationMs - justBeforeMs)) / 1000
}
