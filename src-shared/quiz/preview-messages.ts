import type { PlayerLesson } from './player-lesson.ts'

/** Sent by the page around the player: the question to show, or the challenge, over a picture instead of the video. `Picture` is the hosts' own kind. */
export type PreviewOrder<Picture> = {
  readonly kind: 'show'
  readonly lesson: PlayerLesson
  /** Null shows the challenge. */
  readonly questionId: string | null
  /** The paused picture, or its address. */
  readonly still: Picture | string | null
}

/**
 * Told to the page around: `ready` for orders, `continued` when the learner would go on with the lesson, `left` when Escape
 * gives the focus back.
 */
export type PreviewNotice = { readonly kind: 'ready' | 'continued' | 'left' }
