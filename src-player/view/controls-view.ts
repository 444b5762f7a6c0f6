import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { formatClock, type Translator } from '../text.ts'
import { element } from './element.ts'
import { setIcon } from './icons.ts'

export type ControlHandlers = {
  readonly onTogglePlay: () => void
  readonly onSeek: (toMs: number) => void
  readonly onToggleCaptions: () => void
  readonly onToggleTranscript: () => void
  readonly onToggleChallenge: () => void
  readonly onToggleMute: () => void
  readonly onToggleSettings: () => void
  readonly onToggleFullscreen: () => void
}

type Offered = {
  readonly captions: boolean
  readonly transcript: boolean
  readonly challenge: boolean
  readonly fullscreen: boolean
}

const fineStepMs = 5000

/** The bar at the bottom of the video. Shows what the player tells it; keeps nothing. */
export class ControlsView {
  readonly root: HTMLElement
  readonly settingsButton = iconButton()
  private readonly playButton = iconButton()
  private readonly captionsButton = iconButton()
  private readonly transcriptButton = iconButton()
  private readonly challengeButton = iconButton()
  private readonly muteButton = iconButton()
  private readonly fullscreenButton = iconButton()
  private readonly slider: HTMLInputElement
  private readonly time = element('span')
  private readonly markers = element('div', { class: 'tb-markers', 'aria-hidden': 'true' })
  private readonly translator: Translator
  private readonly durationMs: number

  constructor(durationMs: number, offered: Offered, translator: Translator, handlers: ControlHandlers) {
    const { say } = translator
    this.translator = translator
    this.durationMs = durationMs
    this.slider = element('input', {
      type: 'range',
      class: 'tb-slider',
      min: 0,
      max: durationMs,
      step: 100,
      value: 0,
      'aria-label': say('seek'),
    })
    this.slider.addEventListener('input', () => handlers.onSeek(Number(this.slider.value)))
    this.slider.addEventListener('keydown', (event) => this.handleSliderKey(event, handlers))
    this.playButton.addEventListener('click', handlers.onTogglePlay)
    this.captionsButton.addEventListener('click', handlers.onToggleCaptions)
    this.transcriptButton.addEventListener('click', handlers.onToggleTranscript)
    this.challengeButton.addEventListener('click', handlers.onToggleChallenge)
    this.muteButton.addEventListener('click', handlers.onToggleMute)
    this.settingsButton.addEventListener('click', handlers.onToggleSettings)
    this.fullscreenButton.addEventListener('click', handlers.onToggleFullscreen)
    setIcon(this.transcriptButton, 'transcript', say('transcript'))
    setIcon(this.challengeButton, 'flag', say('challenge'))
    setIcon(this.settingsButton, 'settings', say('settings'))
    this.settingsButton.setAttribute('aria-expanded', 'false')
    this.transcriptButton.setAttribute('aria-expanded', 'false')
    this.root = element(
      'div',
      { class: 'tb-controls', role: 'group', 'aria-label': say('player') },
      element('div', { class: 'tb-seek' }, this.markers, this.slider),
      element(
        'div',
        { class: 'tb-bar' },
        this.playButton,
        this.muteButton,
        element(
          'span',
          { class: 'tb-time' },
          this.time,
          element('span', { class: 'tb-duration' }, ` / ${formatClock(durationMs)}`),
        ),
        offered.captions ? this.captionsButton : null,
        offered.transcript ? this.transcriptButton : null,
        offered.challenge ? this.challengeButton : null,
        this.settingsButton,
        offered.fullscreen ? this.fullscreenButton : null,
      ),
    )
  }

  showTime(atMs: number): void {
    const { say } = this.translator
    const params = { time: formatClock(atMs), duration: formatClock(this.durationMs) }
    if (this.time.textContent !== params.time) this.time.textContent = params.time
    this.slider.value = String(Math.round(atMs))
    this.slider.setAttribute('aria-valuetext', say('timeOf', params))
    this.slider.style.setProperty('--progress', String(this.durationMs > 0 ? Math.min(1, atMs / this.durationMs) : 0))
  }

  showPlaying(playing: boolean): void {
    setIcon(this.playButton, playing ? 'pause' : 'play', this.translator.say(playing ? 'pause' : 'play'))
  }

  showCaptions(on: boolean): void {
    setIcon(this.captionsButton, 'captions', this.translator.say(on ? 'captionsOff' : 'captionsOn'))
    this.captionsButton.dataset['on'] = String(on)
  }

  showMuted(muted: boolean): void {
    setIcon(this.muteButton, muted ? 'muted' : 'sound', this.translator.say(muted ? 'unmute' : 'mute'))
  }

  showFullscreen(on: boolean): void {
    setIcon(this.fullscreenButton, on ? 'window' : 'fullscreen', this.translator.say(on ? 'exitFullscreen' : 'fullscreen'))
  }

  showTranscript(open: boolean): void {
    this.transcriptButton.setAttribute('aria-expanded', String(open))
    this.transcriptButton.dataset['on'] = String(open)
  }

  showChallenge(open: boolean): void {
    this.challengeButton.setAttribute('aria-expanded', String(open))
    this.challengeButton.dataset['on'] = String(open)
  }

  showSettings(open: boolean): void {
    this.settingsButton.setAttribute('aria-expanded', String(open))
  }

  /** A dot where a question waits; filled once it is settled. */
  showQuestions(questions: readonly { readonly question: PlayerQuestion; readonly settled: boolean }[]): void {
    this.markers.replaceChildren(
      ...questions.map(({ question, settled }) => {
        const dot = element('span', { class: 'tb-marker', 'data-settled': String(settled) })
        dot.style.setProperty('--at', String(question.atMs / this.durationMs))
        return dot
      }),
    )
  }

  focusPlay(): void {
    this.playButton.focus({ preventScroll: true })
  }

  focusChallenge(): void {
    this.challengeButton.focus({ preventScroll: true })
  }

  focusTranscript(): void {
    this.transcriptButton.focus({ preventScroll: true })
  }

  /** A slider of tenths of a second would need a hundred presses: arrows move as everywhere in the player. */
  private handleSliderKey(event: KeyboardEvent, handlers: ControlHandlers): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: fineStepMs,
      ArrowUp: fineStepMs,
      ArrowLeft: -fineStepMs,
      ArrowDown: -fineStepMs,
      PageUp: 2 * fineStepMs,
      PageDown: -2 * fineStepMs,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    }
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const mirrored = getComputedStyle(this.slider).direction === 'rtl' && /Left|Right/.test(event.key)
    handlers.onSeek(Math.min(this.durationMs, Math.max(0, Number(this.slider.value) + (mirrored ? -step : step))))
  }
}

function iconButton(): HTMLButtonElement {
  return element('button', { type: 'button', class: 'tb-icon-button' })
}
