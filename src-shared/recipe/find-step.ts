import type { Recipe, StepKind, StepOf } from './recipe-schema.ts'

export function findStep<K extends StepKind>({ steps }: Pick<Recipe, 'steps'>, kind: K): StepOf<K> | undefined {
  return findSteps({ steps }, kind)[0]
}

export function findSteps<K extends StepKind>({ steps }: Pick<Recipe, 'steps'>, kind: K): readonly StepOf<K>[] {
  return steps.filter((step): step is StepOf<K> => step.step === kind)
}
