import type { Caption } from '#shared/project/schema/text.ts'
import { reviewConfidence } from '#shared/speech/transcript.ts'
import type { CaptionItem } from '../timeline/timeline-items.ts'

const uncertain = new WeakMap<Caption['words'], readonly string[]>()

/** The words of a caption that the engine was not sure of and nobody has checked. */
export function uncertainWords({ words, done }: Pick<Caption, 'words' | 'done'>): readonly string[] {
  if (done) return []
  const known = uncertain.get(words)
  if (known) return known
  const found = words.filter(({ confidence }) => confidence !== null && confidence < reviewConfidence).map(({ text }) => text)
  uncertain.set(words, found)
  return found
}

/** Where a word stands in a caption's text (UTF-16 units). */
export type WordPlace = { readonly item: CaptionItem; readonly from: number; readonly to: number }

/** Every uncertain word of captions in order, where it stands in its text; one that is not found there stands at the start. */
export function uncertainPlaces(items: readonly CaptionItem[]): readonly WordPlace[] {
  return items.flatMap((item) => {
    const { text, words, done } = item.caption
    if (done) return []
    let searched = 0
    return words.flatMap((word): WordPlace[] => {
      const at = text.indexOf(word.text, searched)
      if (at >= 0) searched = at + word.text.length
      if (word.confidence === null || word.confidence >= reviewConfidence) return []
      return [at < 0 ? { item, from: 0, to: 0 } : { item, from: at, to: at + word.text.length }]
    })
  })
}

/** The next uncertain word behind a place, the first one again behind the last. */
export function nextUncertain(
  items: readonly CaptionItem[],
  behind: { readonly id: string; readonly at: number } | null,
): WordPlace | null {
  const places = uncertainPlaces(items)
  const order = new Map(items.map(({ id }, index) => [id as string, index]))
  const here = behind === null ? -1 : (order.get(behind.id) ?? -1)
  const next = places.find(({ item, from }) => {
    const index = order.get(item.id) ?? 0
    return index > here || (index === here && behind !== null && from >= behind.at)
  })
  return next ?? places[0] ?? null
}
