import type { SelectedItem, Selection } from '#shared/edit/selection.ts'

/** A plain click, one that adds or takes away, and one that takes all from the first picked to here. */
export type PickHow = 'only' | 'toggle' | 'range'

type Keys = { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }

export function pickHow({ shiftKey, ctrlKey, metaKey }: Keys): PickHow {
  if (ctrlKey || metaKey) return 'toggle'
  return shiftKey ? 'range' : 'only'
}

/**
 * The selection after an item was picked. The first entry is what the inspector shows and where a range begins, the last one
 * is where the focus goes. `order` is that of the item's lane.
 */
export function pickItem(selection: Selection, item: SelectedItem, order: Selection, how: PickHow): Selection {
  if (how === 'toggle') {
    const rest = selection.filter(({ id }) => id !== item.id)
    return rest.length < selection.length ? rest : [...selection, item]
  }
  if (how === 'only') return [item]
  const anchor = selection[0]
  const placeOf = (each: SelectedItem): number => order.findIndex(({ id }) => id === each.id)
  const [from, to] = [anchor ? placeOf(anchor) : -1, placeOf(item)]
  if (from < 0 || to < 0) {
    // Begun in another lane: what is picked there stays, and this lane's part goes on from its own last one.
    const near = selection.map(placeOf).findLast((place) => place >= 0) ?? to
    return addToSelection(selection, to < 0 ? [item] : order.slice(Math.min(near, to), Math.max(near, to) + 1))
  }
  return from <= to ? order.slice(from, to + 1) : order.slice(to, from + 1).toReversed()
}

/** The selection with more added, in order and without doubles. */
export function addToSelection(selection: Selection, more: readonly SelectedItem[]): Selection {
  const known = new Set<string>(selection.map(({ id }) => id))
  return [...selection, ...more.filter(({ id }) => !known.has(id))]
}
