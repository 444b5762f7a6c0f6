import type { CaptionItem } from '../timeline/timeline-items.ts'

/** The same records, and the same list, where nothing in them changed: rows are drawn anew only where something did. */
export function keepSameItems(before: readonly CaptionItem[], now: readonly CaptionItem[]): readonly CaptionItem[] {
  const known = new Map(before.map((item) => [item.id, item]))
  const items = now.map((item) => {
    const old = known.get(item.id)
    const isSame =
      old?.caption === item.caption && old.span.startTicks === item.span.startTicks && old.span.endTicks === item.span.endTicks
    return isSame ? old : item
  })
  return items.length === before.length && items.every((item, index) => item === before[index]) ? before : items
}
