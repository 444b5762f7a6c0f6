import { describe, expect, it } from 'vitest'
import { findWords, toParagraphs, wordAt } from '#renderer/editor/transcript/paragraphs.ts'
import { orderOf, wordKeyAction, type WordPress } from '#renderer/editor/transcript/word-keys.ts'
import type { CaptionId, ClipId } from '#shared/project/ids.ts'
import type { TranscriptWord } from '#shared/speech/transcript-words.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const word = (text: string, from: number, to = from + 0.3, clip = 'c'): TranscriptWord => ({
  captionId: 'k' as CaptionId,
  index: 0,
  text,
  span: { startTicks: secondsToTicks(from), endTicks: secondsToTicks(to) },
  timed: true,
  clipId: clip as ClipId,
  confidence: null,
})

const press = (key: string, held: Partial<WordPress> = {}): WordPress => ({
  key,
  shiftKey: false,
  primary: false,
  altKey: false,
  ...held,
})

describe('the text of a lesson', () => {
  it('begins a paragraph at a long pause and after some sentences, and leaves no word out', () => {
    const spoken = [word('One.', 0), word('two', 0.4), word('three', 3)]
    expect(toParagraphs(spoken)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
    ])
    const long = Array.from({ length: 3000 }, (_, index) => word(index % 10 === 9 ? 'end.' : 'word', index * 0.4))
    const paragraphs = toParagraphs(long)
    expect(paragraphs.map(({ from }) => from).slice(1)).toEqual(paragraphs.slice(0, -1).map(({ to }) => to))
    expect(paragraphs.at(-1)?.to).toBe(3000)
    expect(Math.max(...paragraphs.map(({ from, to }) => to - from))).toBeLessThanOrEqual(60)
    expect(toParagraphs([])).toEqual([])
  })

  it('finds the word at an instant', () => {
    const spoken = [word('a', 1), word('b', 2), word('c', 3)]
    expect([0, 1, 1.9, 2, 9].map((at) => wordAt(spoken, secondsToTicks(at)))).toEqual([-1, 0, 0, 1, 2])
  })

  it('finds text over several words, whatever its case', () => {
    const spoken = ['The', 'lava', 'flows,', 'the', 'lava', 'cools'].map((each, index) => word(each, index))
    expect(findWords(spoken, 'THE  lava')).toEqual([
      { first: 0, last: 1 },
      { first: 3, last: 4 },
    ])
    expect(findWords(spoken, 'low')).toEqual([{ first: 2, last: 2 }])
    expect(findWords(spoken, ' ')).toEqual([])
  })
})

describe('keys in the text', () => {
  it('move, extend, cut and correct, and leave the rest alone', () => {
    expect(wordKeyAction(press('ArrowRight'), 4, 5, true)).toEqual({ kind: 'move', to: 4, extend: false })
    expect(wordKeyAction(press('ArrowLeft', { shiftKey: true }), 4, 5, true)).toEqual({ kind: 'move', to: 3, extend: true })
    expect(wordKeyAction(press('Backspace'), 1, 5, true)).toEqual({ kind: 'cut' })
    expect(wordKeyAction(press('Enter'), 1, 5, true)).toEqual({ kind: 'correct' })
    expect(wordKeyAction(press('Escape'), 1, 5, false)).toBeNull()
    expect(wordKeyAction(press('z', { primary: true }), 1, 5, true)).toBeNull()
    expect(wordKeyAction(press('a', { primary: true }), 1, 5, true)).toEqual({ kind: 'all' })
    expect(wordKeyAction(press(' '), 1, 5, true)).toBeNull()
    expect(wordKeyAction(press('ArrowRight'), 0, 0, false)).toBeNull()
    expect(orderOf({ anchor: 4, focus: 2 })).toEqual({ first: 2, last: 4 })
  })
})
