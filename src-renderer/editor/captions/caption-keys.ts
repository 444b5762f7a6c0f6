/** What a key does beyond typing, where the cursor of a caption's text stands at an edge. */
export type CaptionKeyAction = 'split' | 'add-after' | 'merge-previous' | 'merge-next' | 'remove' | 'previous' | 'next' | 'leave'

type Press = {
  readonly key: string
  readonly shiftKey: boolean
  /** Control, Alt or Command is down. */
  readonly modified: boolean
}

type Cursor = {
  readonly text: string
  readonly from: number
  readonly to: number
  /** The text takes one line on screen. */
  readonly isOneLine: boolean
}

/** Null where the key does what it does in any text. */
export function captionKeyAction({ key, shiftKey, modified }: Press, cursor: Cursor): CaptionKeyAction | null {
  if (modified) return null
  const { text, from, to, isOneLine } = cursor
  const isCaret = from === to
  if (key === 'Tab') return shiftKey ? 'previous' : 'next'
  if (shiftKey) return null
  switch (key) {
    case 'Enter':
      return text.slice(to).trim() === '' ? 'add-after' : 'split'
    case 'Backspace':
      if (!isCaret || from > 0) return null
      return text.trim() === '' ? 'remove' : 'merge-previous'
    case 'Delete':
      return isCaret && to === text.length && text !== '' ? 'merge-next' : null
    case 'ArrowUp':
      return isCaret && (from === 0 || isOneLine) ? 'previous' : null
    case 'ArrowDown':
      return isCaret && (to === text.length || isOneLine) ? 'next' : null
    case 'Escape':
      return 'leave'
    default:
      return null
  }
}
