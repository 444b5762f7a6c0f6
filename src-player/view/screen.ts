import type { PlayerCaptionTrack, PlayerLesson } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'
import { Announcer } from './announcer.ts'
import { CaptionsView } from './captions-view.ts'
import { ControlsView, type ControlHandlers } from './controls-view.ts'
import { element } from './element.ts'
import { canGoFullscreen, isFullscreen, toggleFullscreen } from './fullscreen.ts'
import { icon, setIcon } from './icons.ts'
import { addNativeTracks } from './native-tracks.ts'
import type { QuestionView } from './question-view.ts'
import { SettingsView, type SettingsHandlers } from './settings-view.ts'
import { StartView } from './start-view.ts'
import { TranscriptView } from './transcript-view.ts'

type ScreenHandlers = ControlHandlers &
  SettingsHandlers & { readonly onStart: () => void; readonly onStartOver: () => void; readonly onAnswerNow: () => void }

/** The bar hides when nobody has touched anything for this long while the video plays. */
const restMs = 2800
/** Wide enough for a panel beside the picture. */
const sideLayoutWidth = 560
/** A phone on its side, and the room its cover needs for words. */
const lowHeight = 460
/** Below this the buttons of the bar stand closer. */
const roomyBarWidth = 372
const wordsWidth = 180

/** Everything that is seen, and where it stands. Knows nothing of questions' rules or platforms. */
export class Screen {
  readonly video: HTMLVideoElement
  readonly controls: ControlsView
  readonly transcript: TranscriptView
  readonly start: StartView
  readonly announcer = new Announcer()
  private readonly root: HTMLElement
  private readonly stage: HTMLElement
  private readonly frame: HTMLElement
  private readonly captions = new CaptionsView()
  private readonly settings: SettingsView
  private readonly pause: HTMLElement
  private readonly offer: HTMLButtonElement
  private readonly notice = element('div', { class: 'tb-notice', role: 'alert', hidden: true })
  private readonly lesson: PlayerLesson
  private readonly translator: Translator
  private question: QuestionView | null = null
  private result: HTMLElement | null = null
  private readonly onToggleChallenge: () => void
  private challengeOpen = false
  private restTimer: number | undefined
  private sizes: ResizeObserver | null = null
  private readonly life = new AbortController()

  constructor(host: HTMLElement, lesson: PlayerLesson, translator: Translator, handlers: ScreenHandlers) {
    const { say } = translator
    this.lesson = lesson
    this.translator = translator
    this.root = host
    this.onToggleChallenge = handlers.onToggleChallenge
    const hasCaptions = lesson.captionTracks.some((track) => track.cues.length > 0)
    this.video = element('video', {
      class: 'tb-video',
      playsinline: true,
      preload: 'auto',
      src: lesson.video.src || null,
      poster: lesson.poster,
      tabindex: -1,
      'aria-label': lesson.title,
      lang: lesson.language,
    })
    addNativeTracks(this.video, lesson.captionTracks)
    this.controls = new ControlsView(
      lesson.durationMs,
      {
        captions: hasCaptions,
        transcript: hasCaptions,
        challenge: lesson.challenge !== null,
        fullscreen: canGoFullscreen(host, this.video),
      },
      translator,
      handlers,
    )
    this.settings = new SettingsView(lesson.captionTracks, translator, handlers)
    this.transcript = new TranscriptView(translator, { onSeek: handlers.onSeek, onClose: () => this.toggleTranscript() })
    this.start = new StartView(lesson, translator, handlers)
    this.pause = element('button', { type: 'button', class: 'tb-surface', tabindex: -1, 'aria-hidden': 'true' }, icon('play'))
    this.pause.addEventListener('click', () => this.handleSurface(handlers.onTogglePlay))
    this.offer = element('button', { type: 'button', class: 'tb-button tb-primary tb-offer', hidden: true }, say('answerNow'))
    this.offer.addEventListener('click', handlers.onAnswerNow)
    this.frame = element('div', { class: 'tb-frame' }, this.video, this.captions.root)
    this.stage = element(
      'div',
      { class: 'tb-stage' },
      this.frame,
      this.pause,
      this.offer,
      this.settings.root,
      this.controls.root,
      this.start.root,
    )
    host.classList.add('tb-player')
    host.dataset['mode'] = 'start'
    delete host.dataset['started']
    host.lang = translator.language
    host.dir = translator.direction
    host.replaceChildren(this.stage, this.transcript.root, this.notice, this.announcer.root)
    this.watchLayout()
    this.watchActivity()
    this.controls.showPlaying(false)
    this.controls.showMuted(false)
    this.controls.showChallenge(false)
    this.controls.showFullscreen(false)
    this.controls.showTime(0)
    this.controls.root.inert = true
  }

