import { z } from '../base/zod.ts'
import { recipeSchema } from './recipe-schema.ts'

/** The schema of recipe.json for editors and other programs, JSON Schema draft 7 (what editors know best). */
export function makeRecipeJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Tidbit recipe', ...z.toJSONSchema(recipeSchema, { target: 'draft-07', io: 'input', reused: 'inline' }) }
}
