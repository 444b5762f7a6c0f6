import { rightPlaces, type Answer } from '#shared/quiz/grade.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { PlayerChoice } from '#shared/quiz/player-lesson.ts'
import type { PlainKey } from '../../text.ts'
import { element } from '../element.ts'
import { icon, setIcon } from '../icons.ts'
import { lessonText } from '../lesson-text.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { makeChoiceImage } from './choice-list.ts'
import { followDrag } from './follow-drag.ts'
import { feedbackNote, playerNote, showRowVerdict, shownNotes } from './row-verdict.ts'
import { shuffleAway } from './shuffle.ts'

type Row = {
  readonly choice: PlayerChoice
  readonly root: HTMLElement
  readonly place: HTMLElement
  readonly up: HTMLButtonElement
  readonly down: HTMLButtonElement
  readonly mark: HTMLElement
  readonly note: HTMLElement
}

/** Cards to put in order: by their handle with a finger or a mouse, or step by step by buttons and arrow keys. */
export class OrderList implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = false
  private readonly list: HTMLElement
  private readonly setting: AnswerSetting
  private rows: readonly Row[]
  private isOver = false

  constructor(setting: AnswerSetting) {
    const { question, language, translator, labelledBy, before } = setting
    this.setting = setting
    const given = before?.kind === 'choices' ? before.codes : []
    const last = given.flatMap((code) => question.choices.find((choice) => choice.code === code) ?? [])
    const order = last.length === question.choices.length ? last : shuffleAway(question.choices, Math.random)
    this.rows = order.map((choice) => this.makeRow(choice))
    this.list = element(
      'ol',
      { class: 'tb-choices tb-order', dir: language.dir, 'aria-labelledby': labelledBy },
      ...this.rows.map((row) => row.root),
    )
    this.nodes = [element('p', { class: 'tb-task' }, translator.say('orderTask')), this.list]
    this.number()
  }

  read(): Answer | PlainKey {
    return { kind: 'choices', codes: this.rows.map(({ choice }) => choice.code) }
  }

  focus(): void {
    this.rows[0]?.down.focus({ preventScroll: true })
  }

  /** Marks what stands in its place; the place of the others once nothing is left to try. */
  reveal({ answer }: QuestionRecord, settled: boolean): void {
    if (answer.kind !== 'choices') return
    const { question, language, translator } = this.setting
    const right = rightPlaces(question, answer)
    this.isOver = true
    this.rows.forEach((row, index) => {
      const isRight = right[index] === true
      const wanted = question.choices.indexOf(row.choice) + 1
      const place = settled && !isRight ? [playerNote(translator, translator.say('rightPlace', { number: wanted }), ' ')] : []
      const feedback = isRight ? [] : feedbackNote(row.choice.feedback, language)
      showRowVerdict(row, isRight ? 'right' : 'wrong', [...place, ...feedback], translator)
    })
    this.list.dataset['over'] = 'true'
  }

  notes(): readonly Node[] {
    return shownNotes(this.list)
  }

  private makeRow(choice: PlayerChoice): Row {
    const { language, translator } = this.setting
    const place = element('span', { class: 'tb-place' })
    const handle = element('span', { class: 'tb-handle', 'aria-hidden': 'true' }, icon('grip'))
    const mark = element('span', { class: 'tb-row-mark', 'aria-hidden': 'true' })
    const note = element('span', { class: 'tb-choice-note tb-empty' })
    const text = element('span', { class: 'tb-choice-text', ...language }, choice.text)
    const up = element('button', { type: 'button', class: 'tb-icon-button tb-move' })
    const down = element('button', { type: 'button', class: 'tb-icon-button tb-move' })
    const name = choice.text || choice.image?.alt || choice.code
    setIcon(up, 'up', translator.say('moveUp', { name }))
    setIcon(down, 'down', translator.say('moveDown', { name }))
    const root = element(
      'li',
      { class: 'tb-choice tb-order-row' },
      handle,
      place,
      makeChoiceImage(choice, language),
      element('span', { class: 'tb-choice-words' }, text, note),
      mark,
      up,
      down,
    )
    up.addEventListener('click', () => this.step(choice, -1))
    down.addEventListener('click', () => this.step(choice, 1))
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      event.preventDefault()
      this.step(choice, event.key === 'ArrowUp' ? -1 : 1)
    })
    followDrag(handle, root, { mayStart: () => !this.isOver, onSwap: () => this.number(), onDrop: () => this.tellMove(choice) })
    return { choice, root, place, up, down, mark, note }
  }

  private step(choice: PlayerChoice, by: -1 | 1): void {
    const from = this.rows.findIndex((row) => row.choice === choice)
    const moved = this.rows[from]
    const other = this.rows[from + by]
    if (this.isOver || !moved || !other) return
    // The neighbour moves in the page, so that the pressed button keeps the focus.
    if (by === -1) moved.root.after(other.root)
    else moved.root.before(other.root)
    this.number()
    this.tellMove(choice)
    moved.root.scrollIntoView({ block: 'nearest' })
  }

  private tellMove(moved: PlayerChoice): void {
    const { translator, announce, onChange } = this.setting
    const number = this.rows.findIndex(({ choice }) => choice === moved) + 1
    const name = lessonText(moved.text || moved.image?.alt || moved.code, this.setting.language)
    announce(...translator.sayAround('movedTo', { name, number: String(number), count: String(this.rows.length) }))
    onChange()
  }

  /** The page knows the order best: a drag changes it there. */
  private number(): void {
    const shown = [...this.list.children]
    this.rows = shown.flatMap((root) => this.rows.find((row) => row.root === root) ?? [])
    this.rows.forEach(({ place, up, down }, index) => {
      place.textContent = String(index + 1)
      // Not `disabled`: that would throw the focus away at either end.
      up.setAttribute('aria-disabled', String(index === 0))
      down.setAttribute('aria-disabled', String(index === this.rows.length - 1))
    })
  }
}