  showTime(atMs: number, captionsAtMs = atMs): void {
    this.controls.showTime(atMs)
    this.captions.draw(captionsAtMs)
    this.transcript.follow(atMs)
  }

  showPlaying(playing: boolean): void {
    this.root.dataset['playing'] = String(playing)
    this.controls.showPlaying(playing)
    this.wake()
  }

  showVolume(volume: number, muted: boolean): void {
    this.controls.showMuted(muted || volume === 0)
    this.settings.showVolume(volume)
  }

  showCaptions(track: PlayerCaptionTrack | null): void {
    this.captions.show(track)
    this.controls.showCaptions(track !== null)
  }

  setCaptionScale(scale: number): void {
    this.root.style.setProperty('--caption-scale', String(scale))
  }

  leaveStart(): void {
    this.root.dataset['started'] = 'true'
    this.root.dataset['mode'] = 'watch'
    this.start.root.hidden = true
    this.controls.root.inert = false
    this.controls.focusPlay()
  }

  offerQuestion(offered: boolean): void {
    if (this.offer.hidden === !offered) return
    this.offer.hidden = !offered
    if (offered) this.announcer.say(this.translator.say('answerNow'))
  }

  showQuestion(view: QuestionView): void {
    this.closeResult()
    this.closeTranscript()
    this.settings.toggle(false)
    this.controls.showSettings(false)
    this.offer.hidden = true
    this.question = view
    this.root.dataset['mode'] = 'question'
    this.root.append(...(view.layer ? [view.layer] : []), view.root)
    this.root.dataset['picture'] = view.layer ? 'whole' : 'covered'
    // A verdict makes the sheet grow over the captions.
    this.sizes?.observe(view.root)
    this.stage.inert = true
    this.layout()
    view.focus()
  }

  closeQuestion(): void {
    if (this.question) this.sizes?.unobserve(this.question.root)
    this.question?.layer?.remove()
    this.question?.root.remove()
    this.root.dataset['picture'] = 'covered'
    this.question = null
    this.stage.inert = false
    this.root.dataset['mode'] = 'watch'
    this.layout()
    this.controls.focusPlay()
  }

  showResult(view: HTMLElement): void {
    this.closeTranscript()
    this.closeResult()
    this.result = view
    this.root.dataset['mode'] = 'result'
    this.root.append(view)
    this.layout()
    view.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }

  get isChallengeOpen(): boolean {
    return this.challengeOpen
  }

  showChallenge(view: HTMLElement): void {
    this.settings.toggle(false)
    this.controls.showSettings(false)
    this.showResult(view)
    this.challengeOpen = true
    this.controls.showChallenge(true)
    this.layout()
    this.wake()
  }

  closeResult(): void {
    if (!this.result) return
    this.challengeOpen = false
    this.controls.showChallenge(false)
    const hadFocus = this.result.contains(document.activeElement)
    this.result.remove()
    this.result = null
    this.root.dataset['mode'] = this.start.root.hidden ? 'watch' : 'start'
    this.layout()
    if (hadFocus) this.controls.focusPlay()
  }

  /** Where the challenge is opened. */
  focusChallenge(): void {
    const opener = this.start.root.hidden ? this.controls : this.start
    opener.focusChallenge()
  }

  toggleTranscript(): void {
    if (!this.transcript.root.hidden) {
      this.closeTranscript()
      this.controls.focusTranscript()
      return
    }
    this.closeResult()
    this.transcript.open()
    this.root.dataset['mode'] = 'transcript'
    this.controls.showTranscript(true)
    this.layout()
  }

  toggleSettings(): void {
    const open = this.settings.isHidden()
    this.settings.toggle(open)
    this.controls.showSettings(open)
    if (!open) this.controls.settingsButton.focus({ preventScroll: true })
    this.wake()
  }

  toggleFullscreen(): void {
    toggleFullscreen(this.root, this.video)
  }

  /** The innermost thing that Escape can close; false where there is none. */
  closeWhatIsOpen(): boolean {
    if (!this.settings.isHidden()) this.toggleSettings()
    else if (!this.transcript.root.hidden) this.toggleTranscript()
    else if (this.challengeOpen) this.onToggleChallenge()
    else if (this.result) this.closeResult()
    else return false
    return true
  }

  showConnection(connected: boolean): void {
    if (!connected) this.notify(this.translator.say('notConnected'), 'connection')
    else if (this.notice.dataset['kind'] === 'connection') this.notice.hidden = true
  }

  notify(text: string, kind = 'error'): void {
    if (this.notice.dataset['dismissed'] === kind) return
    const close = element('button', { type: 'button', class: 'tb-icon-button' })
    setIcon(close, 'close', this.translator.say('dismiss'))
    close.addEventListener('click', () => {
      this.notice.hidden = true
      this.notice.dataset['dismissed'] = kind
    })
    this.notice.dataset['kind'] = kind
    this.notice.replaceChildren(element('p', {}, text), close)
    this.notice.hidden = false
  }

