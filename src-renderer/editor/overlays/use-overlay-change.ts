import { setOverlays, type OverlayChanges } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { useEditor } from '../editor-context.tsx'

/** Changes an overlay at once; a drag of one control (`name`) is one step to undo. */
export function useOverlayChange(overlay: Overlay): (changes: OverlayChanges, name: string) => void {
  const editor = useEditor()
  return (changes, name) => {
    editor.run(setOverlays, { overlayIds: [overlay.id], changes }, { mergeKey: `overlay:${overlay.id}:${name}` })
  }
}

/** The colours that the product's own presets and stickers are made of. */
export const overlayColours = Object.entries(text.overlays.inspector.colours).map(([value, label]) => ({ value, label }))
