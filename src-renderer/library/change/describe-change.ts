import type { LibraryAction } from '#shared/library-edit/library-edit.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const words = text.libraryEdit.made

/** What a change was, in a few words. */
export function describeChange(edit: LibraryAction): string {
  switch (edit.kind) {
    case 'replace-words':
      return edit.replacement === '' ? words.removed(edit.find) : words.replaced(edit.find, edit.replacement)
    case 'school-style':
      return edit.brandKit === null ? words.noStyle : words.style(edit.brandKit.name)
    case 'replace-intro':
      return words.intro(edit.asset.fileName)
    case 'export-again':
      return words.exported
  }
}
