import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { setBrandKit } from '#shared/edit/commands/brand.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import { useEditor, useSession } from '../editor-context.tsx'

const pickKit = ({ document }: EditSnapshot): BrandKit | null => document.brandKit

/** The school style of the lesson; null where it has none. */
export function useBrandKit(): BrandKit | null {
  return useSession(pickKit)
}

/** Changes parts of the style; typing in one field, or dragging through colours, is one step to undo. */
export function useBrandChange(kit: BrandKit): (changes: Partial<BrandKit>, field?: string) => void {
  const editor = useEditor()
  return (changes, field = Object.keys(changes).join()) => {
    editor.run(setBrandKit, { brandKit: { ...kit, ...changes } }, { mergeKey: `brand:${field}` })
  }
}
