import { describe, expect, it } from 'vitest'
import { chordKeys, findShortcut, shortcuts } from '#renderer/editor/shortcuts.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const press = (key: string, modifiers: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) =>
  findShortcut({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...modifiers })?.shortcut.name ?? null

const { actions } = text.shortcuts

describe('keys of the editor', () => {
  it('tell a plain key from one with a modifier', () => {
    expect(press('ArrowLeft')).toBe(actions.frame)
    expect(press('ArrowLeft', { shiftKey: true })).toBe(actions.second)
    expect(press('ArrowLeft', { altKey: true })).toBe(actions.move)
    expect(press('s')).toBe(actions.split)
    expect(press('s', { ctrlKey: true })).toBe(actions.save)
    expect(press('s', { metaKey: true })).toBe(actions.save)
    expect(press('s', { altKey: true })).toBeNull()
  })

  it('work with capitals lock and with signs that need Shift', () => {
    expect(press('S')).toBe(actions.split)
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe(actions.redo)
    expect(press('?', { shiftKey: true })).toBe(actions.help)
    expect(press('+', { shiftKey: true })).toBe(actions.zoomIn)
    expect(press('[')).toBe(actions.trimStart)
  })

  it('never mean two things', () => {
    const chords = shortcuts.flatMap((shortcut) => shortcut.chords.map((chord) => chordKeys(chord, false).join('+')))
    expect(new Set(chords).size).toBe(chords.length)
  })

  it('are named as the keyboard names them', () => {
    expect(chordKeys({ key: 'z', primary: true, shift: true }, true)).toEqual(['⌘', 'Shift', 'Z'])
    expect(chordKeys({ key: ' ' }, false)).toEqual(['Space'])
  })
})
