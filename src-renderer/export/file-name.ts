import { text } from '#shared/messages/ui/catalogue.ts'

/** A name that every file system takes; the save dialog lets the user change it. */
export function fileNameOf(title: string): string {
  const name = title
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '')
  return name.slice(0, 80) || text.library.untitled
}
