import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLosses, findRefusals } from '#shared/package/capabilities.ts'
import { recordExport } from '#shared/package/export-record.ts'
import { defaultPackageOptions } from '#shared/package/plan-package.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { planItemBank } from '#shared/package/qti/plan-item-bank.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { gradeAnswer, type Answer } from '#shared/quiz/grade.ts'
import { listPartners } from '#shared/quiz/matching.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { planOf } from './build-package.ts'
import { findPackageProblems } from './check-content-package.ts'
import { everyQuestion } from './every-question.ts'
import { scoreItem, type Responses } from './qti-judge.ts'
import { findAll, findOne, readXml } from './read-xml.ts'
import { sampleDocument, sampleQuestions } from './sample-document.ts'

const renamed = (questions: readonly Question[], ending: string, changes: Partial<Question>): readonly Question[] =>
  questions.map((question) => ({ ...question, id: `${question.id}-${ending}` as typeof question.id, ...changes }))

const questions = [
  ...renamed([...sampleQuestions(), ...everyQuestion()], 'whole', { partialCredit: false, typosAllowed: 0 }),
  ...renamed([...sampleQuestions(), ...everyQuestion()], 'parts', { partialCredit: true, typosAllowed: 0 }),
]
const document = sampleDocument({ questions })
const plan = planOf(document, 'qti21')
const lesson = compilePlayerLesson(document, { poster: false })

function textAt(path: string): string {
  const file = plan.files.find((each) => each.path === path)
  if (file?.kind !== 'text') throw new Error(`no ${path}`)
  return file.text
}

/** Answers as the player grades them. */
function answersTo(question: PlayerQuestion): fc.Arbitrary<Answer> {
  const codes = question.choices.map(({ code }) => code)
  const words = fc.constantFrom('Jupiter', 'jupiter', 'storm', 'spot', 'Mars')
  switch (question.type) {
    case 'ordering':
      return fc.shuffledSubarray(codes, { minLength: codes.length }).map((order) => ({ kind: 'choices', codes: order }))
    case 'multiple-choice':
      return fc.subarray(codes, { minLength: 1 }).map((some) => ({ kind: 'choices', codes: some }))
    case 'matching': {
      const partners = listPartners(question).map(({ code }) => code)
      const some = fc.array(fc.constantFrom(...partners), { minLength: codes.length, maxLength: codes.length })
      return some.map((given) => ({ kind: 'pairs', pairs: codes.map((code, index) => [code, given[index] ?? ''] as const) }))
    }
    case 'hotspot':
      return fc.constantFrom(...question.choices).map(({ region }) => ({
        kind: 'point',
        x: (region?.x ?? 0) + (region?.width ?? 0) / 2,
        y: (region?.y ?? 0) + (region?.height ?? 0) / 2,
      }))
    case 'fill-blank': {
      const count = question.blanks.length
      return fc.array(words, { minLength: count, maxLength: count }).map((texts) => ({ kind: 'blanks', texts }))
    }
    case 'short-answer':
    case 'reflection':
      return words.map((text) => ({ kind: 'text', text }))
    default:
      return fc.constantFrom(...codes).map((code) => ({ kind: 'choices', codes: [code] }))
  }
}

/** The same answer in the words of the item. */
function responsesOf(question: PlayerQuestion, answer: Answer): Responses {
  switch (answer.kind) {
    case 'choices':
      return { RESPONSE: answer.codes.map((code) => `choice_${code}`) }
    case 'pairs':
      return { RESPONSE: answer.pairs.map(([choice, partner]) => `choice_${choice} partner_${partner}`) }
    case 'text':
      return { RESPONSE: [answer.text] }
    case 'blanks':
      return Object.fromEntries(answer.texts.map((text, index) => [`RESPONSE_${index + 1}`, [text]]))
    case 'point': {
      const hit = question.choices.find(
        ({ region }) => region && answer.x > region.x && answer.x < region.x + region.width && answer.y > region.y,
      )
      return { RESPONSE: hit ? [`choice_${hit.code}`] : [] }
    }
  }
}

