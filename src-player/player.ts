import type { PlayerCaptionTrack, PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { ChallengePage } from './challenge-page.ts'
import { FilmTeller } from './film-teller.ts'
import { holdAt, holdBefore, justBeforeMs } from './hold-picture.ts'
import { commandForKey, type Command } from './keyboard.ts'
import { limitSeek, questionAtEnd, questionOffered, questionReached } from './question-gate.ts'
import type { LessonSession } from './session.ts'
import type { Translator } from './text.ts'
import { followVideo, videoTimeMs } from './video-clock.ts'
import { lessonLanguage } from './view/lesson-text.ts'
import { QuestionView } from './view/question-view.ts'
import { makeResultView } from './view/result-view.ts'
import { Screen } from './view/screen.ts'
import { captionSizes } from './view/settings-view.ts'

/** Longer gaps between two instants are a jump or a sleeping tab, not watching. */
const longestStepMs = 1500
const rewatchMs = 10_000
const saveEveryMs = 10_000

/** Leads the learner through the lesson: the video, the questions that stop it, and the result. */
export class Player {
  private readonly lesson: PlayerLesson
  private readonly session: LessonSession
  private readonly translator: Translator
  private readonly screen: Screen
  private readonly challenge: ChallengePage
  private readonly film: FilmTeller
  private asking: { readonly question: PlayerQuestion; readonly view: QuestionView } | null = null
  private track: PlayerCaptionTrack | null
  private captionsOn = true
  private shortcutsOn = true
  private started = false
  private lastMs = 0
  private savedAtMs = 0
  private shownSinceMs = 0

  constructor(host: HTMLElement, session: LessonSession, translator: Translator) {
    this.lesson = session.lesson
    this.session = session
    this.translator = translator
    this.track = this.lesson.captionTracks.find((track) => track.cues.length > 0) ?? null
    this.screen = new Screen(host, this.lesson, translator, {
      onStart: () => this.start(),
      onStartOver: () => this.start(0),
      onTogglePlay: () => this.togglePlay(),
      onSeek: (toMs) => this.seek(toMs),
      onToggleCaptions: () => this.toggleCaptions(),
      onToggleTranscript: () => this.toggleTranscript(),
      onToggleChallenge: () => {
        if (!this.asking) this.challenge.toggle()
      },
      onToggleMute: () => this.toggleMute(),
      onToggleSettings: () => this.screen.toggleSettings(),
      onToggleFullscreen: () => this.screen.toggleFullscreen(),
      onSpeed: (speed) => (this.video.playbackRate = speed),
      onVolume: (volume) => this.setVolume(volume),
      onCaptionSize: (size) => this.screen.setCaptionScale(captionSizes[size]),
      onCaptionTrack: (track) => this.chooseTrack(track),
      onShortcuts: (on) => (this.shortcutsOn = on),
      onAnswerNow: () => {
        const offered = questionOffered(this.lesson, this.session.state, videoTimeMs(this.video))
        if (offered) this.ask(offered)
      },
    })
    this.challenge = new ChallengePage(session, this.screen, translator, {
      onModel: (modelMs) => {
        this.seek(modelMs)
        if (!this.asking) this.play()
      },
      onFinished: () => this.showResult(),
    })
    this.film = new FilmTeller(this.video, session, () => ({ language: this.track?.language ?? null, shown: this.captionsOn }))
    this.listen()
    this.chooseTrack(this.track)
    this.refresh()
  }

  /** Shows where the learner stopped, once that is known. */
  ready(): void {
    if (this.started) return
    const { positionMs, ended } = this.session.state
    const resumeMs = positionMs >= this.lesson.durationMs - 500 && ended && !this.pendingQuestion() ? 0 : positionMs
    if (resumeMs !== positionMs) this.session.moveTo(0)
    this.screen.start.showPosition(resumeMs)
    this.screen.showConnection(this.session.isConnected())
    this.refresh()
  }

  /** A late platform brought (or lost) what it remembers. */
  refreshConnection(): void {
    this.refresh()
    this.screen.showConnection(this.session.isConnected())
    if (!this.started) this.ready()
  }

  private refresh(): void {
    this.screen.controls.showQuestions(
      this.lesson.questions.map((question) => ({ question, settled: this.session.question(question.id).settled })),
    )
  }

  private get video(): HTMLVideoElement {
    return this.screen.video
  }

  private pendingQuestion(): PlayerQuestion | null {
    return questionAtEnd(this.lesson, this.session.state, this.lesson.durationMs)
  }

  private listen(): void {
    const { video } = this
    followVideo(video, (atMs) => this.handleTime(atMs))
    video.addEventListener('ended', () => this.handleEnd())
    video.addEventListener('play', () => this.screen.showPlaying(true))
    video.addEventListener('pause', () => {
      this.screen.showPlaying(false)
      if (this.started) this.session.commit()
    })
    video.addEventListener('volumechange', () => this.screen.showVolume(video.muted ? 0 : video.volume, video.muted))
    video.addEventListener('error', () => this.screen.notify(this.translator.say('videoFailed')))
    document.addEventListener('keydown', (event) => this.handleKey(event))
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.session.hasBegun) this.session.commit()
    })
    window.addEventListener('pagehide', () => this.session.finish())
    // A page that comes back from the browser's memory has already said goodbye to the platform.
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) window.location.reload()
    })
  }

  private start(positionMs = this.session.state.positionMs): void {
    this.started = true
    this.session.begin()
    this.session.moveTo(positionMs)
    this.screen.leaveStart()
    this.jump(positionMs)
    const waiting = this.lesson.questions.find(
      (question) =>
        question.showMs === null && Math.abs(question.atMs - positionMs) < 60 && !this.session.question(question.id).settled,
    )
    if (waiting && (positionMs > 0 || waiting.atMs === 0)) this.ask(waiting)
    else this.play()
  }

  private play(): void {
    this.screen.closeResult()
    if (this.video.ended || videoTimeMs(this.video) >= this.durationMs() - 40) {
      if (this.session.state.ended) this.jump(0)
      else {
        this.handleEnd()
        return
      }
    }
    // Refused by browsers where nobody touched the page; the play button stays.
    this.video.play().catch(() => this.screen.showPlaying(false))
  }

  private togglePlay(): void {
    if (!this.started) this.start()
    else if (this.asking) this.asking.view.focus()
    else if (this.video.paused) this.play()
    else this.video.pause()
  }

  private handleTime(atMs: number): void {
    // A picture from before a jump says nothing of where the learner is.
    if (this.video.seeking) return
    const fromMs = this.lastMs
    this.lastMs = atMs
    if (this.asking) return
    this.screen.showTime(atMs)
    if (!this.started) return
    const moved = atMs - fromMs
    if (moved <= 0 || moved > longestStepMs * this.video.playbackRate) return
    const reached = questionReached(this.lesson, this.session.state, fromMs, atMs)
    this.session.watch({ startMs: Math.max(0, fromMs), endMs: reached ? Math.min(reached.atMs, atMs) : atMs })
    if (reached) this.ask(reached)
    else this.screen.offerQuestion(questionOffered(this.lesson, this.session.state, atMs) !== null)
    if (Math.abs(atMs - this.savedAtMs) >= saveEveryMs) {
      this.savedAtMs = atMs
      this.session.commit()
    }
  }

  private handleEnd(): void {
    if (this.asking || !this.started) return
    this.session.watch({ startMs: Math.min(this.lastMs, this.lesson.durationMs), endMs: this.lesson.durationMs })
    const left = questionAtEnd(this.lesson, this.session.state, this.durationMs())
    if (left) {
      this.ask(left)
      return
    }
    this.session.end()
    if (this.challenge.isEnd) this.challenge.open()
    else this.showResult()
  }

  private durationMs(): number {
    return Number.isFinite(this.video.duration) ? this.video.duration * 1000 : this.lesson.durationMs
  }

  private jump(toMs: number): void {
    if (this.started) this.film.seeks(toMs)
    // What stands exactly here is still to be reached.
    this.lastMs = toMs - 1
    this.video.currentTime = Math.min(toMs, this.durationMs()) / 1000
    this.session.moveTo(toMs)
    this.screen.showTime(toMs)
  }

  private seek(toMs: number): void {
    if (this.asking) return
    if (!this.started) this.start()
    this.screen.closeResult()
    const wanted = Math.max(0, Math.min(toMs, this.durationMs()))
    const { toMs: allowed, stop } = limitSeek(this.lesson, this.session.state, videoTimeMs(this.video), wanted)
    this.jump(allowed)
    if (stop) this.ask(stop)
  }

  private ask(question: PlayerQuestion): void {
    this.video.pause()
    const isPointedAt = question.type === 'hotspot'
    const atMs = question.showMs === null || isPointedAt ? question.atMs : videoTimeMs(this.video)
    if (isPointedAt) holdAt(this.video, atMs, this.durationMs())
    else holdBefore(this.video, atMs, this.durationMs())
    this.lastMs = atMs
    this.session.moveTo(atMs)
    this.shownSinceMs = performance.now()
    const view = new QuestionView(
      {
        question,
        language: lessonLanguage(this.lesson),
        number: this.lesson.questions.indexOf(question) + 1,
        count: this.lesson.questions.length,
        textRoom: this.session.textRoom,
      },
      this.translator,
      {
        onCheck: (answer) => {
          const state = this.session.answer(question, answer, performance.now() - this.shownSinceMs)
          this.shownSinceMs = performance.now()
          this.refresh()
          return state
        },
        onContinue: () => this.goOn(question),
        onRewatch: () => this.rewatch(question),
        announce: (...words) => this.screen.announcer.say(...words),
      },
    )
    this.asking = { question, view }
    this.screen.showQuestion(view)
    this.screen.showTime(atMs, atMs - justBeforeMs)
  }

  private closeQuestion(): void {
    this.asking = null
    this.screen.closeQuestion()
    this.refresh()
  }

  private goOn(question: PlayerQuestion): void {
    this.session.goOn(question.id)
    this.closeQuestion()
    const { record } = this.session.question(question.id)
    const branchMs = record?.correct ? question.branch.correctMs : record ? question.branch.incorrectMs : null
    // Chosen by the author, so not held up by what lies between; scored questions never do.
    if (branchMs !== null) this.jump(branchMs)
    const another = this.lesson.questions.find(
      (each) => each.showMs === null && each.atMs === question.atMs && !this.session.question(each.id).settled,
    )
    if (branchMs === null && another) this.ask(another)
    else if (!this.asking) this.play()
  }

  /** Back to the question that was answered before, or ten seconds: far enough to hear it again, short enough to stay patient. */
  private rewatch(question: PlayerQuestion): void {
    const atMs = Math.min(question.atMs, videoTimeMs(this.video))
    const before = this.lesson.questions
      .filter((each) => each.atMs < atMs - 1000 && this.session.question(each.id).settled)
      .map((each) => each.atMs)
    this.closeQuestion()
    this.jump(Math.max(0, atMs - rewatchMs, ...before))
    this.play()
  }

  private showResult(): void {
    const view = makeResultView(this.lesson, this.session.state, this.session.outcome, this.translator, {
      onReplay: () => {
        this.screen.closeResult()
        this.jump(0)
        this.play()
      },
      onNewRound: () => {
        this.session.startNewRound()
        this.refresh()
        this.screen.closeResult()
        this.jump(0)
        this.play()
      },
      onChallenge: () => this.challenge.open(() => this.showResult()),
      onLeave: this.session.leave,
    })
    this.screen.showResult(view)
  }

  private chooseTrack(track: PlayerCaptionTrack | null): void {
    this.track = track
    this.screen.showCaptions(this.captionsOn ? track : null)
    this.film.changes()
    if (track) this.screen.transcript.show(track)
  }

  private toggleCaptions(): void {
    if (!this.track) return
    this.captionsOn = !this.captionsOn
    this.screen.showCaptions(this.captionsOn ? this.track : null)
    this.film.changes()
    this.screen.showTime(videoTimeMs(this.video))
    this.screen.announcer.say(this.translator.say(this.captionsOn ? 'captionsShown' : 'captionsHidden'))
  }

  private toggleTranscript(): void {
    if (this.track && !this.asking) this.screen.toggleTranscript()
  }

  private toggleMute(): void {
    this.video.muted = !this.video.muted
    if (!this.video.muted && this.video.volume === 0) this.video.volume = 1
    this.screen.announcer.say(this.translator.say(this.video.muted ? 'muted' : 'unmuted'))
  }

  private setVolume(volume: number): void {
    this.video.muted = volume === 0
    this.video.volume = Math.max(0, Math.min(1, volume))
  }

  private handleKey(event: KeyboardEvent): void {
    if (this.asking) {
      this.asking.view.handleKey(event)
      return
    }
    const command = commandForKey(event, this.shortcutsOn, this.translator.direction)
    if (command === null || (command !== 'escape' && command !== 'toggle-play' && !this.started)) return
    if (this.run(command)) event.preventDefault()
    this.screen.wake()
  }

  private run(command: Command): boolean {
    const now = videoTimeMs(this.video)
    switch (command) {
      case 'toggle-play':
        this.togglePlay()
        return true
      case 'back-5':
      case 'forward-5':
      case 'back-10':
      case 'forward-10': {
        const [direction, seconds] = command.split('-')
        this.seek(now + (direction === 'back' ? -1000 : 1000) * Number(seconds))
        return true
      }
      case 'louder':
        this.setVolume(this.video.volume + 0.1)
        return true
      case 'quieter':
        this.setVolume(this.video.volume - 0.1)
        return true
      case 'captions':
        this.toggleCaptions()
        return true
      case 'mute':
        this.toggleMute()
        return true
      case 'fullscreen':
        this.screen.toggleFullscreen()
        return true
      case 'transcript':
        this.toggleTranscript()
        return true
      case 'start':
        this.seek(0)
        return true
      case 'end':
        this.seek(this.durationMs())
        return true
      case 'escape':
        return this.screen.closeWhatIsOpen()
    }
  }
}
