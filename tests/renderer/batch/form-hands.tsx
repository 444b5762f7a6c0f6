import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { StepForm } from '#renderer/batch/draft/step-form.tsx'
import { recipeStepSchema, type RecipeStep } from '#shared/recipe/recipe-schema.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** A step's form on a page, and hands that use it by the names of its fields. */
export type OpenForm = {
  /** What the form says now; fails where no recipe may say so. */
  step(): RecipeStep
  type(label: string, value: string): void
  choose(label: string, option: string): void
  tick(label: string): void
  press(name: string): void
  has(label: string): boolean
  close(): void
}

export function openForm(first: RecipeStep): OpenForm {
  let current = first
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const draw = (step: RecipeStep): void => {
    current = step
    root.render(<StepForm step={step} onChange={draw} />)
  }
  act(() => draw(first))

  const find = (label: string): HTMLElement | null => {
    const named = [...place.querySelectorAll('label, span[id]')].filter((each) => each.textContent?.trim() === label)
    for (const each of named) {
      const inside = each.querySelector('input')
      if (inside) return inside
      const owner = each.getAttribute('for') ?? ''
      const field = owner === '' ? null : document.getElementById(owner)
      if (field) return field
      const labelled = each.id === '' ? null : place.querySelector(`[aria-labelledby~="${each.id}"]`)
      if (labelled instanceof HTMLElement) return labelled
    }
    return null
  }
  const field = (label: string): HTMLElement => {
    const found = find(label)
    if (!found) throw new Error(`There is no “${label}” in ${place.textContent}`)
    return found
  }
  const button = (name: string): HTMLElement => {
    const found = [...document.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name,
    )
    if (!found) throw new Error(`There is no button “${name}”`)
    return found
  }
  return {
    step: () => recipeStepSchema.parse(current),
    type(label, value) {
      const input = field(label)
      const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
      act(() => input.focus())
      act(() => {
        Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, value)
        input.dispatchEvent(new Event('input', { bubbles: true }))
      })
      act(() => input.blur())
    },
    choose(label, option) {
      const frame = field(label).closest('[data-rac]')?.parentElement
      const select = [...(frame?.querySelectorAll('select') ?? [])].find((each) =>
        [...each.options].some(({ textContent }) => textContent === option),
      )
      const value = [...(select?.options ?? [])].find(({ textContent }) => textContent === option)?.value
      if (!select || value === undefined) throw new Error(`“${label}” offers no “${option}”`)
      act(() => {
        select.value = value
        select.dispatchEvent(new Event('change', { bubbles: true }))
      })
    },
    tick: (label) => act(() => field(label).click()),
    press: (name) => act(() => button(name).click()),
    has: (label) => find(label) !== null,
    close() {
      act(() => root.unmount())
      place.remove()
    },
  }
}
