import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueParts, shownPart } from '#player/view/cue-parts.ts'
import type { PlayerCue } from '#shared/quiz/player-lesson.ts'

const cue: PlayerCue = {
  startMs: 0,
  endMs: 3000,
  text: 'One two, three',
  words: [
    [0, 3, 0, 1000],
    [4, 7, 1000, 2000],
    [9, 14, 2200, 3000],
  ],
  emphasis: [[4, 7]],
}

describe('a cue word by word', () => {
  it('is its words with what stands between them', () => {
    expect(cueParts(cue, 'karaoke', 0).map(({ text, strong, fromMs }) => [text, strong, fromMs])).toEqual([
      ['One', false, 0],
      [' ', false, null],
      ['two', true, 1000],
      [', ', false, null],
      ['three', false, 2200],
    ])
  })

  it('sets apart what is underlined or has a colour of its own', () => {
    const marked: PlayerCue = {
      startMs: 0,
      endMs: 1000,
      text: 'One two three',
      marks: [
        [4, 13, 'underline'],
        [4, 7, '#ffe14a'],
      ],
    }
    expect(cueParts(marked, 'plain', 0).map(({ text, underlined, colour }) => [text, underlined, colour])).toEqual([
      ['One ', false, null],
      ['two', true, '#ffe14a'],
      [' three', true, null],
    ])
  })

  it('makes bold what is bold and slants what is in italics', () => {
    const marked: PlayerCue = {
      startMs: 0,
      endMs: 1000,
      text: 'One two',
      marks: [
        [0, 7, 'italic'],
        [4, 7, 'bold'],
      ],
    }
    expect(cueParts(marked, 'plain', 0).map(({ text, bold, slanted, colour }) => [text, bold, slanted, colour])).toEqual([
      ['One ', false, true, null],
      ['two', true, true, null],
    ])
  })

  it('shows the word that is said, or was said last', () => {
    const at = (ms: number) =>
      cueParts(cue, 'word', ms)
        .map(({ text }) => text)
        .join('')
    expect([at(0), at(1500), at(2100), at(2999)]).toEqual(['One', 'two', 'two', 'three'])
    expect(shownPart(cue, 'karaoke', 0)).toBeNull()
  })

  it('without words is itself, whatever the look', () => {
    const plain = { startMs: 0, endMs: 1, text: 'שלום 👋🏽' }
    for (const animation of ['plain', 'karaoke', 'word'] as const)
      expect(cueParts(plain, animation, 0).map(({ text }) => text)).toEqual(['שלום 👋🏽'])
  })

  it('loses no letter, whatever stands out', () => {
    const stretch = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
    fc.assert(
      fc.property(fc.string({ minLength: 21, maxLength: 30 }), fc.array(stretch, { maxLength: 4 }), (text, emphasis) => {
        const parts = cueParts({ startMs: 0, endMs: 1, text, emphasis }, 'plain', 0)
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
    )
  })
})
