import path from 'node:path'
import { unpackProjectFile } from '../project-file/unpack-project-file.ts'
import { checkLength } from './load-document.ts'
import type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'

/** A .tidbit file: its media is unpacked and examined as if it were imported. */
export async function loadProjectFile(file: string, { probe, makeFolder, signal }: LoadLessonOptions): Promise<LoadedLesson> {
  if (!makeFolder) throw new Error('a .tidbit file needs a folder to be unpacked into')
  const document = await unpackProjectFile(file, await makeFolder(), {
    examine: probe,
    signal: signal ?? new AbortController().signal,
  })
  const assets = Object.values(document.assets)
  return {
    document,
    warnings: checkLength(document, path.basename(file)),
    files: new Map(assets.flatMap(({ id, absolutePath }) => (absolutePath === null ? [] : [[id, absolutePath]]))),
    sources: [file],
  }
}
