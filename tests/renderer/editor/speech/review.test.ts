import { describe, expect, it } from 'vitest'
import { nextUncertain, uncertainPlaces, uncertainWords } from '#renderer/editor/speech/review.ts'
import type { CaptionItem } from '#renderer/editor/timeline/timeline-items.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { ticks } from '#shared/time/ticks.ts'

/** A caption whose words that end in "?" are uncertain. */
function item(id: string, text: string, done = false): CaptionItem {
  const words = text.split(' ').map((word) => ({
    text: word.replace('?', ''),
    offsetTicks: ticks(0),
    durationTicks: ticks(1),
    confidence: word.endsWith('?') ? 0.5 : 0.6,
  }))
  const caption = { id, text: text.replaceAll('?', ''), words, done } as unknown as Caption
  return { kind: 'caption', id: caption.id, caption, span: { startTicks: ticks(0), endTicks: ticks(1) } }
}

const items = [item('a', 'the? lava the? end'), item('b', 'all is sure'), item('c', 'not? checked', true), item('d', 'hot? rock')]
const found = (place: ReturnType<typeof nextUncertain>) => place && [place.item.id, place.from, place.to]

describe('words to check', () => {
  it('are those below the line, unless somebody checked the caption', () => {
    expect(items.map(({ caption }) => uncertainWords(caption))).toEqual([['the', 'the'], [], [], ['hot']])
  })

  it('stand where they are said, also where a word comes twice', () => {
    expect(uncertainPlaces(items).map(({ item: { id }, from, to }) => [id, from, to])).toEqual([
      ['a', 0, 3],
      ['a', 9, 12],
      ['d', 0, 3],
    ])
  })

  it('follow each other behind the cursor, and begin again after the last', () => {
    expect(found(nextUncertain(items, null))).toEqual(['a', 0, 3])
    expect(found(nextUncertain(items, { id: 'a', at: 3 }))).toEqual(['a', 9, 12])
    expect(found(nextUncertain(items, { id: 'a', at: 12 }))).toEqual(['d', 0, 3])
    expect(found(nextUncertain(items, { id: 'd', at: 3 }))).toEqual(['a', 0, 3])
    expect(nextUncertain(items.slice(1, 3), null)).toBeNull()
  })
})
