import { err, ok, type Result } from '../base/result.ts'
import { keysAt } from '../lesson/known-keys.ts'
import { describeIssues, type LessonProblem } from '../lesson/lesson-problem.ts'
import { isLookName, lookNames } from '../project/looks.ts'
import { recipeSchema, type Recipe, type RecipeStep } from './recipe-schema.ts'

/** Reads a recipe.json. Lists every problem, each with its path and what to write. Never throws. */
export function parseRecipe(input: unknown): Result<Recipe, readonly LessonProblem[]> {
  const parsed = recipeSchema.safeParse(input)
  if (!parsed.success) return err(describeIssues(parsed.error.issues, (path) => keysAt(recipeSchema, input, path)))
  const problems = checkSteps(parsed.data.steps)
  return problems.length > 0 ? err(problems) : ok(parsed.data)
}

/** Kinds of which there may be several. */
const repeatable: ReadonlySet<RecipeStep['step']> = new Set(['captions', 'questions', 'outputs'])

function checkSteps(steps: readonly RecipeStep[]): readonly LessonProblem[] {
  const seen = new Set<RecipeStep['step']>()
  const problems = steps.flatMap((step, index): readonly LessonProblem[] => {
    const path = `steps[${index}]`
    const twice = seen.has(step.step) && !repeatable.has(step.step)
    seen.add(step.step)
    return [
      ...(twice ? [{ path: `${path}.step`, message: `“${step.step}” is there already; put both into one step` }] : []),
      ...checkStep(step, path),
    ]
  })
  const heard = steps.flatMap((step, index) => (step.step === 'captions' && step.from === 'speech' ? [index] : []))
  const heardTwice = heard.slice(1).map((index) => ({
    path: `steps[${index}].from`,
    message: 'a clip is listened to once, in one language; take captions in other languages from a file',
  }))
  const noOutput = seen.has('outputs') ? [] : [{ path: 'steps', message: 'write a step “outputs” that says what to make' }]
  return [...problems, ...heardTwice, ...noOutput]
}

function checkStep(step: RecipeStep, path: string): readonly LessonProblem[] {
  switch (step.step) {
    case 'captions':
      return step.from === 'file' && step.file === undefined
        ? [{ path: `${path}.file`, message: 'is missing; write the name of the caption file, such as "{clip}.srt"' }]
        : []
    case 'join':
      return step.intro === undefined && step.outro === undefined ? [{ path, message: 'write “intro”, “outro” or both' }] : []
    case 'look':
      return typeof step.look === 'string' && !isLookName(step.look) && !step.look.includes('{')
        ? [{ path: `${path}.look`, message: `write one of ${lookNames.join(', ')}` }]
        : []
    default:
      return []
  }
}
