import { recordAnswer, freshState, questionState } from '#shared/quiz/learner-state.ts'
import { playerLessonVersion, type PlayerChallenge, type PlayerLesson, type PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { rememberedLevels } from '#shared/quiz/self-assessment.ts'
import type { PreviewNotice, PreviewOrder } from '#shared/quiz/preview-messages.ts'
import { ChallengeTimer } from './challenge-timer.ts'
import { createTranslator, type Translator } from './text.ts'
import { otherLanguages } from './text/all.ts'
import { ChallengeTimerView } from './view/challenge-timer-view.ts'
import { makeChallengeView, type ChallengeStatus } from './view/challenge-view.ts'
import { lessonLanguage } from './view/lesson-text.ts'
import { QuestionView } from './view/question-view.ts'
import { Screen } from './view/screen.ts'

/** Without a `view` it is the challenge that shows. */
type Shown = { readonly screen: Screen; readonly view: QuestionView | null; readonly stillUrl: string | null }

/** What a lesson with few written answers leaves for each. */
const previewTextRoom = 1000

const ignore = () => undefined

/** The same sheet as in a package, for an author: nothing is played, stored or reported. */
function show(host: HTMLElement, order: PreviewOrder<Blob>, before: Shown | null): Shown | null {
  const { lesson, questionId, still } = order
  const question = lesson.questions.find(({ id }) => id === questionId)
  if (!question && (questionId !== null || !lesson.challenge)) return before
  const translator = createTranslator(lesson.language, otherLanguages)
  const scrolled = findChallenge(host)?.scrollTop ?? 0
  before?.screen.remove()
  if (before?.stillUrl) URL.revokeObjectURL(before.stillUrl)
  const stillUrl = still instanceof Blob ? URL.createObjectURL(still) : null
  const poster = typeof still === 'string' ? still : stillUrl
  const screen = new Screen(host, { ...lesson, poster, video: { ...lesson.video, src: '' } }, translator, {
    onStart: ignore,
    onStartOver: ignore,
    onTogglePlay: ignore,
    onSeek: ignore,
    onToggleCaptions: ignore,
    onToggleTranscript: ignore,
    onToggleChallenge: ignore,
    onToggleMute: ignore,
    onToggleSettings: ignore,
    onToggleFullscreen: ignore,
    onSpeed: ignore,
    onVolume: ignore,
    onCaptionSize: ignore,
    onCaptionTrack: ignore,
    onShortcuts: ignore,
    onAnswerNow: ignore,
  })
  screen.leaveStart()
  if (question) return { screen, stillUrl, view: showQuestion(screen, lesson, question, translator) }
  if (lesson.challenge)
    screen.showChallenge(
      makeChallengeView(lesson, { ...lesson.challenge, briefSrc: null }, untouched(lesson.challenge, translator), translator, {
        onClose: () => tell('continued'),
        onModel: ignore,
        onSteps: ignore,
        onChoose: ignore,
        onFinish: ignore,
      }),
    )
  // Its author goes on writing: what they look at stays.
  const challenge = findChallenge(host)
  if (challenge) challenge.scrollTop = scrolled
  return { screen, stillUrl, view: null }
}

function untouched(challenge: PlayerChallenge, translator: Translator): ChallengeStatus {
  const { durationLimitMs } = challenge
  const timer: ChallengeTimer | null =
    durationLimitMs === null ? null : new ChallengeTimer(0, durationLimitMs, (changed) => shown?.show(changed))
  const shown = timer && new ChallengeTimerView(timer, translator)
  return { stepsDone: [], levels: rememberedLevels(freshState, challenge), isFinished: false, timer: shown?.root ?? null }
}

function findChallenge(host: HTMLElement): HTMLElement | null {
  return host.querySelector<HTMLElement>('.tb-challenge .tb-panel-body')
}

function showQuestion(screen: Screen, lesson: PlayerLesson, question: PlayerQuestion, translator: Translator): QuestionView {
  let state = freshState
  const view = new QuestionView(
    {
      question,
      language: lessonLanguage(lesson),
      number: lesson.questions.indexOf(question) + 1,
      count: lesson.questions.length,
      textRoom: previewTextRoom,
    },
    translator,
    {
      onCheck: (answer) => {
        state = recordAnswer(state, question, answer)
        return questionState(state, question.id)
      },
      onContinue: () => tell('continued'),
      onRewatch: ignore,
      announce: (...words) => screen.announcer.say(...words),
    },
  )
  screen.showTime(question.atMs)
  screen.showQuestion(view)
  return view
}

function tell(kind: PreviewNotice['kind']): void {
  const notice: PreviewNotice = { kind }
  window.parent.postMessage(notice, '*')
}

function isOrder(data: unknown): data is PreviewOrder<Blob> {
  if (typeof data !== 'object' || data === null) return false
  const { kind, lesson } = data as Partial<PreviewOrder<Blob>>
  return kind === 'show' && lesson?.version === playerLessonVersion
}

/** A frame that is only looked at leaves the focus with the author who types beside it. */
function takeFocusOnlyWhenUsed(): void {
  const focus = HTMLElement.prototype.focus
  HTMLElement.prototype.focus = function focusWhenUsed(options) {
    if (document.hasFocus()) focus.call(this, options)
  }
}

const host = document.getElementById('tidbit-player')
if (host) {
  let shown: Shown | null = null
  takeFocusOnlyWhenUsed()
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || !isOrder(data)) return
    shown = show(host, data, shown)
    host.dataset['preview'] = 'true'
  })
  document.addEventListener('keydown', (event) => {
    // The sheet keeps the focus: an author with the keyboard only must get out of the frame again.
    if (event.key === 'Escape') tell('left')
    else shown?.view?.handleKey(event)
  })
  tell('ready')
}
