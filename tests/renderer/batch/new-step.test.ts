import { expect, it } from 'vitest'
import { newRecipe, newStep, stepKinds } from '#renderer/batch/draft/new-step.ts'
import { nameField } from '#renderer/batch/draft/steps/field-names.ts'
import { toAmount, withKey } from '#renderer/batch/draft/steps/form-props.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import { recipeStepSchema } from '#shared/recipe/recipe-schema.ts'

it('offers every kind of step, and each begins as one that can be used', () => {
  expect([...stepKinds].toSorted()).toEqual(recipeStepSchema.options.map(({ shape }) => shape.step.value).toSorted())
  const fresh = newRecipe('Fresh', 'en')
  for (const kind of stepKinds) {
    const steps = [...fresh.steps.filter(({ step }) => step !== kind), newStep(kind)]
    expect(parseRecipe({ ...fresh, steps })).toMatchObject({ ok: true })
  }
})

it('takes a key out where nothing is written, and numbers for what they are', () => {
  expect(withKey({ in: 2, out: 3 } as { in?: number; out?: number }, 'in', undefined)).toEqual({ out: 3 })
  expect(['', ' 2.5 ', '2.', '{points}', '0x10', '1e3'].map(toAmount)).toEqual([undefined, 2.5, '2.', '{points}', '0x10', '1e3'])
})

it('calls the fields of a mistake what the form calls them', () => {
  expect(nameField({ path: 'highPass', message: 'write a number' }, 'doctor').path).toBe('Take away rumble below, Hz')
  expect(nameField({ path: '', message: 'write “intro”, “outro” or both' }, 'join').message).toContain('Say which film')
  expect(nameField({ path: 'unknown', message: 'x' }, 'trim').path).toBe('unknown')
})
