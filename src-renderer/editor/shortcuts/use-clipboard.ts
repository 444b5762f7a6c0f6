import { useEffect } from 'react'
import { copySelection, cutSelection, paste } from '../actions/clipboard.ts'
import { useEditor } from '../editor-context.tsx'
import { isModalOpen, isTyping } from './surroundings.ts'

/** Copies, cuts and pastes items of the lesson wherever no text is meant. */
export function useClipboard(): void {
  const editor = useEditor()
  useEffect(() => {
    const listen =
      (act: (clipboard: DataTransfer) => void) =>
      (event: ClipboardEvent): void => {
        const target = event.target instanceof Element ? event.target : null
        if (!event.clipboardData || event.defaultPrevented || isModalOpen() || (target && isTyping(target))) return
        // Words that someone has marked are copied as words.
        if (event.type !== 'paste' && document.getSelection()?.isCollapsed === false) return
        event.preventDefault()
        act(event.clipboardData)
      }
    const copy = listen((clipboard) => void copySelection(editor, clipboard))
    const cut = listen((clipboard) => cutSelection(editor, clipboard))
    const pasteHere = listen((clipboard) => void paste(editor, clipboard))
    document.addEventListener('copy', copy)
    document.addEventListener('cut', cut)
    document.addEventListener('paste', pasteHere)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', cut)
      document.removeEventListener('paste', pasteHere)
    }
  }, [editor])
}
