import path from 'node:path'
import { packageEndings } from '#shared/package/package-plan.ts'
import { clipName, type RecipeRow } from '#shared/recipe/fill-recipe.ts'
import { findSteps } from '#shared/recipe/find-step.ts'
import { safeFolder, safeName } from '#shared/recipe/name-output.ts'
import type { Recipe, RecipeOutput } from '#shared/recipe/recipe-schema.ts'
import type { ItemOutput } from './export-item.ts'

/** The files of a row and their places. `recipe` is filled in for it. Kinds that would have one name get their kind behind it. */
export function nameOutputs(recipe: Recipe, row: RecipeRow, outFolder: string): readonly ItemOutput[] {
  const wanted = findSteps(recipe, 'outputs').flatMap(({ outputs }) => outputs)
  const plain = wanted.map((output) => fileOf(output, row, ''))
  return wanted.map((output, index) => {
    const isShared = plain.some((file, other) => other !== index && file.toLowerCase() === plain[index]?.toLowerCase())
    return {
      format: output.format,
      preset: output.preset ?? 'lms',
      burnCaptions: output.format === 'mp4' && (output.burnCaptions ?? true),
      outputFile: path.join(outFolder, fileOf(output, row, isShared ? `-${output.format}` : '')),
      choice: null,
      posterTicks: null,
      credits: false,
      h5pLibraries: null,
    }
  })
}

function fileOf({ format, name, folder }: RecipeOutput, row: RecipeRow, suffix: string): string {
  const ending = format === 'mp4' ? '.mp4' : packageEndings[format]
  return path.join(safeFolder(folder ?? ''), `${safeName(name ?? clipName(row.clip))}${suffix}${ending}`)
}
