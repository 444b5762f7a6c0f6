import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { identifyContent, putBack } from './former-files.ts'
import type { ExportedLesson } from './kept-changes.ts'

type Library = Pick<LibraryClient, 'open' | 'markExported' | 'exportTarget'>

/**
 * Puts the files that an export replaced in their places again, and the library's knowledge of them; null where that is done. A
 * lesson whose files were written since stays so, and its sentence says why. Throws `file.disk-full`.
 */
export async function takeExportBack(lesson: ExportedLesson, folder: string, library: Library): Promise<string | null> {
  const { title, files } = lesson
  try {
    const changed = []
    for (const each of files) {
      const found = await identifyContent(each.file)
      const before = each.kept === null ? null : await identifyContent(path.join(folder, each.kept))
      if (each.kept !== null && before === null) return appError('library-edit.former-gone', { title, file: each.file }).message
      // A crash came after it was put back.
      if (found === before) continue
      if (found !== null && found !== each.sha256)
        return appError('library-edit.exported-since', { title, file: each.file }).message
      changed.push(each)
    }
    for (const each of changed) await putBack(each, folder)
    await markFormer(lesson, library)
    return null
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'file.disk-full') return thrown.message
    throw thrown
  }
}

/** Where the lesson was exported into another file since, what the library knows is of that one. */
async function markFormer({ id, revision, before, files }: ExportedLesson, library: Library): Promise<void> {
  try {
    const { exportedRevision } = await library.open(id)
    const target = await library.exportTarget(id)
    if (exportedRevision !== revision || target?.outputFile !== files[0]?.file) return
    await library.markExported(id, before.revision, before.record, null)
  } catch (thrown) {
    // Its files are back: that the lesson is gone is no failure.
    const isGone = thrown instanceof AppError && ['library.unknown-project', 'library.deleted-project'].includes(thrown.code)
    if (!isGone) throw thrown
  }
}
