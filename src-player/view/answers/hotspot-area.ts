import type { Answer } from '#shared/quiz/grade.ts'
import { centreOf, choiceAt, pullInto, roundPoint, type Point } from '#shared/quiz/hotspot.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { PlayerChoice } from '#shared/quiz/player-lesson.ts'
import type { PlainKey } from '../../text.ts'
import { element } from '../element.ts'
import { icon } from '../icons.ts'
import { lessonText } from '../lesson-text.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { feedbackNote, playerNote } from './row-verdict.ts'
import { shuffle } from './shuffle.ts'

/** Half of the smallest target a finger hits: a tap this close to a small region means it. */
const reachPx = 24

/** A tap in the picture; who cannot point or see it picks the name of a place instead. */
export class HotspotArea implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly layer: HTMLElement
  readonly isTyped = false
  private readonly setting: AnswerSetting
  private readonly marker = element('span', { class: 'tb-spot', hidden: true })
  private readonly note = element('p', { class: 'tb-spot-note', hidden: true })
  private readonly task: HTMLElement
  private readonly opener: HTMLButtonElement
  private readonly names: HTMLElement
  private readonly inputs: readonly { readonly choice: PlayerChoice; readonly input: HTMLInputElement }[]
  private point: Point | null = null
  private isOver = false

  constructor(setting: AnswerSetting) {
    const { question, language, translator, labelledBy } = setting
    this.setting = setting
    this.layer = element('div', { class: 'tb-spots', 'aria-hidden': 'true' }, this.marker)
    this.layer.addEventListener('click', (event) => this.tap(event))
    const order = question.shuffle ? shuffle(question.choices, Math.random) : question.choices
    const rows = order.map((choice) => {
      const input = element('input', {
        type: 'radio',
        name: `tb-spot-${question.id}`,
        class: 'tb-choice-input',
        value: choice.code,
      })
      input.addEventListener('change', () => this.pickName(choice))
      const row = element(
        'label',
        { class: 'tb-choice tb-radio' },
        input,
        element('span', { class: 'tb-choice-mark', 'aria-hidden': 'true' }),
        element('span', { class: 'tb-choice-words tb-choice-text', ...language }, choice.text),
      )
      return { choice, input, row }
    })
    this.inputs = rows
    this.names = element(
      'div',
      { class: 'tb-choices', role: 'radiogroup', 'aria-labelledby': labelledBy, id: 'tb-places', hidden: true },
      ...rows.map(({ row }) => row),
    )
    this.opener = element(
      'button',
      { type: 'button', class: 'tb-quiet-button', 'aria-expanded': 'false', 'aria-controls': 'tb-places' },
      translator.say('placeList'),
    )
    this.opener.addEventListener('click', () => this.openNames(this.names.hidden !== false))
    this.task = element('p', { class: 'tb-task tb-spot-task' }, translator.say('hotspotTask'))
    this.nodes = [this.task, this.opener, this.names, this.note]
  }

  read(): Answer | PlainKey {
    if (this.point) return { kind: 'point', ...this.point }
    return this.names.hidden ? 'nothingTapped' : 'nothingChosen'
  }

  focus(): void {
    const { inputs } = this
    if (this.names.hidden) this.opener.focus({ preventScroll: true })
    else (inputs.find(({ input }) => input.checked) ?? inputs[0])?.input.focus({ preventScroll: true })
  }

  /** Where it was tapped; what would have been right once nothing is left to try. */
  reveal({ correct }: QuestionRecord, settled: boolean): void {
    const { question, language, translator } = this.setting
    this.isOver = true
    this.layer.dataset['over'] = 'true'
    this.marker.dataset['verdict'] = correct ? 'right' : 'wrong'
    this.marker.replaceChildren(icon(correct ? 'check' : 'close'))
    for (const { input } of this.inputs) input.disabled = true
    this.task.hidden = true
    this.opener.hidden = true
    this.names.hidden = true
    const hit = this.point ? choiceAt(question, this.point) : undefined
    const shown = question.choices.filter((choice) => choice.region && (settled ? choice.correct : choice === hit && correct))
    this.layer.append(...shown.map(makeOutline))
    // The outline alone would tell nothing to who does not see it.
    const wanted = settled && !correct ? question.choices.filter((choice) => choice.correct).map(({ text }) => text) : []
    const notes = [
      ...(wanted.length === 0
        ? []
        : [
            playerNote(
              translator,
              ...translator.sayAround('rightAnswer', { answer: lessonText(wanted.join('; '), language) }),
              ' ',
            ),
          ]),
      ...feedbackNote(hit?.feedback ?? '', language),
    ]
    this.note.hidden = notes.length === 0
    this.note.replaceChildren(...notes)
  }

  notes(): readonly Node[] {
    return this.note.hidden ? [] : [this.note]
  }

  private tap(event: MouseEvent): void {
    const box = this.layer.getBoundingClientRect()
    if (this.isOver || box.width === 0 || box.height === 0) return
    const tapped = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
    const near = choiceAt(this.setting.question, tapped, { x: reachPx / box.width, y: reachPx / box.height })
    const meant = near?.region ? pullInto(near.region, tapped) : roundPoint(tapped)
    this.mark(meant)
    for (const { choice, input } of this.inputs) input.checked = choice === near
    this.setting.announce(this.setting.translator.say('spotChosen'))
  }

  private pickName(choice: PlayerChoice): void {
    if (choice.region) this.mark(centreOf(choice.region))
  }

  private mark(point: Point): void {
    this.point = point
    this.marker.hidden = false
    this.marker.style.left = `${point.x * 100}%`
    this.marker.style.top = `${point.y * 100}%`
    this.setting.onChange()
  }

  private openNames(open: boolean): void {
    this.names.hidden = !open
    this.opener.setAttribute('aria-expanded', String(open))
    if (open) this.focus()
  }
}

function makeOutline({ region }: PlayerChoice): HTMLElement {
  const outline = element('span', { class: 'tb-region' })
  const { x, y, width, height } = region ?? { x: 0, y: 0, width: 0, height: 0 }
  outline.style.left = `${x * 100}%`
  outline.style.top = `${y * 100}%`
  outline.style.width = `${width * 100}%`
  outline.style.height = `${height * 100}%`
  return outline
}
