import path from 'node:path'
import { writeProjectFile } from '../../core/project-file/write-project-file.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'

/** A lesson with its media in one file, which colleagues open in their Tidbit Studio. */
export async function packLesson(
  { lesson, out }: { readonly lesson: string; readonly out: string },
  session: Session,
): Promise<string> {
  const loaded = await session.load(lesson)
  tellWarnings(loaded, session.progress)
  const onProgress = (fraction: number): void => session.progress.update({ stage: 'Packing', fraction })
  const written = await writeProjectFile(loaded.document, path.resolve(out), { signal: session.signal, onProgress })
  session.progress.end()
  return describeFiles([written])
}
