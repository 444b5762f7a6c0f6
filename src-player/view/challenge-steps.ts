import { element } from './element.ts'
import type { LessonLanguage } from './lesson-text.ts'

/** The steps as a list to tick off; `onChange` hears the places of all that are ticked. */
export function makeChallengeSteps(
  steps: readonly string[],
  done: readonly number[],
  own: LessonLanguage,
  onChange: (done: readonly number[]) => void,
): HTMLElement {
  const boxes = steps.map((_, index) => element('input', { type: 'checkbox', checked: done.includes(index) }))
  const list = element(
    'ol',
    // Safari leaves out lists without marks of their own.
    { role: 'list', class: 'tb-steps', ...own },
    ...boxes.map((box, index) => element('li', {}, element('label', {}, box, element('span', {}, steps[index] ?? '')))),
  )
  list.addEventListener('change', () => onChange(boxes.flatMap((box, index) => (box.checked ? [index] : []))))
  return list
}
