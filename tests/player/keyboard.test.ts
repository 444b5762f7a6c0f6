import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commandForKey } from '#player/keyboard.ts'

/** As much of an element as a key asks about. */
class FakeElement {
  readonly closest: (selector: string) => unknown
  constructor(panel = false) {
    this.closest = (selector) => (panel && selector === '.tb-panel' ? this : null)
  }
}

beforeEach(() => {
  vi.stubGlobal('Element', FakeElement)
  vi.stubGlobal('HTMLInputElement', class extends FakeElement {})
  vi.stubGlobal('HTMLButtonElement', class extends FakeElement {})
})

afterEach(() => vi.unstubAllGlobals())

function press(key: string, target: unknown = new FakeElement()): KeyboardEvent {
  return { key, target, altKey: false, ctrlKey: false, metaKey: false } as unknown as KeyboardEvent
}

describe('a key', () => {
  it('moves in the video, and leaves the arrows to a panel that is read', () => {
    expect(commandForKey(press('ArrowDown'), true, 'ltr')).toBe('quieter')
    const inPanel = new FakeElement(true)
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' '])
      expect(commandForKey(press(key, inPanel), true, 'ltr'), key).toBeNull()
    expect(commandForKey(press('t', inPanel), true, 'ltr')).toBe('transcript')
    expect(commandForKey(press('Escape', inPanel), true, 'ltr')).toBe('escape')
  })

  it('goes forward where the slider does', () => {
    expect(commandForKey(press('ArrowRight'), true, 'ltr')).toBe('forward-5')
    expect(commandForKey(press('ArrowRight'), true, 'rtl')).toBe('back-5')
    expect(commandForKey(press('ArrowLeft'), true, 'rtl')).toBe('forward-5')
    expect(commandForKey(press('l'), true, 'rtl')).toBe('forward-10')
  })
})
