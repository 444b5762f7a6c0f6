import { element } from './element.ts'

/** Tells screen readers what happened. The same words twice are told twice. */
export class Announcer {
  readonly root = element('div', { class: 'tb-hidden', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' })

  say(...words: readonly (Node | string)[]): void {
    const told = element('span', {}, ...words)
    const isRepeated = told.textContent === this.root.textContent
    this.root.replaceChildren(told, isRepeated ? '\u00a0' : '')
  }
}