  /** Gives the page back, so that another screen can take it. */
  remove(): void {
    this.life.abort()
    this.sizes?.disconnect()
    window.clearTimeout(this.restTimer)
    this.root.replaceChildren()
  }

  /** Shows the bar, and lets it rest again later. */
  wake(): void {
    this.root.dataset['resting'] = 'false'
    window.clearTimeout(this.restTimer)
    this.restTimer = window.setTimeout(() => {
      const busy = !this.settings.isHidden() || this.controls.root.querySelector(':focus-visible') !== null
      this.root.dataset['resting'] = String(!busy && !this.video.paused)
    }, restMs)
  }

  private handleSurface(onTogglePlay: () => void): void {
    if (!this.settings.isHidden()) this.toggleSettings()
    else onTogglePlay()
  }

  private closeTranscript(): void {
    if (this.transcript.root.hidden) return
    this.transcript.root.hidden = true
    this.controls.showTranscript(false)
    if (this.root.dataset['mode'] === 'transcript') this.root.dataset['mode'] = 'watch'
    this.layout()
  }

  private watchActivity(): void {
    for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const)
      this.root.addEventListener(event, () => this.wake(), { passive: true, signal: this.life.signal })
    for (const event of ['fullscreenchange', 'webkitfullscreenchange'] as const)
      document.addEventListener(event, () => this.controls.showFullscreen(isFullscreen()), { signal: this.life.signal })
  }

  private watchLayout(): void {
    const follow = () => this.layout()
    const { signal } = this.life
    window.addEventListener('resize', follow, { signal })
    window.visualViewport?.addEventListener('resize', () => this.avoidKeyboard(), { signal })
    if ('ResizeObserver' in window) {
      this.sizes = new ResizeObserver(follow)
      this.sizes.observe(this.stage)
    }
    this.layout()
  }

  /** The picture as large as it fits, a panel beside it or below it, and captions clear of what covers the picture. */
  private layout(): void {
    const { width: lessonWidth, height: lessonHeight } = this.lesson.canvas
    const { clientWidth, clientHeight } = this.root
    this.root.dataset['layout'] = clientWidth >= sideLayoutWidth && clientWidth > clientHeight * 0.9 ? 'side' : 'stack'
    // Below each other the challenge covers what could have the focus there.
    if (!this.question) this.stage.inert = this.challengeOpen && this.root.dataset['layout'] === 'stack'
    this.root.style.setProperty('--ideal-width', `${Math.floor((lessonWidth * clientHeight) / lessonHeight)}px`)
    const scale = Math.min(this.stage.clientWidth / lessonWidth, this.stage.clientHeight / lessonHeight)
    const height = lessonHeight * scale
    const width = Math.floor(lessonWidth * scale)
    const beside = clientHeight < lowHeight && (this.stage.clientWidth - width) / 2 >= wordsWidth
    this.root.dataset['narrow'] = String(this.stage.clientWidth < roomyBarWidth)
    this.root.dataset['room'] = beside ? 'beside' : 'over'
    this.root.style.setProperty('--frame-width', `${width}px`)
    this.root.style.setProperty('--frame-height', `${Math.floor(height)}px`)
    this.root.style.setProperty('--unit', `${(Math.min(lessonWidth, lessonHeight) * scale) / 1080}px`)
    const panel = this.root.dataset['layout'] === 'stack' ? (this.question?.root ?? this.openPanel()) : null
    const frameBottom = (this.stage.clientHeight - height) / 2
    this.root.style.setProperty('--panel-cover', `${panel ? Math.max(0, panel.offsetHeight - frameBottom) : 0}px`)
    this.root.style.setProperty('--panel-height', `${panel?.offsetHeight ?? 0}px`)
    this.coverPicture()
    this.captions.fit()
  }

  /** What lies over the picture is no part of the stage, which rests while a question is asked. */
  private coverPicture(): void {
    const layer = this.question?.layer
    if (!layer) return
    const picture = this.frame.getBoundingClientRect()
    const page = this.root.getBoundingClientRect()
    layer.style.left = `${picture.left - page.left}px`
    layer.style.top = `${picture.top - page.top}px`
    layer.style.width = `${picture.width}px`
    layer.style.height = `${picture.height}px`
  }

  /** A keyboard over the page leaves less to see, but only a part of the browsers tell the page so. */
  private avoidKeyboard(): void {
    const view = window.visualViewport
    const covered = view !== null && Math.abs(view.scale - 1) < 0.01 && window.innerHeight - view.height > 80
    this.root.style.blockSize = covered ? `${view.height}px` : ''
    this.root.dataset['keyboard'] = String(covered)
    this.layout()
  }

  private openPanel(): HTMLElement | null {
    return this.transcript.root.hidden ? null : this.transcript.root
  }
}
