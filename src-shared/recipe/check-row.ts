import type { LessonProblem } from '../lesson/lesson-problem.ts'
import { isLookName, lookNames } from '../project/looks.ts'
import { findStep, findSteps } from './find-step.ts'
import { readNumber, RowRefusal } from './making.ts'
import type { Recipe } from './recipe-schema.ts'
import { toQuiz } from './steps/questions.ts'

/** What is wrong with a row though its clip is not known yet: its questions, its times. `recipe` is filled in for it (`fillRecipe`). */
export function checkRow(recipe: Recipe): readonly LessonProblem[] {
  return [...checkQuestions(recipe), ...checkTimes(recipe), ...checkLook(recipe)]
}

function checkQuestions(recipe: Recipe): readonly LessonProblem[] {
  return findSteps(recipe, 'questions').flatMap(({ questions }) =>
    questions.flatMap((question, index): readonly LessonProblem[] => {
      if (question.prompt === '') return []
      try {
        toQuiz(question, `questions[${index}]`)
        return []
      } catch (thrown) {
        if (thrown instanceof RowRefusal) return [thrown.problem]
        throw thrown
      }
    }),
  )
}

function checkTimes(recipe: Recipe): readonly LessonProblem[] {
  const trim = findStep(recipe, 'trim')
  const [from, to, longest] = [trim?.in, trim?.out, trim?.longest].map(readNumber)
  return [
    ...(to !== undefined && to <= (from ?? 0) ? [{ path: 'trim.out', message: 'write more than “in”' }] : []),
    ...(longest === 0 ? [{ path: 'trim.longest', message: 'write more than 0' }] : []),
  ]
}

function checkLook(recipe: Recipe): readonly LessonProblem[] {
  const look = findStep(recipe, 'look')?.look
  if (typeof look !== 'string' || isLookName(look)) return []
  return [{ path: 'look.look', message: `write one of ${lookNames.join(', ')}` }]
}
