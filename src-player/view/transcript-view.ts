import type { PlayerCaptionTrack } from '#shared/quiz/player-lesson.ts'
import { formatClock, type Translator } from '../text.ts'
import { element, hiddenText } from './element.ts'
import { setIcon } from './icons.ts'

type Handlers = { readonly onSeek: (toMs: number) => void; readonly onClose: () => void }

/** The whole spoken text; every line leads to its place in the video. */
export class TranscriptView {
  readonly root: HTMLElement
  private readonly list = element('ol', { class: 'tb-transcript-list' })
  private readonly heading: HTMLElement
  private readonly handlers: Handlers
  private readonly translator: Translator
  private lines: readonly { readonly startMs: number; readonly button: HTMLButtonElement }[] = []
  private current: HTMLButtonElement | null = null

  constructor(translator: Translator, handlers: Handlers) {
    this.translator = translator
    this.handlers = handlers
    this.heading = element('h2', { id: 'tb-transcript-title', tabindex: -1 }, translator.say('transcript'))
    const close = element('button', { type: 'button', class: 'tb-icon-button' })
    setIcon(close, 'close', translator.say('closeTranscript'))
    close.addEventListener('click', handlers.onClose)
    this.root = element(
      'section',
      { class: 'tb-panel tb-transcript', 'aria-labelledby': 'tb-transcript-title', hidden: true },
      element('div', { class: 'tb-panel-head' }, this.heading, close),
      element('div', { class: 'tb-panel-body' }, this.list),
    )
  }

  show(track: PlayerCaptionTrack): void {
    this.list.lang = track.language
    this.list.dir = track.direction
    this.lines = track.cues.map((cue) => {
      const clock = formatClock(cue.startMs)
      const time = element('span', { class: 'tb-transcript-time', 'aria-hidden': 'true' }, clock)
      const text = element('span', { class: 'tb-transcript-text' }, cue.text)
      const button = element(
        'button',
        { type: 'button' },
        time,
        text,
        hiddenText(` (${this.translator.say('goTo', { time: clock })})`),
      )
      button.addEventListener('click', () => this.handlers.onSeek(cue.startMs))
      return { startMs: cue.startMs, button }
    })
    this.list.replaceChildren(...this.lines.map(({ button }) => element('li', {}, button)))
  }

  open(): void {
    this.root.hidden = false
    this.heading.focus({ preventScroll: true })
  }

  follow(atMs: number): void {
    if (this.root.hidden) return
    const begun = this.lines.filter((line) => line.startMs <= atMs)
    const now = begun[begun.length - 1]?.button ?? null
    if (now === this.current) return
    this.current?.removeAttribute('aria-current')
    now?.setAttribute('aria-current', 'true')
    this.current = now
    // Never moves the list under somebody who reads in it.
    if (!this.root.contains(document.activeElement) || document.activeElement === this.heading)
      now?.scrollIntoView({ block: 'nearest' })
  }
}
