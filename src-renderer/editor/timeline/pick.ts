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
  const anchor = selection[0]
  const from = how === 'range' && anchor ? order.findIndex(({ id }) => id === anchor.id) : -1
  const to = order.findIndex(({ id }) => id === item.id)
  if (from < 0 || to < 0) return [item]
  return from <= to ? order.slice(from, to + 1) : order.slice(to, from + 1).toReversed()
}

/** The selection with more added, in order and without doubles. */
export function addToSelection(selection: Selection, more: readonly SelectedItem[]): Selection {
  const known = new Set<string>(selection.map(({ id }) => id))
  return [...selection, ...more.filter(({ id }) => !known.has(id))]
}
