import { useEffect, type RefObject } from 'react'
import { useEditor, useView } from './editor-context.tsx'
import type { FocusTarget } from './lesson-editor.ts'

/**
 * Puts the cursor into a field when an action asked for it, also where the field appears only afterwards. `wanted` false lets
 * another field of the same kind take it.
 */
export function useFocusRequest(target: FocusTarget, ref: RefObject<HTMLElement | null>, wanted = true): void {
  const editor = useEditor()
  const focus = useView((view) => view.focus)
  useEffect(() => {
    if (!wanted || focus?.target !== target || !ref.current) return
    ref.current.focus()
    editor.view.setState({ focus: null })
  }, [editor, focus, ref, target, wanted])
}
