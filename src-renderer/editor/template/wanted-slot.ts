import { createContext } from 'react'
import { fillSlotMedia } from '#shared/edit/commands/fill-slot.ts'
import type { SlotId } from '#shared/project/ids.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import type { Place } from '../media/imports.ts'

/** Leaves the editor for the recording screen. */
export const RecordContext = createContext<() => void>(() => undefined)

/** Which slot the next recording is for. */
const wanted = new WeakMap<object, SlotId>()

export function wantSlot(editor: LessonEditor, slotId: SlotId | null): void {
  if (slotId === null) wanted.delete(editor)
  else wanted.set(editor, slotId)
}

/** Where a recording goes that was made for a slot; undefined for one that goes to the end of the lesson. */
export function placeForWanted(editor: LessonEditor): Place | undefined {
  const slotId = wanted.get(editor)
  wanted.delete(editor)
  return slotId === undefined ? undefined : placeInSlot(editor, slotId)
}

export function placeInSlot(editor: Pick<LessonEditor, 'run'>, slotId: SlotId): Place {
  return (asset) => editor.run(fillSlotMedia, { slotId, asset })
}
