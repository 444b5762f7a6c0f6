import { castDraft, createDraft, finishDraft } from 'immer'
import { setCompletion } from '../../edit/commands/lesson.ts'
import { compileCompletion } from '../../lesson/compile-completion.ts'
import { compileQuestion } from '../../lesson/compile-questions.ts'
import { deriveId, takeId } from '../../lesson/derive-id.ts'
import { describeIssues } from '../../lesson/lesson-problem.ts'
import { lessonQuizSchema, type LessonQuiz } from '../../lesson/quiz-schema.ts'
import type { QuestionId } from '../../project/ids.ts'
import type { LessonDocument, Slot } from '../../project/schema/document.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { frameToTicks } from '../../time/frame-rate.ts'
import { clampTicks, secondsToTicks, ticksToSeconds, zeroTicks } from '../../time/ticks.ts'
import { readNumber, refuseRow, run, type Making } from '../making.ts'
import type { RecipeQuestion, StepOf } from '../recipe-schema.ts'

/** The questions of the finished film; one whose prompt the row leaves empty is not asked. */
export function ask(making: Making, step: StepOf<'questions'>): void {
  const { durationTicks } = deriveTimeline(making.document)
  const taken = new Set(Object.keys(making.document.questions))
  const draft = createDraft(making.document)
  step.questions.forEach((question, index) => {
    const path = `questions[${index}]`
    const slot = question.slot === undefined ? null : findSlot(making, question.slot, `${path}.slot`)
    const old = slot && Object.values(making.document.questions).find(({ slotId }) => slotId === slot.id)
    if (old) delete draft.questions[old.id]
    if (question.prompt === '') return
    const written = readNumber(question.at === 'end' ? undefined : question.at)
    const at = written === undefined ? durationTicks : secondsToTicks(written)
    if (at > durationTicks + frameToTicks(1, making.document.settings.frameRate))
      refuseRow(
        `${path}.at`,
        `write at most ${Math.round(ticksToSeconds(durationTicks) * 100) / 100}, the length of the lesson in seconds`,
      )
    const quiz = toQuiz(question, path)
    const id = takeId(deriveId(quiz.prompt, 'question'), taken) as QuestionId
    const made = compileQuestion(quiz, id, making.document, clampTicks(at, zeroTicks, durationTicks))
    const anchor = old && question.at === undefined ? old.anchor : made.anchor
    draft.questions[id] = castDraft({ ...made, anchor, slotId: slot?.id ?? null })
    const filled = slot && draft.slots[slot.id]
    if (filled) filled.filled = true
  })
  making.document = finishDraft(draft) as LessonDocument
  if (step.completion) run(making, 'questions.completion', setCompletion, { changes: compileCompletion(step.completion) })
}

/** The slot of the template whose question gives way to one of the recipe. */
function findSlot({ document }: Making, name: string, path: string): Slot {
  const slots = Object.values(document.slots).filter(({ kind }) => kind === 'question')
  const found = slots.find((slot) => slot.name === name)
  if (found) return found
  const names = slots.map((slot) => `“${slot.name}”`).join(', ')
  return refuseRow(path, names === '' ? 'there is no template with a slot for a question' : `write one of ${names}`)
}

/** As a lesson.json would write it, which is then checked as one is. */
export function toQuiz(question: RecipeQuestion, path: string): LessonQuiz {
  const { type, prompt, required, hint, feedback } = question
  const points = readNumber(question.points)
  const retries = readNumber(question.retries)
  const isOpinion = type === 'poll' || type === 'reflection'
  const written = {
    type,
    at: 0,
    prompt,
    ...(required === undefined ? {} : { required }),
    ...(hint === undefined ? {} : { hint }),
    ...(isOpinion
      ? { ...(feedback?.correct === undefined ? {} : { thanks: feedback.correct }) }
      : { ...(feedback && { feedback }) }),
    ...(isOpinion || points === undefined ? {} : { points }),
    ...(isOpinion || retries === undefined ? {} : { retries }),
    ...answersOf(question, path),
  }
  const parsed = lessonQuizSchema.safeParse(written)
  if (parsed.success) return parsed.data
  const [first] = describeIssues(parsed.error.issues, () => [])
  return refuseRow(first && first.path !== '' ? `${path}.${first.path}` : path, first?.message ?? 'cannot be asked like this')
}

