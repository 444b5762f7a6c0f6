import { addCaption, deleteCaptions, mergeCaptions, splitCaption } from '#shared/edit/commands/captions.ts'
import type { CaptionId } from '#shared/project/ids.ts'
import { addTicks, ticks } from '#shared/time/ticks.ts'
import { minCaptionTicks, newCaptionTicks } from '../actions/cues.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import type { CaptionItem } from '../timeline/timeline-items.ts'
import type { CaptionKeyAction } from './caption-keys.ts'

/** Where the cursor goes next: a caption, and a place in its text (UTF-16 units). */
export type CaptionCursor = { readonly id: CaptionId; readonly at: number }

const atStart = ({ id }: CaptionItem): CaptionCursor => ({ id, at: 0 })
const atEnd = ({ id, caption }: CaptionItem): CaptionCursor => ({ id, at: caption.text.length })

type Place = {
  readonly item: CaptionItem
  readonly previous: CaptionItem | undefined
  readonly next: CaptionItem | undefined
  /** Of the cursor in the text. */
  readonly at: number
}

/** Does what a key or button in a caption's row says; null where the cursor stays where it is. */
export function runCaptionAction(
  editor: LessonEditor,
  action: Exclude<CaptionKeyAction, 'leave'>,
  { item, previous, next, at }: Place,
): CaptionCursor | null {
  switch (action) {
    case 'split':
      if (!editor.run(splitCaption, { captionId: item.id, atCharacter: at })) return null
      return selectedCaption(editor)
    case 'merge-previous':
      return previous ? merge(editor, previous, item) : null
    case 'merge-next':
      return next ? merge(editor, item, next) : null
    case 'remove': {
      const neighbour = previous ?? next
      if (!neighbour || !editor.run(deleteCaptions, { captionIds: [item.id] })) return null
      return neighbour === previous ? atEnd(neighbour) : atStart(neighbour)
    }
    case 'previous':
      return previous ? atEnd(previous) : null
    case 'next':
      return next ? atStart(next) : null
    case 'add-after':
      return addAfter(editor, item, next) ?? (next ? atStart(next) : null)
  }
}

function merge(editor: LessonEditor, first: CaptionItem, second: CaptionItem): CaptionCursor | null {
  if (!editor.run(mergeCaptions, { captionIds: [first.id, second.id] })) return null
  const { length } = first.caption.text.trim()
  const isSpaced = length > 0 && second.caption.text.trim() !== ''
  return { id: first.id, at: length + (isSpaced ? 1 : 0) }
}

/** Null where the next caption, or the end of the lesson, comes too soon. */
function addAfter(editor: LessonEditor, { caption, span }: CaptionItem, next: CaptionItem | undefined): CaptionCursor | null {
  const startTicks = span.endTicks
  const wanted = addTicks(startTicks, newCaptionTicks)
  const endTicks = ticks(Math.min(wanted, editor.durationTicks, next?.span.startTicks ?? wanted))
  if (endTicks - startTicks < minCaptionTicks || caption.text.trim() === '') return null
  if (!editor.run(addCaption, { captionTrackId: caption.captionTrackId, startTicks, endTicks, text: '' })) return null
  return selectedCaption(editor)
}

function selectedCaption(editor: LessonEditor): CaptionCursor | null {
  const [item] = editor.session.getSnapshot().selection
  return item?.kind === 'caption' ? { id: item.id, at: 0 } : null
}
