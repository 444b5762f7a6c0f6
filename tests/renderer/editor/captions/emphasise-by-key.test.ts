import { expect, it } from 'vitest'
import { wordsAt } from '#renderer/editor/captions/emphasise-by-key.ts'

const at = (value: string, selectionStart: number, selectionEnd = selectionStart) =>
  wordsAt({ value, selectionStart, selectionEnd })

it('the word at the cursor is meant, or all that a selection touches', () => {
  expect(at('Lava flows down', 2)).toBe('Lava')
  expect(at('Lava flows down', 4)).toBe('Lava')
  expect(at('Lava flows down', 5)).toBe('flows')
  expect(at('Lava flows down', 15)).toBe('down')
  expect(at('Lava flows down', 2, 7)).toBe('Lava flows')
  expect(at('Lava flows down', 5, 10)).toBe('flows')
  expect(at('Lava\nflows', 6)).toBe('flows')
  expect(at('左に見えるのは', 1)).toBe('左に')
  expect(at('', 0)).toBe('')
})
