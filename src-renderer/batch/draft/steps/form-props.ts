import type { RecipeStep } from '#shared/recipe/recipe-schema.ts'

/** A form of one step: it is given whole, and told whole when a field changes. */
export type FormProps<S extends RecipeStep = RecipeStep> = { readonly step: S; readonly onChange: (step: RecipeStep) => void }

type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T]

/** The same with another value of a key that may be missing; without the key where there is none. */
export function withKey<T extends object, K extends OptionalKeys<T>>(before: T, key: K, value: T[K] | undefined): T {
  const { [key]: _before, ...others } = before
  return (value === undefined ? others : { ...others, [key]: value }) as T
}

/** Seconds, points…, or the name of a column in braces; nothing takes the wish away. */
export function toAmount(written: string): number | string | undefined {
  const plain = written.trim()
  if (plain === '') return undefined
  const number = Number(plain)
  // “2.” is on its way to “2.5”.
  return String(number) === plain && Number.isFinite(number) ? number : plain
}
