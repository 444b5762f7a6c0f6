import type { Mapping } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'

/** All that the user decides about a batch besides its files; rows go by the line of their sheet. */
export type DraftWish = {
  readonly recipe: Recipe
  readonly mapping: Mapping
  /** Cells that were written over, by line and then by the name that the recipe gives them. */
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Lines that are not to be made. */
  readonly leftOut: readonly number[]
}