describe('an item bank', () => {
  it('tells its version', () => {
    const previous = recordExport(document, { sha256: '1'.repeat(64), previous: null, note: '' })
    const record = recordExport(document, { sha256: '2'.repeat(64), previous, note: '' })
    const manifest = planItemBank(document, { ...defaultPackageOptions, record }).find(({ path }) => path === 'imsmanifest.xml')
    const versionsIn = (text: string): readonly string[] =>
      findAll(readXml(text), 'version').map((each) => findOne(each, 'string').text)
    expect(versionsIn(manifest?.kind === 'text' ? manifest.text : '')).toEqual(['2'])
    expect(versionsIn(textAt('imsmanifest.xml'))).toEqual([])
  })

  it('is described as questions: no film lies in it, and none has a length', () => {
    const manifest = readXml(textAt('imsmanifest.xml'))
    expect(findAll(manifest, 'technical')).toEqual([])
    expect(findAll(manifest, 'typicalLearningTime')).toEqual([])
    expect(findOne(findOne(manifest, 'learningResourceType'), 'value').text).toBe('questionnaire')
  })

  it('lists its items, test and pictures, under names that all importers take', () => {
    const paths = plan.files.map(({ path }) => path)
    expect(findPackageProblems(textAt('imsmanifest.xml'), paths)).toEqual([])
    const types = findAll(readXml(textAt('imsmanifest.xml')), 'resource').map(({ attributes }) => attributes['type'])
    expect(types).toEqual(['imsqti_test_xmlv2p1', ...questions.map(() => 'imsqti_item_xmlv2p1')])
    expect(plan.files.some((file) => file.kind === 'media' && file.media.role === 'video')).toBe(false)
  })

  it.each(lesson.questions.map((question) => [question.id, question] as const))(
    'scores %s as the player does',
    (id, question) => {
      const item = textAt(`items/${id}.xml`)
      fc.assert(
        fc.property(answersTo(question), (answer) => {
          const { correct, earned } = gradeAnswer(question, answer)
          const outcomes = scoreItem(item, responsesOf(question, answer))
          expect(Number(outcomes['SCORE']?.[0])).toBeCloseTo(earned, 1)
          expect(Number(outcomes['MAXSCORE']?.[0])).toBe(question.points)
          const wanted =
            question.feedback[correct ? 'correct' : 'incorrect'] === '' ? undefined : correct ? 'correct' : 'incorrect'
          expect(outcomes['FEEDBACK']?.[0]).toBe(wanted)
        }),
        { numRuns: 60 },
      )
    },
  )

  it('would be found out if it scored otherwise', () => {
    const item = textAt('items/q-earths-whole.xml')
    expect(scoreItem(item, { RESPONSE: ['choice_a'] })['SCORE']).toEqual(['1'])
    const turned = item.replace('<value>choice_a</value>', '<value>choice_b</value>')
    expect(scoreItem(turned, { RESPONSE: ['choice_a'] })['SCORE']).toEqual(['0'])
  })

  it('marks the places of a hotspot in the pixels of its picture, whole', () => {
    const item = readXml(textAt('items/q-spot-whole.xml'))
    const picture = findOne(item, 'object').attributes
    expect(plan.files.map(({ path }) => path)).toContain(`items/${picture['data']}`)
    for (const { attributes } of findAll(item, 'hotspotChoice')) {
      const [left = NaN, top = NaN, right = NaN, bottom = NaN] = (attributes['coords'] ?? '').split(',').map(Number)
      expect([left, top, right, bottom].every(Number.isInteger)).toBe(true)
      expect(left).toBeLessThan(right)
      expect(top).toBeLessThan(bottom)
      expect(right).toBeLessThanOrEqual(Number(picture['width']))
      expect(bottom).toBeLessThanOrEqual(Number(picture['height']))
    }
  })

  it('shows feedback only of outcomes that it declares', () => {
    for (const { id } of lesson.questions) {
      const item = readXml(textAt(`items/${id}.xml`))
      const declared = findAll(item, 'outcomeDeclaration').map(({ attributes }) => attributes['identifier'])
      for (const { attributes } of findAll(item, 'modalFeedback')) expect(declared).toContain(attributes['outcomeIdentifier'])
    }
  })

  it('is refused without questions, and says what it leaves behind', () => {
    const empty = sampleDocument({ questions: [] })
    expect(findRefusals(empty, 'qti21').map(({ code }) => code)).toEqual(['package.no-questions'])
    expect(findLosses(document, 'qti21').map(({ feature }) => feature)).toContain('questions-in-film')
  })
})
