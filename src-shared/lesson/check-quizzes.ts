import { normaliseAnswer } from '../quiz/answer-text.ts'
import { countBlanks } from '../quiz/blanks.ts'
import { regionsOverlap } from '../quiz/hotspot.ts'
import type { PlayerRegion } from '../quiz/player-lesson.ts'
import { roundSeconds } from './compile-clips.ts'
import type { Lesson } from './lesson-schema.ts'
import type { LessonQuiz } from './quiz-schema.ts'

export type Report = (path: readonly PropertyKey[], message: string) => void

/** Ids, right answers and what belongs to one kind of question only. */
export function checkQuizzes(lesson: Lesson, report: Report): void {
  const ids = new Map<string, number>()
  lesson.quizzes?.forEach((quiz, index) => {
    const path = ['quizzes', index] as const
    if (quiz.id !== undefined) {
      const first = ids.get(quiz.id)
      if (first !== undefined) report([...path, 'id'], `is already the id of quizzes[${first}]; write another one`)
      else ids.set(quiz.id, index)
      checkReserved(quiz.id, [...path, 'id'], report)
    }
    if (quiz.showFor !== undefined && quiz.pause !== false)
      report([...path, 'showFor'], 'goes with "pause": false only; remove it or add that')
    checkChoices(quiz, path, report)
    checkAcceptedAnswers(quiz, path, report)
  })
  if (lesson.id !== undefined) checkReserved(lesson.id, ['id'], report)
}

/** Words every JavaScript object answers to; a table of records cannot have them. */
function checkReserved(id: string, path: readonly PropertyKey[], report: Report): void {
  if (id in Object.prototype) report(path, `"${id}" is a reserved word; write another id`)
}

/** What is compared is the answer without closing marks; of "..." nothing is left. */
function checkAcceptedAnswers(quiz: LessonQuiz, path: readonly PropertyKey[], report: Report): void {
  if (quiz.type !== 'short-answer' && quiz.type !== 'fill-blank') return
  const check = (written: string | readonly string[], at: readonly PropertyKey[]): void => {
    const isList = typeof written !== 'string'
    const answers = isList ? written : [written]
    answers.forEach((answer, index) => {
      if (normaliseAnswer(answer, quiz.caseSensitive ?? false) === '')
        report([...at, ...(isList ? [index] : [])], 'nobody can give this answer; write letters or digits')
    })
  }
  if (quiz.type === 'short-answer') return check(quiz.correct, [...path, 'correct'])
  quiz.blanks.forEach((answers, index) => check(answers, [...path, 'blanks', index]))
  const count = countBlanks(quiz.prompt)
  if (count === 0) report([...path, 'prompt'], 'write ___ where the blank is')
  else if (count !== quiz.blanks.length)
    report(
      [...path, 'blanks'],
      `write the answers of ${count === 1 ? 'one blank' : `${count} blanks`}, as many as the prompt has`,
    )
}

function checkChoices(quiz: LessonQuiz, path: readonly PropertyKey[], report: Report): void {
  if (!('choices' in quiz)) return
  const right = quiz.choices.filter((choice) => 'correct' in choice && choice.correct === true).length
  if (quiz.type === 'single-choice' && right !== 1)
    report(
      [...path, 'choices'],
      right === 0
        ? 'write "correct": true at the right choice'
        : `has ${right} right choices; leave "correct": true at one, or write "type": "multiple-choice"`,
    )
  if (quiz.type === 'multiple-choice' && right === 0) report([...path, 'choices'], 'write "correct": true at one choice at least')
  if (quiz.type === 'hotspot') checkPlaces(quiz, right, path, report)
  for (const key of ['id', 'code', 'text'] as const) {
    const seen = new Map<string, number>()
    quiz.choices.forEach((choice, index) => {
      const value = choice[key]
      if (value === undefined) return
      const first = seen.get(value)
      if (first !== undefined)
        report([...path, 'choices', index, key], `is the same as that of choices[${first}]; write another ${key}`)
      else seen.set(value, index)
      if (key === 'code' && quiz.retiredCodes?.includes(value))
        report([...path, 'choices', index, key], 'belonged to a deleted choice (retiredCodes); write another code')
      if (key === 'id') checkReserved(value, [...path, 'choices', index, 'id'], report)
    })
  }
  if (quiz.choices.length + new Set(quiz.retiredCodes ?? '').size > 36)
    report([...path, 'choices'], 'has more choices than codes are left (36 in the life of a question); write a new question')
}

function checkPlaces(
  quiz: Extract<LessonQuiz, { type: 'hotspot' }>,
  right: number,
  path: readonly PropertyKey[],
  report: Report,
): void {
  if (right === 0) report([...path, 'choices'], 'write "correct": true at one place at least')
  quiz.choices.forEach(({ region }, index) => {
    const at = [...path, 'choices', index, 'region'] as const
    checkEdges(region, at, report)
    const first = quiz.choices.findIndex((other, place) => place < index && regionsOverlap(other.region, region))
    if (first >= 0) report(at, `lies over that of choices[${first}], so a tap could mean both; move one of them`)
  })
}

/** A region that reaches over an edge would be cut in silence. */
export function checkEdges(region: PlayerRegion, path: readonly PropertyKey[], report: Report): void {
  if (region.x + region.width > 1.000001)
    report([...path, 'width'], `write at most ${roundSeconds(1 - region.x)}, so that it ends at the edge`)
  if (region.y + region.height > 1.000001)
    report([...path, 'height'], `write at most ${roundSeconds(1 - region.y)}, so that it ends at the edge`)
}
