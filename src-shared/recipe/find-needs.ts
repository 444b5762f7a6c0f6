import { usualLevelDb } from '../edit/tidy-speech.ts'
import { findStep, findSteps } from './find-step.ts'
import type { Recipe } from './recipe-schema.ts'

/** What must be found out for a row, beyond its clip itself, before `applyRecipe`. Names are as the recipe and the row write them. */
export type RecipeNeeds = {
  /** Videos, pictures and sounds to examine. */
  readonly media: readonly string[]
  readonly captionFiles: readonly { readonly file: string; readonly optional: boolean }[]
  /** The language in which the clip must be listened to; null where nobody has to. */
  readonly speech: { readonly language: string } | null
  /** Below which level (dB) the quiet stretches of the clip are wanted; null where nobody has to look. */
  readonly quietBelowDb: number | null
  /** The id of a shipped template, or a file. */
  readonly template: string | null
}

/** `recipe` is filled in for its row. */
export function findNeeds(recipe: Recipe, slotFiles: (slot: string) => boolean = () => false): RecipeNeeds {
  const [join, brand, trim, template] = [
    findStep(recipe, 'join'),
    findStep(recipe, 'brand'),
    findStep(recipe, 'trim'),
    findStep(recipe, 'template'),
  ]
  const captions = findSteps(recipe, 'captions')
  const inSlots = Object.entries(template?.slots ?? {}).flatMap(([slot, content]) => (slotFiles(slot) ? [content] : []))
  const spoken = captions.find(({ from }) => from === 'speech')
  const silences = trim?.silences ?? false
  return {
    media: [...new Set([join?.intro, join?.outro, brand?.brand.logo, ...inSlots].filter((file) => file !== undefined))],
    captionFiles: captions.flatMap(({ from, file, optional = false }) =>
      from === 'file' && file !== undefined ? [{ file, optional }] : [],
    ),
    speech: spoken || trim?.fromSpeech || trim?.toSpeech ? { language: spoken?.language ?? recipe.language } : null,
    quietBelowDb: silences === false ? null : silences === true ? usualLevelDb : (silences.below ?? usualLevelDb),
    template: template?.template ?? null,
  }
}
