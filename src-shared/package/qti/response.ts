import { isGraded } from '../../quiz/grade.ts'
import { rightPartner } from '../../quiz/matching.ts'
import type { PlayerQuestion } from '../../quiz/player-lesson.ts'
import { xml, type XmlElement } from '../xml.ts'

/** Identifiers in items: a code may be a digit, which no identifier begins with. */
export const choiceName = (code: string): string => `choice_${code}`
export const partnerName = (code: string): string => `partner_${code}`
export const blankName = (index: number): string => `RESPONSE_${index + 1}`

const all = { identifier: 'RESPONSE' } as const

/** What is asked for: the right answer, and what each part of it earns. */
export function declareResponses(question: PlayerQuestion): readonly XmlElement[] {
  const { type, choices, points } = question
  const right = choices.filter(({ correct }) => correct)
  switch (type) {
    case 'single-choice':
    case 'true-false':
      return [
        declare(
          isOneRight(question) ? 'single' : 'multiple',
          'identifier',
          right.map(({ code }) => choiceName(code)),
        ),
      ]
    case 'poll':
      return [declare('single', 'identifier', [])]
    case 'multiple-choice': {
      const share = points / Math.max(1, right.length)
      const entries = choices.map(({ code, correct }) => mapEntry(choiceName(code), correct ? share : -share))
      const bounds = { lowerBound: '0', upperBound: String(points), defaultValue: '0' }
      return [
        declare(
          'multiple',
          'identifier',
          right.map(({ code }) => choiceName(code)),
          xml('mapping', bounds, entries),
        ),
      ]
    }
    case 'hotspot': {
      const entries = right.map(({ code }) => mapEntry(choiceName(code), points))
      const mapping = entries.length === 0 ? null : xml('mapping', { defaultValue: '0' }, entries)
      return [
        declare(
          'single',
          'identifier',
          right.slice(0, 1).map(({ code }) => choiceName(code)),
          mapping,
        ),
      ]
    }
    case 'ordering':
      return [
        declare(
          'ordered',
          'identifier',
          choices.map(({ code }) => choiceName(code)),
        ),
      ]
    case 'matching': {
      const pairs = choices.map(
        (choice) => `${choiceName(choice.code)} ${partnerName(rightPartner(question, choice)?.code ?? '')}`,
      )
      const mapping = xml(
        'mapping',
        { defaultValue: '0' },
        pairs.map((pair) => mapEntry(pair, points / pairs.length)),
      )
      return [declare('multiple', 'directedPair', pairs, mapping)]
    }
    case 'short-answer':
      return [declareText('RESPONSE', question.acceptedAnswers, question)]
    case 'fill-blank':
      return question.blanks.map((accepted, index) => declareText(blankName(index), accepted, question, question.blanks.length))
    case 'reflection':
      return [declare('single', 'string', [])]
  }
}

/** A single choice has one right answer; with more nobody could give it, as in the player. */
export function isOneRight({ choices }: Pick<PlayerQuestion, 'choices'>): boolean {
  return choices.filter(({ correct }) => correct).length === 1
}

type Cardinality = 'single' | 'multiple' | 'ordered'

function declare(
  cardinality: Cardinality,
  baseType: string,
  right: readonly string[],
  mapping: XmlElement | null = null,
  identifier = 'RESPONSE',
): XmlElement {
  return xml('responseDeclaration', { identifier, cardinality, baseType }, [
    right.length === 0
      ? null
      : xml(
          'correctResponse',
          {},
          right.map((value) => xml('value', {}, [value])),
        ),
    mapping,
  ])
}

/** The first accepted answer is the one to show; each earns its share. */
function declareText(name: string, accepted: readonly string[], question: PlayerQuestion, parts = 1): XmlElement {
  const share = earnsNothing(question) ? 1 : question.points / parts
  const same = String(question.caseSensitive)
  const entries = accepted.map((answer) => xml('mapEntry', { mapKey: answer, mappedValue: String(share), caseSensitive: same }))
  const mapping = entries.length === 0 ? null : xml('mapping', { defaultValue: '0' }, entries)
  return declare('single', 'string', accepted.slice(0, 1), mapping, name)
}

function earnsNothing({ points }: PlayerQuestion): boolean {
  return points === 0
}

function mapEntry(mapKey: string, value: number): XmlElement {
  return xml('mapEntry', { mapKey, mappedValue: String(value) })
}

