import { FFmpegError } from 'node-av/lib'
import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'

/** FFmpeg's own words for a return code, for logs and details. */
export function ffmpegText(code: number): string {
  return FFmpegError.strerror(code)
}

/** "Try again after giving or taking something" and "nothing more comes": the two ordinary ends of a drain. */
export function isDrained(code: number): boolean {
  return code === AVERROR_EAGAIN || code === AVERROR_EOF
}

/** Throws `media.engine-failed` where a call that has no business failing does. */
export function check(code: number, step: string): number {
  if (code < 0) throw appError('media.engine-failed', { step, detail: ffmpegText(code) })
  return code
}
