/** The marked words: from where marking began to where the cursor is. */
export type WordRange = { readonly anchor: number; readonly focus: number }

export type WordPress = {
  readonly key: string
  readonly shiftKey: boolean
  /** Control or Command is down. */
  readonly primary: boolean
  readonly altKey: boolean
}

/** What a key does in the text of a lesson: another cursor, or something with the words. */
export type WordKeyAction =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'line'; readonly by: -1 | 1; readonly extend: boolean }
  | { readonly kind: 'all' | 'cut' | 'correct' | 'clear' }

/** Null where the key does what it does everywhere. */
export function wordKeyAction(
  { key, shiftKey, primary, altKey }: WordPress,
  focus: number,
  count: number,
  isMarked: boolean,
): WordKeyAction | null {
  if (altKey || count === 0) return null
  const to = (index: number): WordKeyAction => ({
    kind: 'move',
    to: Math.max(0, Math.min(count - 1, index)),
    extend: shiftKey,
  })
  if (primary && key.toLowerCase() === 'a') return { kind: 'all' }
  switch (key) {
    case 'ArrowRight':
      return primary ? null : to(focus + 1)
    case 'ArrowLeft':
      return primary ? null : to(focus - 1)
    case 'ArrowDown':
      return { kind: 'line', by: 1, extend: shiftKey }
    case 'ArrowUp':
      return { kind: 'line', by: -1, extend: shiftKey }
    case 'Home':
      return to(0)
    case 'End':
      return to(count - 1)
    case 'Delete':
    case 'Backspace':
      return primary || shiftKey ? null : { kind: 'cut' }
    case 'Enter':
    case 'F2':
      return primary || shiftKey ? null : { kind: 'correct' }
    case 'Escape':
      return isMarked ? { kind: 'clear' } : null
    default:
      return null
  }
}

/** First and last of what is marked. */
export function orderOf({ anchor, focus }: WordRange): { readonly first: number; readonly last: number } {
  return { first: Math.min(anchor, focus), last: Math.max(anchor, focus) }
}