function answersOf({ type, choices, correct = '' }: RecipeQuestion, path: string): object {
  const texts = (choices ?? []).map((text) => text.trim()).filter((text) => text !== '')
  const alike = texts.find((text, index) => texts.indexOf(text) !== index)
  if (alike !== undefined) refuseRow(`${path}.choices`, `“${alike}” is there twice`)
  switch (type) {
    case 'single-choice':
    case 'multiple-choice': {
      const right = findRight(choices ?? [], correct, path)
      if (type === 'single-choice' && right.size !== 1)
        refuseRow(`${path}.correct`, 'write exactly one answer, or ask for several')
      return { choices: texts.map((text) => ({ text, correct: right.has(text) })) }
    }
    case 'ordering':
    case 'poll':
      return { choices: texts.map((text) => ({ text })) }
    case 'true-false':
      return judgement(texts, correct, path)
    case 'short-answer':
      return { correct: divide(correct) }
    case 'reflection':
      return {}
  }
}

/** Two choices are what the buttons say, the one for true first. */
function judgement(texts: readonly string[], correct: string, path: string): object {
  const [whenTrue, whenFalse] = texts
  if (whenTrue === undefined) return { correct: readTruth(correct, path) }
  if (whenFalse === undefined || texts.length > 2)
    refuseRow(`${path}.choices`, 'write what the button for true and the one for false say, or nothing')
  const said = correct.trim().toLowerCase()
  const isSaid = [whenTrue, whenFalse].map((text) => text?.toLowerCase()).indexOf(said)
  return { correct: isSaid < 0 ? readTruth(correct, path) : isSaid === 0, labels: { true: whenTrue, false: whenFalse } }
}

const divide = (written: string): readonly string[] =>
  written
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * By their words first, since an answer may be called "A"; then by their letters or numbers, counted as the recipe lists them: where the
 * second is empty in this row, the third is still C.
 */
function findRight(choices: readonly string[], correct: string, path: string): ReadonlySet<string> {
  const texts = choices.map((text) => text.trim())
  const wanted = divide(correct)
  if (wanted.length === 0) refuseRow(`${path}.correct`, 'write which answer is right')
  return new Set((texts.includes(correct.trim()) ? [correct.trim()] : wanted).map((each) => findChoice(texts, each, path)))
}

function findChoice(texts: readonly string[], each: string, path: string): string {
  const byWords = texts.find((text) => text === each) ?? texts.find((text) => text.toLowerCase() === each.toLowerCase())
  if (byWords !== undefined) return byWords
  const [places] = placesBy.filter((pattern) => pattern.test(each))
  // Where answers are numbers or letters themselves, one that is none of them is a slip and no place.
  if (places && !texts.some((text) => places.test(text))) {
    const place = /\d/.test(each) ? Number(each) - 1 : each.toLowerCase().charCodeAt(0) - 97
    const text = texts[place]
    if (text === '') refuseRow(`${path}.correct`, `“${each}” is empty in this row; write the letter or the words of an answer`)
    if (text !== undefined) return text
  }
  return refuseRow(`${path}.correct`, `“${each}” is no answer; write the letter or the words of one`)
}

const placesBy = [/^[a-z]$/i, /^\d{1,2}$/] as const

const truths: ReadonlySet<string> = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'wahr',
  'richtig',
  'ja',
  'vrai',
  'oui',
  'vero',
  'si',
  'sì',
  'sí',
  'verdadero',
  'waar',
  'juist',
  'صحيح',
  'نعم',
])
const falsehoods: ReadonlySet<string> = new Set([
  'false',
  'f',
  'no',
  'n',
  '0',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'onwaar',
  'onjuist',
  'nee',
  'خطأ',
  'لا',
])

function readTruth(correct: string, path: string): boolean {
  const word = correct.trim().toLowerCase()
  if (truths.has(word)) return true
  if (falsehoods.has(word)) return false
  return refuseRow(`${path}.correct`, 'write true or false')
}
