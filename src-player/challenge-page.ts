import { evaluateOutcome } from '#shared/quiz/outcome.ts'
import { rememberedLevels, selfAssessmentId } from '#shared/quiz/self-assessment.ts'
import { ChallengeTimer } from './challenge-timer.ts'
import type { LessonSession } from './session.ts'
import type { Translator } from './text.ts'
import { ChallengeTimerView } from './view/challenge-timer-view.ts'
import { makeChallengeView } from './view/challenge-view.ts'
import type { Screen } from './view/screen.ts'

type Handlers = {
  readonly onModel: (modelMs: number) => void
  /** The learner has judged what they did. */
  readonly onFinished: () => void
}

/** The page that says what learners are to do themselves, beside the video or over it, and on which they judge how it went. */
export class ChallengePage {
  private readonly session: LessonSession
  private readonly screen: Screen
  private readonly translator: Translator
  private readonly handlers: Handlers
  private timer: ChallengeTimer | null = null
  private timerView: ChallengeTimerView | null = null
  private openedMs: number | null = null
  private after: (() => void) | null = null
  /** Chosen, but not handed in yet: the page may be closed to watch the model answer meanwhile. */
  private chosen: readonly (number | null)[] | null = null

  constructor(session: LessonSession, screen: Screen, translator: Translator, handlers: Handlers) {
    this.session = session
    this.screen = screen
    this.translator = translator
    this.handlers = handlers
  }

  /** Whether it stands in for the result: nothing was asked, and nothing is missing but the learner’s own judgement. */
  get isEnd(): boolean {
    const { lesson, state } = this.session
    const isRestDone = evaluateOutcome({ ...lesson, challenge: null }, state).completed
    return isRestDone && lesson.challenge !== null && lesson.questions.length === 0
  }

  toggle(): void {
    if (this.screen.isChallengeOpen) this.close()
    else this.open()
  }

  /** Reading needs quiet, so the video rests. `after` shows again what it was opened from. */
  open(after: (() => void) | null = null): void {
    const { lesson, state } = this.session
    const { challenge } = lesson
    if (!challenge) return
    this.screen.video.pause()
    // Steps and time count as work: a platform that answers late must not overwrite them.
    this.session.begin()
    this.openedMs ??= performance.now()
    this.after = after
    const { modelMs, durationLimitMs } = challenge
    if (durationLimitMs !== null) {
      this.timer ??= new ChallengeTimer(state.challenge.timerMs, durationLimitMs, (timer) => this.showTimer(timer))
      this.timerView = new ChallengeTimerView(this.timer, this.translator)
    }
    const status = {
      stepsDone: state.challenge.stepsDone,
      levels: this.chosen ?? rememberedLevels(state, challenge),
      isFinished: this.session.question(selfAssessmentId).record !== null,
      timer: this.timerView?.root ?? null,
    }
    const view = makeChallengeView(lesson, challenge, status, this.translator, {
      onClose: () => this.close(),
      onModel: modelMs === null ? null : () => this.handlers.onModel(modelMs),
      onSteps: (stepsDone) => this.session.keepChallenge({ ...this.session.state.challenge, stepsDone }),
      onChoose: (levels) => (this.chosen = levels),
      onFinish: (levels) => this.finish(levels),
    })
    this.screen.showChallenge(view)
  }

  private showTimer(timer: ChallengeTimer): void {
    this.timerView?.show(timer)
    this.session.keepChallenge({ ...this.session.state.challenge, timerMs: timer.elapsedMs })
    if (timer.isRunning) return
    if (timer.leftMs <= 0) this.screen.announcer.say(this.translator.say('timeUp'))
    this.session.commit()
  }

  private finish(levels: readonly number[]): void {
    if (this.timer?.isRunning) this.timer.toggle()
    const sinceOpenedMs = performance.now() - (this.openedMs ?? performance.now())
    this.session.assess(levels, this.timer?.elapsedMs || sinceOpenedMs)
    this.screen.announcer.say(this.translator.say('challengeDone'))
    this.chosen = null
    this.after = null
    this.handlers.onFinished()
  }

  private close(): void {
    this.session.commit()
    this.screen.closeResult()
    this.screen.focusChallenge()
    this.after?.()
    this.after = null
  }
}
