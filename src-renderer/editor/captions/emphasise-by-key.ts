import { emphasisable, emphasiseWords } from '#shared/edit/commands/emphasise-words.ts'
import { splitWords } from '#shared/overlay/split-words.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import type { LessonEditor } from '../lesson-editor.ts'

type Press = Pick<
  React.KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'preventDefault' | 'stopPropagation'
>
type Cursor = Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd'>

/** Lets the selected words stand out, or the one at the cursor, where a key says so; whether it did. */
export function emphasiseByKey(editor: LessonEditor, caption: Caption, cursor: Cursor, event: Press): boolean {
  const isKey = event.key.toLowerCase() === 'b' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  if (!isKey) return false
  event.preventDefault()
  event.stopPropagation()
  const words = emphasisable(wordsAt(cursor))
  if (words.length > 0) editor.run(emphasiseWords, { captionId: caption.id, words })
  return true
}

/** The words that a selection touches, whole. */
export function wordsAt({ value, selectionStart, selectionEnd }: Cursor): string {
  let from = 0
  const touched = splitWords(value.replaceAll(/\s/g, ' ')).filter((word) => {
    const start = value.indexOf(word, from)
    from = start + word.length
    return (
      start <= selectionEnd &&
      selectionStart <= from &&
      (selectionStart === selectionEnd || (start < selectionEnd && selectionStart < from))
    )
  })
  // A cursor between two words of Japanese touches both: the first is meant.
  return selectionStart === selectionEnd ? (touched[0] ?? '') : touched.join(' ')
}
