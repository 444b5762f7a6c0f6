import { element } from './element.ts'

/** Tells screen readers what happened. The same words twice are told twice. */
export class Announcer {
  readonly root = element('div', { class: 'tb-hidden', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' })

  say(text: string): void {
    this.root.textContent = this.root.textContent === text ? `${text}\u00a0` : text
  }
}
