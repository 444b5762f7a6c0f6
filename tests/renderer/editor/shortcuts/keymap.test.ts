import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { chordId, chordKeys, chordOf, type KeyPress } from '#renderer/editor/shortcuts/chord.ts'
import { chooseKey, chordsOf, findOwner, isReserved, makeKeymap, resetKey, shortcuts } from '#renderer/editor/shortcuts/keymap.ts'
import type { ShortcutId } from '#renderer/editor/shortcuts/shortcut.ts'
import { keyChoicesSchema, type KeyChoices, type KeyChord } from '#shared/ipc/areas/keys.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: vi.fn() }))

const still: KeyPress = { key: '', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }
const press = (key: string, more: Partial<KeyPress> = {}, choices: KeyChoices = {}): ShortcutId | null => {
  const chord = chordOf({ ...still, key, ...more })
  return chord && (makeKeymap(choices).get(chordId(chord))?.id ?? null)
}

describe('keys of the editor', () => {
  it('tell a plain key from one with a modifier', () => {
    expect(press('ArrowLeft')).toBe('frame-back')
    expect(press('ArrowLeft', { shiftKey: true })).toBe('second-back')
    expect(press('ArrowLeft', { altKey: true })).toBe('move-earlier')
    expect(press('s')).toBe('split')
    expect(press('s', { ctrlKey: true })).toBe('save')
    expect(press('s', { metaKey: true })).toBe('save')
    expect(press('s', { altKey: true })).toBeNull()
    expect(press('Shift', { shiftKey: true })).toBeNull()
  })

  it('work with capitals lock, with signs that need other keys, and with other alphabets', () => {
    expect(press('S')).toBe('split')
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('redo')
    expect(press('?', { shiftKey: true })).toBe('help')
    expect(press('+', { shiftKey: true })).toBe('zoom-in')
    const altGraph = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === 'AltGraph' }
    expect(press('[', altGraph)).toBe('trim-start')
    expect(press('[', { altKey: true })).toBe('trim-start')
    expect(press('ы', { code: 'KeyS' })).toBe('split')
    expect(press('ö', { code: 'Semicolon' })).toBeNull()
  })

  it('each have a name, and never mean two things', () => {
    expect(new Set(shortcuts.map(({ id }) => id))).toEqual(new Set(Object.keys(text.shortcuts.actions)))
    const chords = shortcuts.flatMap((shortcut) => shortcut.chords.map(chordId))
    expect(new Set(chords).size).toBe(chords.length)
    expect(shortcuts.flatMap(({ chords: own }) => own).filter(isReserved)).toEqual([])
  })

  it('are named as the keyboard names them', () => {
    expect(chordKeys({ key: 'z', primary: true, shift: true }, true)).toEqual(['⌘', 'Shift', 'Z'])
    expect(chordKeys({ key: ' ' }, false)).toEqual(['Space'])
  })
})

describe('keys the user has chosen', () => {
  it('take the place of the ones a shortcut has', () => {
    const choices = chooseKey({}, 'split', { key: 'b' })
    expect(press('b', {}, choices)).toBe('split')
    expect(press('s', {}, choices)).toBeNull()
  })

  it('are taken from whoever had them', () => {
    expect(findOwner({ key: 'q' }, 'split', {})?.id).toBe('question')
    expect(findOwner({ key: 's' }, 'split', {})).toBeNull()
    const choices = chooseKey({}, 'split', { key: 'q' })
    expect(press('q', {}, choices)).toBe('split')
    expect(makeKeymap(choices).get('q')?.id).toBe('split')
    expect(choices['question']).toEqual([])
  })

  it('leave no trace where they are what they were at first', () => {
    const swapped = chooseKey(chooseKey({}, 'split', { key: 'q' }), 'question', { key: 's' })
    expect(press('s', {}, swapped)).toBe('question')
    expect(resetKey(swapped, 'split')).toEqual({})
    expect(chooseKey(chooseKey({}, 'split', { key: 'b' }), 'split', { key: 's' })).toEqual({})
  })

  it('never mean two things, can be stored, and can all be put back, whatever was chosen', () => {
    const chord: fc.Arbitrary<KeyChord> = fc
      .record({ key: fc.constantFrom('a', 's', 'q', 'Delete', ' ') })
      .chain(({ key }) => fc.constantFrom<KeyChord>({ key }, { key, shift: true }, { key, primary: true }))
    const step = fc.record({ id: fc.constantFrom(...shortcuts.map(({ id }) => id)), chord, reset: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let choices: KeyChoices = {}
        for (const { id, chord: chosen, reset } of steps) {
          choices = reset ? resetKey(choices, id) : chooseKey(choices, id, chosen)
          const keymap = makeKeymap(choices)
          if (!reset) expect(keymap.get(chordId(chosen))?.id).toBe(id)
          const all = shortcuts.flatMap((shortcut) => chordsOf(shortcut, choices).map(chordId))
          expect(new Set(all).size).toBe(all.length)
          expect(keyChoicesSchema.parse(JSON.parse(JSON.stringify(choices)))).toEqual(choices)
        }
        for (const { id } of shortcuts) choices = resetKey(choices, id)
        expect(choices).toEqual({})
      }),
    )
  })
})
