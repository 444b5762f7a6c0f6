import path from 'node:path'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { InvalidLessonError } from '../lesson-source/invalid-lesson.ts'
import { readJsonFile } from '../lesson-source/read-json-file.ts'

/** Reads a recipe.json. Throws `lesson.invalid` with all of its problems, `lesson.not-json`, `file.*`, `cancelled`. */
export async function loadRecipe(file: string, signal: AbortSignal): Promise<Recipe> {
  const parsed = parseRecipe(await readJsonFile(file, signal))
  if (!parsed.ok) throw new InvalidLessonError(path.basename(file), parsed.error)
  return parsed.value
}
