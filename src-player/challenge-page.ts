import type { Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import type { Translator } from './text.ts'
import { makeChallengeView } from './view/challenge-view.ts'
import type { Screen } from './view/screen.ts'

/** The page that says what learners are to do themselves, beside the video or over it. */
export class ChallengePage {
  private readonly lesson: PlayerLesson
  private readonly screen: Screen
  private readonly translator: Translator
  private readonly onModel: (modelMs: number) => void
  private after: (() => void) | null = null

  constructor(lesson: PlayerLesson, screen: Screen, translator: Translator, onModel: (modelMs: number) => void) {
    this.lesson = lesson
    this.screen = screen
    this.translator = translator
    this.onModel = onModel
  }

  /** Whether it stands in for the result: nothing was asked, and nothing that counts was skipped. */
  isEndOf({ completed }: Outcome): boolean {
    return completed && this.lesson.challenge !== null && this.lesson.questions.length === 0
  }

  toggle(): void {
    if (this.screen.isChallengeOpen) this.close()
    else this.open()
  }

  /** Reading needs quiet, so the video rests. `after` shows again what it was opened from. */
  open(after: (() => void) | null = null): void {
    const { challenge } = this.lesson
    if (!challenge) return
    this.screen.video.pause()
    this.after = after
    const { modelMs } = challenge
    const view = makeChallengeView(this.lesson, challenge, this.translator, {
      onClose: () => this.close(),
      onModel: modelMs === null ? null : () => this.onModel(modelMs),
    })
    this.screen.showChallenge(view)
  }

  private close(): void {
    this.screen.closeResult()
    this.screen.focusChallenge()
    this.after?.()
    this.after = null
  }
}
