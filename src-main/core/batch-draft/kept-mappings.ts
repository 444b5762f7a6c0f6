import { z } from '#shared/base/zod.ts'
import { guessMapping, namesToMap, type Mapping } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import type { LibraryClient } from '../library/library-client.ts'

type Services = { readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'> }

const settingsKey = 'batchMappings'
/** One a kind of sheet; nobody has more of them. */
const mostKept = 60

const keptSchema = z.strictObject({
  recipe: z.string(),
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.string().nullable()),
})
type Kept = z.infer<typeof keptSchema>
const storedSchema = z.array(keptSchema).catch([])

/** Which columns gave what, kept for sheets with the same columns: a setting of the library. */
export type KeptMappings = {
  /** Of last time, where the sheet and the names that the recipe asks for are the same; null otherwise. */
  find(recipe: Recipe, columns: readonly string[]): Promise<Mapping | null>
  keep(recipe: Recipe, columns: readonly string[], mapping: Mapping): Promise<void>
}

export function createKeptMappings({ library }: Services): KeptMappings {
  const read = async (): Promise<readonly Kept[]> => storedSchema.parse((await library.readSettings())[settingsKey])
  return {
    async find(recipe, columns) {
      const kept = (await read()).find((each) => isFor(each, recipe, columns))
      const names = namesToMap(recipe)
      return kept && names.every((name) => Object.hasOwn(kept.mapping, name)) ? kept.mapping : null
    },
    async keep(recipe, columns, mapping) {
      const names = namesToMap(recipe)
      const wanted = Object.fromEntries(names.map((name) => [name, mapping[name] ?? null]))
      const guessed = guessMapping(recipe, columns)
      const others = (await read()).filter((each) => !isFor(each, recipe, columns))
      // What is guessed anyway needs no keeping.
      const isGuessed = names.every((name) => wanted[name] === (guessed[name] ?? null))
      const own = isGuessed ? [] : [{ recipe: recipe.name, columns: [...columns], mapping: wanted }]
      await library.writeSetting(settingsKey, [...own, ...others].slice(0, mostKept))
    },
  }
}

function isFor(kept: Kept, recipe: Recipe, columns: readonly string[]): boolean {
  return (
    kept.recipe === recipe.name && kept.columns.length === columns.length && kept.columns.every((each) => columns.includes(each))
  )
}
