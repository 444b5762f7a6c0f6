import { quizText } from '../messages/ui/quiz.ts'
import { findQuestionProblem } from '../package/question-problem.ts'
import { compilePlayerLesson } from '../package/player-lesson.ts'
import { questionsJumpedOver } from '../project/branches.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Question } from '../project/schema/question.ts'
import { questionsInOrder, type PlacedQuestion } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { countFreeTexts, freeTextBudget, suspendDataLimit, worstStateLength } from '../quiz/state-encoding.ts'
import { secondsToTicks, ticksToSeconds } from '../time/ticks.ts'
import { find, nameText, type PreflightFinding } from './finding.ts'
import { reachablePercent } from './reachable-score.ts'

/** WCAG 2.2, 2.2.1 asks for enough time; DESIGN names none. 20 s is what it gives to answer a simple question. */
const leastShownTicks = secondsToTicks(20)
/** Characters; longer answers than this are rare in micro-lessons. */
const comfortableFreeText = 255

/** Questions that cannot be answered, seen or passed. */
export function checkQuestions(document: LessonDocument): readonly PreflightFinding[] {
  const placed = questionsInOrder(document)
  return [
    ...placed.flatMap((entry, index) => checkQuestion(document, entry, placed[index + 1])),
    ...checkPassMark(document),
    ...checkStorage(document),
  ]
}

/** Without words only its place tells which one is meant. */
const namePrompt = ({ prompt }: Question): string => nameText(prompt) || 'A question'

function checkQuestion(
  document: LessonDocument,
  { question, atTicks }: PlacedQuestion,
  next: PlacedQuestion | undefined,
): readonly PreflightFinding[] {
  const { durationTicks } = deriveTimeline(document)
  const prompt = namePrompt(question)
  const place = { atTicks, item: { kind: 'question', id: question.id } } as const
  const found: PreflightFinding[] = []
  const problem = findQuestionProblem(question)
  if (problem) found.push(find('questions.incomplete', { ...place, params: { prompt, problem: quizText.problems[problem] } }))
  for (const [index, choice] of question.choices.entries())
    if (
      choice.imageAssetId &&
      choice.altText.trim() === '' &&
      (document.assets[choice.imageAssetId]?.altText ?? '').trim() === ''
    )
      found.push(find('questions.picture-text', { ...place, of: choice.id, params: { prompt, index: index + 1 } }))
  const { correctTicks, incorrectTicks } = question.branch
  const jumps = [correctTicks, incorrectTicks].some((to) => to !== null && questionsJumpedOver(document, question, to).length > 0)
  if (jumps)
    found.push(find('questions.branch', { ...place, params: { prompt }, fix: { kind: 'no-branch', questionId: question.id } }))
  if (atTicks > durationTicks)
    found.push(
      find('questions.after-end', {
        ...place,
        atTicks: durationTicks,
        params: { prompt },
        fix: { kind: 'move-question', questionId: question.id, atTicks: durationTicks },
      }),
    )
  else if (question.showTicks !== null) found.push(...checkShown(document, { question, atTicks }))
  if (next?.atTicks === atTicks)
    found.push(find('questions.together', { ...place, params: { prompt, other: namePrompt(next.question) } }))
  return found
}

function checkShown(document: LessonDocument, { question, atTicks }: PlacedQuestion): readonly PreflightFinding[] {
  const left = deriveTimeline(document).durationTicks - atTicks
  const shown = Math.min(question.showTicks ?? left, left)
  const place = { atTicks, item: { kind: 'question', id: question.id } } as const
  const fix = { kind: 'pause-question', questionId: question.id } as const
  const prompt = namePrompt(question)
  if (left <= 0) return [find('questions.never-seen', { ...place, params: { prompt }, fix })]
  if (shown >= leastShownTicks) return []
  return [
    find('questions.hurried', {
      ...place,
      params: { prompt, seconds: Math.round(ticksToSeconds(shown as never) * 10) / 10 },
      fix,
    }),
  ]
}

function checkPassMark(document: LessonDocument): readonly PreflightFinding[] {
  const { minScorePercent: wanted } = document.completion
  if (wanted === null || wanted === 0) return []
  const reachable = reachablePercent(document)
  if (reachable === null)
    return [find('questions.pass-mark-unscored', { params: { wanted }, fix: { kind: 'pass-mark', percent: null } })]
  if (reachable >= wanted) return []
  const percent = Math.floor(reachable)
  const fix = { kind: 'pass-mark', percent: percent > 0 ? percent : null } as const
  return [find('questions.pass-mark', { params: { wanted, reachable }, fix })]
}

function checkStorage(document: LessonDocument): readonly PreflightFinding[] {
  if (deriveTimeline(document).durationTicks <= 0) return []
  const lesson = compilePlayerLesson(document, { poster: false })
  const texts = lesson.questions.reduce((sum, question) => sum + countFreeTexts(question), 0)
  const characters = freeTextBudget(lesson)
  if (worstStateLength(lesson) > suspendDataLimit || (texts > 0 && characters <= 0)) return [find('questions.too-much-state')]
  return texts > 0 && characters < comfortableFreeText ? [find('questions.short-answers', { params: { characters } })] : []
}
