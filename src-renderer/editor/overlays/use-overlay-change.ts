import { setOverlays, type OverlayChanges } from '#shared/edit/commands/overlays.ts'
import { placeItems } from '#shared/edit/commands/place-items.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { selectedAlike } from './selected-alike.ts'

/** What to change; a function where that is not the same for each of the selected ones. */
export type OverlayChange = OverlayChanges | ((overlay: Overlay) => OverlayChanges)

/** Changes an overlay as its inspector does; a drag of one control (`name`) is one step to undo. */
export function useOverlayChange(overlay: Overlay): (change: OverlayChange, name: string) => void {
  const editor = useEditor()
  return (change, name) => changeAlike(editor, overlay, change, name)
}

/** Changes all that are selected with an overlay and are of its kind. What somebody wrote stays with its own one. */
export function changeAlike(editor: LessonEditor, overlay: Overlay, change: OverlayChange, name: string): void {
  const options = { mergeKey: `overlay:${overlay.id}:${name}` }
  const alike = selectedAlike(editor.document, editor.session.getSnapshot().selection, overlay)
  if (typeof change === 'function') {
    const changes = alike.map((each) => ({ kind: 'overlay' as const, id: each.id, changes: change(each) }))
    editor.run(placeItems, { changes }, options)
    return
  }
  const isWritten = change.text !== undefined || change.altText !== undefined
  const overlayIds = isWritten ? [overlay.id] : alike.map(({ id }) => id)
  editor.run(setOverlays, { overlayIds, changes: change }, options)
}
