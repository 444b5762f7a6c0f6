import type { ChallengeTimer } from '../challenge-timer.ts'
import { formatClock, type Translator } from '../text.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'

/** The time that is left, and the buttons that start, stop and set it back. */
export class ChallengeTimerView {
  readonly root: HTMLElement
  private readonly clock = element('span', { class: 'tb-timer-clock', role: 'timer' })
  private readonly toggle = element('button', { type: 'button', class: 'tb-button' })
  private readonly reset = element('button', { type: 'button', class: 'tb-button' })
  private readonly translator: Translator

  constructor(timer: ChallengeTimer, translator: Translator) {
    this.translator = translator
    this.reset.textContent = translator.say('resetTimer')
    this.toggle.addEventListener('click', () => timer.toggle())
    this.reset.addEventListener('click', () => {
      timer.reset()
      this.toggle.focus({ preventScroll: true })
    })
    this.root = element(
      'div',
      { class: 'tb-timer', role: 'group', 'aria-label': translator.say('timer') },
      this.clock,
      element('div', { class: 'tb-buttons' }, this.toggle, this.reset),
    )
    this.show(timer)
  }

  show({ isRunning, elapsedMs, leftMs }: Pick<ChallengeTimer, 'isRunning' | 'elapsedMs' | 'leftMs'>): void {
    const { say } = this.translator
    const words = leftMs > 0 ? say('timeLeft', { time: formatClock(Math.ceil(leftMs / 1000) * 1000) }) : say('timeUp')
    if (this.clock.textContent !== words) this.clock.textContent = words
    const label = say(isRunning ? 'pauseTimer' : elapsedMs > 0 ? 'goOnTimer' : 'startTimer')
    if (this.toggle.textContent !== label) this.toggle.replaceChildren(icon(isRunning ? 'pause' : 'play'), label)
    this.toggle.hidden = leftMs <= 0
    this.reset.hidden = elapsedMs === 0
  }
}