const variable = (identifier: string): XmlElement => xml('variable', { identifier })
const number = (value: number): XmlElement => xml('baseValue', { baseType: 'float' }, [String(value)])
const mapped = (identifier: string): XmlElement => xml('mapResponse', { identifier })
const setScore = (expression: XmlElement): XmlElement => xml('setOutcomeValue', { identifier: 'SCORE' }, [expression])
const when = (test: XmlElement, then: readonly XmlElement[], otherwise: readonly XmlElement[] = []): XmlElement =>
  xml('responseCondition', {}, [
    xml('responseIf', {}, [test, ...then]),
    otherwise.length === 0 ? null : xml('responseElse', {}, otherwise),
  ])

/** How an answer becomes points and feedback, as the player does it. */
export function processResponses(question: PlayerQuestion): XmlElement | null {
  const hasChoiceFeedback = showsChoiceFeedback(question)
  const tellChoice = hasChoiceFeedback
    ? [xml('setOutcomeValue', { identifier: 'FEEDBACK_CHOICE' }, [variable(all.identifier)])]
    : []
  const tell = (which: 'correct' | 'incorrect'): readonly XmlElement[] =>
    question.feedback[which].trim() === ''
      ? []
      : [xml('setOutcomeValue', { identifier: 'FEEDBACK' }, [xml('baseValue', { baseType: 'identifier' }, [which])])]
  if (!isGraded(question)) {
    const steps = [...tell('correct'), ...tellChoice]
    return steps.length === 0 ? null : xml('responseProcessing', {}, steps)
  }
  const parts = question.partialCredit ? scoreParts(question) : []
  const full = setScore(variable('MAXSCORE'))
  return xml('responseProcessing', {}, [
    when(isRight(question), [full, ...tell('correct')], [...parts, ...tell('incorrect')]),
    ...tellChoice,
  ])
}

export function showsChoiceFeedback({ type, choices }: PlayerQuestion): boolean {
  const kinds: readonly string[] = ['single-choice', 'true-false', 'multiple-choice', 'poll', 'hotspot']
  return kinds.includes(type) && choices.some(({ feedback }) => feedback.trim() !== '')
}

function isRight(question: PlayerQuestion): XmlElement {
  const { type, blanks, choices } = question
  if (type === 'short-answer') return isMapped('RESPONSE')
  if (type === 'hotspot')
    return isOneOf(
      choices.filter(({ correct }) => correct).map(({ code }) => choiceName(code)),
      variable('RESPONSE'),
    )
  if (type === 'fill-blank') return both(blanks.map((accepted, index) => isBlankRight(accepted, index)))
  if (type === 'ordering') return both(choices.map((_, index) => isInPlace(question, index)))
  return xml('match', {}, [variable('RESPONSE'), xml('correct', { identifier: 'RESPONSE' })])
}

function both(tests: readonly XmlElement[]): XmlElement {
  return tests.length === 1 && tests[0] ? tests[0] : xml('and', {}, tests)
}

/** An answer that earns something is one of the accepted ones; a blank that accepts nothing takes anything. */
function isBlankRight(accepted: readonly string[], index: number): XmlElement {
  const name = blankName(index)
  return accepted.length === 0 ? xml('not', {}, [xml('isNull', {}, [variable(name)])]) : isMapped(name)
}

function isMapped(name: string): XmlElement {
  return xml('gt', {}, [mapped(name), number(0)])
}

function isInPlace({ choices }: PlayerQuestion, index: number): XmlElement {
  const place = xml('index', { n: String(index + 1) }, [variable('RESPONSE')])
  return isOneOf([choiceName(choices[index]?.code ?? '')], place)
}

function isOneOf(names: readonly string[], value: XmlElement): XmlElement {
  const tests = names.map((name) => xml('match', {}, [value, xml('baseValue', { baseType: 'identifier' }, [name])]))
  return tests.length === 1 && tests[0] ? tests[0] : xml('or', {}, tests)
}

/** What a partly right answer earns. */
function scoreParts(question: PlayerQuestion): readonly XmlElement[] {
  const { type, points, blanks, choices } = question
  const add = (test: XmlElement, value: number): XmlElement =>
    when(test, [setScore(xml('sum', {}, [variable('SCORE'), number(value)]))])
  if (points === 0) return []
  if (type === 'multiple-choice' || type === 'matching') return [setScore(mapped('RESPONSE'))]
  if (type === 'fill-blank') return blanks.map((accepted, index) => add(isBlankRight(accepted, index), points / blanks.length))
  if (type === 'ordering') return choices.map((_, index) => add(isInPlace(question, index), points / choices.length))
  return []
}
