import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { formatCredits, listCredits, needsCredits } from '#shared/package/credits.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { fileError } from '../files/file-error.ts'

/** The names that go beside a video. */
export type CreditFile = { readonly file: string; readonly text: string }

const signature = '\nWritten by Tidbit Studio with the video of the same name.\n'

/** `name.credits.txt` beside a video, where a licence asks for it or the user does; null where there is nothing to say or nobody asks. */
export function planCreditFile(document: LessonDocument, videoFile: string, wanted: boolean): CreditFile | null {
  const credits = listCredits(document)
  if (credits.length === 0 || !(wanted || needsCredits(credits))) return null
  const base = path.join(path.dirname(videoFile), path.basename(videoFile, path.extname(videoFile)))
  return { file: `${base}.credits.txt`, text: `${formatCredits(document.metadata.title, credits)}${signature}` }
}

/** Refuses to replace a file that is not one of ours. Throws `export.credits-in-the-way`, `file.*`. */
export async function refuseForeignCredits(file: string): Promise<void> {
  try {
    if (!(await readFile(file, 'utf8')).endsWith(signature)) throw appError('export.credits-in-the-way', { file })
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'))
      throw fileError(thrown, { file, action: 'read' })
  }
}
