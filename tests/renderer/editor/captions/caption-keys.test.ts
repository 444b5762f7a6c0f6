import { describe, expect, it } from 'vitest'
import { captionKeyAction } from '#renderer/editor/captions/caption-keys.ts'

/** `|` is the cursor; two of them hold a selection. */
function press(key: string, marked: string, { shiftKey = false, modified = false, isOneLine = true } = {}) {
  const [before = '', ...rest] = marked.split('|')
  const text = marked.replaceAll('|', '')
  const to = rest.length > 1 ? before.length + (rest[0] ?? '').length : before.length
  return captionKeyAction({ key, shiftKey, modified }, { text, from: before.length, to, isOneLine })
}

describe('keys in a caption', () => {
  it('split at the cursor, and go on behind the last word', () => {
    expect(press('Enter', 'Lava flows| downhill')).toBe('split')
    expect(press('Enter', 'Lava flows downhill| ')).toBe('add-after')
    expect(press('Enter', 'Lava| flows', { shiftKey: true })).toBeNull()
    expect(press('Enter', 'Lava| flows', { modified: true })).toBeNull()
  })

  it('join at the edges only', () => {
    expect(press('Backspace', '|Lava')).toBe('merge-previous')
    expect(press('Backspace', 'L|ava')).toBeNull()
    expect(press('Backspace', '|La|va')).toBeNull()
    expect(press('Backspace', '|')).toBe('remove')
    expect(press('Delete', 'Lava|')).toBe('merge-next')
    expect(press('Delete', 'Lav|a')).toBeNull()
    expect(press('Delete', '|')).toBeNull()
  })

  it('go to the neighbours by Tab, and by arrows from the edge of a text of several lines', () => {
    expect([press('Tab', 'La|va'), press('Tab', 'La|va', { shiftKey: true })]).toEqual(['next', 'previous'])
    expect([press('ArrowUp', 'La|va'), press('ArrowDown', 'La|va')]).toEqual(['previous', 'next'])
    const tall = { isOneLine: false }
    expect([press('ArrowUp', 'La|va', tall), press('ArrowDown', 'La|va', tall)]).toEqual([null, null])
    expect([press('ArrowUp', '|Lava', tall), press('ArrowDown', 'Lava|', tall)]).toEqual(['previous', 'next'])
    expect(press('ArrowDown', 'La|va', { shiftKey: true })).toBeNull()
    expect(press('a', 'La|va')).toBeNull()
  })
})
