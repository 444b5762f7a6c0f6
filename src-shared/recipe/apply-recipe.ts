import { err, ok, type Result } from '../base/result.ts'
import { usualCompletion } from '../lesson/compile-completion.ts'
import { makeAsset } from '../lesson/compile-clips.ts'
import { deriveId } from '../lesson/derive-id.ts'
import type { LessonProblem } from '../lesson/lesson-problem.ts'
import { describeLessonWarning } from '../lesson/lesson-warning.ts'
import type { AssetId, LessonId } from '../project/ids.ts'
import { checkInvariants } from '../project/invariants.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { judgeLength } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import { clipName, type RecipeRow } from './fill-recipe.ts'
import { findStep, findSteps } from './find-step.ts'
import { refuseRow, RowRefusal, type Making, type RowFacts } from './making.ts'
import type { Recipe, StepKind, StepOf } from './recipe-schema.ts'
import { beginDocument, fillTemplate, placeClip, refuseOpenSlots } from './steps/begin.ts'
import { caption } from './steps/captions.ts'
import { colour, fit, join, mend } from './steps/picture.ts'
import { ask } from './steps/questions.ts'
import { trim } from './steps/trim.ts'
import { brand, challenge, describe, setLoudness } from './steps/words.ts'

export type AppliedRecipe = {
  readonly document: LessonDocument
  /** The file of each asset, as the recipe or the row writes it; those that came with a template are not among them. */
  readonly files: ReadonlyMap<AssetId, string>
  /** Sentences: what deserves a look. */
  readonly warnings: readonly string[]
}

/**
 * Makes the lesson of one row. `recipe` is filled in for it (`fillRecipe`), and `facts` hold what `findNeeds` asked for and the clip itself.
 * The same input gives the same lesson, ids among it, so that a lesson made again keeps the results of learners.
 */
export function applyRecipe(recipe: Recipe, row: RecipeRow, facts: RowFacts): Result<AppliedRecipe, readonly LessonProblem[]> {
  try {
    return ok(make(recipe, row, facts))
  } catch (thrown) {
    if (thrown instanceof RowRefusal) return err([thrown.problem])
    throw thrown
  }
}

function make(recipe: Recipe, row: RecipeRow, facts: RowFacts): AppliedRecipe {
  const clipFacts = facts.media.get(row.clip)
  if (!clipFacts) return refuseRow('clip', `“${row.clip}” was not examined`)
  const clipAsset = makeAsset(row.clip, clipFacts)
  const names = { id: lessonId(recipe, row), title: lessonTitle(recipe, row), language: recipe.language }
  let made = 0
  const making: Making = {
    document: beginDocument(names, facts.template, findStep(recipe, 'reframe')),
    facts,
    clipAsset,
    files: new Map([[clipAsset.id, row.clip]]),
    warnings: [],
    newId: () => `made-${(made += 1)}`,
  }
  /** Each at its own time: captions before the cuts that they go along with, questions when the film is as long as it will be. */
  const perform = <K extends StepKind>(kind: K, step: (making: Making, step: StepOf<K>) => void): void => {
    for (const each of findSteps(recipe, kind)) step(making, each)
  }
  if (facts.template) perform('template', fillTemplate)
  else placeClip(making)
  perform('brand', brand)
  perform('captions', caption)
  perform('trim', trim)
  perform('join', join)
  perform('reframe', fit)
  perform('look', colour)
  perform('doctor', mend)
  perform('loudness', setLoudness)
  perform('metadata', describe)
  perform('challenge', challenge)
  if (!facts.template) complete(making, recipe)
  perform('questions', ask)
  if (facts.template) refuseOpenSlots(making)
  judge(making)
  return { document: making.document, files: making.files, warnings: making.warnings }
}

/** The name of the lesson: the recipe's, or its clip's. */
export function lessonTitle(recipe: Recipe, row: RecipeRow): string {
  const written = findStep(recipe, 'metadata')?.title?.trim()
  return (
    written ||
    clipName(row.clip)
      .replace(/[_\s]+/g, ' ')
      .trim() ||
    clipName(row.clip)
  )
}

function lessonId(recipe: Recipe, row: RecipeRow): LessonId {
  return (findStep(recipe, 'metadata')?.id ?? deriveId(`${recipe.name}/${row.key}`, 'lesson')) as LessonId
}

/** As a lesson.json that says nothing of it. */
function complete(making: Making, recipe: Recipe): void {
  const asked = findSteps(recipe, 'questions').flatMap(({ questions }) => questions.filter(({ prompt }) => prompt !== ''))
  making.document = { ...making.document, completion: usualCompletion(asked.length > 0) }
}

function judge({ document, warnings }: Making): void {
  const length = judgeLength(document)
  const seconds = Math.round(ticksToSeconds(deriveTimeline(document).durationTicks) * 10) / 10
  if (length === 'too-long') refuseRow('clip', `makes a lesson of ${seconds} seconds; trim it to 180 seconds at most`)
  if (length === 'long') warnings.push(describeLessonWarning({ code: 'lesson-long', params: { seconds } }))
  const violation = checkInvariants(document)[0]
  if (violation) throw new Error(`a recipe made an impossible lesson: ${violation.path} ${violation.rule}`)
}
