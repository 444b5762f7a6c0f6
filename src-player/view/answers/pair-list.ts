import { isAnswered, rightPairs, type Answer } from '#shared/quiz/grade.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import { listPartners, rightPartner, type Partner } from '#shared/quiz/matching.ts'
import type { PlayerChoice } from '#shared/quiz/player-lesson.ts'
import type { PlainKey } from '../../text.ts'
import { element } from '../element.ts'
import { icon } from '../icons.ts'
import { lessonText } from '../lesson-text.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { makeChoiceImage } from './choice-list.ts'
import { feedbackNote, playerNote, showRowVerdict, shownNotes } from './row-verdict.ts'
import { shuffle } from './shuffle.ts'

type Row = {
  readonly choice: PlayerChoice
  readonly select: HTMLSelectElement
  readonly root: HTMLElement
  readonly mark: HTMLElement
  readonly note: HTMLElement
}

/** One list of partners beside each choice: a phone opens its own picker, and nothing has to be dragged. */
export class PairList implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = false
  private readonly list: HTMLElement
  private readonly rows: readonly Row[]
  private readonly setting: AnswerSetting

  constructor(setting: AnswerSetting) {
    const { question, language, translator, labelledBy, before, onChange } = setting
    this.setting = setting
    const given = new Map(before?.kind === 'pairs' ? before.pairs : [])
    const partners = shuffle(listPartners(question), Math.random)
    const order = question.shuffle ? shuffle(question.choices, Math.random) : question.choices
    this.rows = order.map((choice) => makeRow(setting, choice, partners, given.get(choice.code) ?? ''))
    this.list = element(
      'div',
      { class: 'tb-choices', dir: language.dir, role: 'group', 'aria-labelledby': labelledBy },
      ...this.rows.map((row) => row.root),
    )
    this.list.addEventListener('change', onChange)
    this.nodes = [element('p', { class: 'tb-task' }, translator.say('matchTask')), this.list]
  }

  read(): Answer | PlainKey {
    const chosen = this.rows.filter(({ select }) => select.value !== '')
    const pairs = chosen.map(({ choice, select }) => [choice.code, select.value] as const)
    const answer: Answer = { kind: 'pairs', pairs }
    return isAnswered(this.setting.question, answer) ? answer : 'pairLeft'
  }

  focus(): void {
    ;(this.rows.find(({ select }) => select.value === '') ?? this.rows[0])?.select.focus()
  }

  reveal({ answer }: QuestionRecord, settled: boolean): void {
    if (answer.kind !== 'pairs') return
    const { question, language, translator } = this.setting
    const right = rightPairs(question, answer)
    for (const row of this.rows) {
      const { choice, select } = row
      const isRight = right[question.choices.indexOf(choice)] === true
      select.disabled = true
      const wanted = rightPartner(question, choice)?.text ?? ''
      const answerNote =
        settled && !isRight
          ? [playerNote(translator, ...translator.sayAround('rightAnswer', { answer: lessonText(wanted, language) }), ' ')]
          : []
      const feedback = isRight ? [] : feedbackNote(choice.feedback, language)
      showRowVerdict(row, isRight ? 'right' : 'wrong', [...answerNote, ...feedback], translator)
    }
  }

  /** Each behind what it belongs to, which the eye sees beside it. */
  notes(): readonly Node[] {
    return this.rows.flatMap(({ root, choice }) => {
      const notes = shownNotes(root).map((note) => note.cloneNode(true))
      return notes.length === 0 ? [] : [element('span', {}, lessonText(choice.text, this.setting.language), ': ', ...notes)]
    })
  }
}

function makeRow(
  { question, language, translator }: AnswerSetting,
  choice: PlayerChoice,
  partners: readonly Partner[],
  chosen: string,
): Row {
  const id = `tb-pair-${question.id}-${choice.code}`
  const select = element(
    'select',
    { id, class: 'tb-select' },
    element('option', { value: '' }, translator.say('choosePartner')),
    ...partners.map(({ code, text }) => element('option', { value: code, ...language }, text)),
  )
  select.value = chosen
  const mark = element('span', { class: 'tb-row-mark', 'aria-hidden': 'true' })
  const note = element('span', { class: 'tb-choice-note tb-empty' })
  const root = element(
    'div',
    { class: 'tb-pair' },
    element(
      'label',
      { for: id, class: 'tb-pair-label' },
      makeChoiceImage(choice, language),
      element('span', { class: 'tb-choice-text', ...language }, choice.text),
    ),
    element('div', { class: 'tb-select-box' }, select, icon('down'), mark),
    note,
  )
  return { choice, select, root, mark, note }
}
