import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { loadLesson } from '#main/core/lesson-source/load-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

/** Hashes the real bytes; every file counts as a video of ten seconds. */
export async function examine(file: string): Promise<FileFacts> {
  const bytes = await readFile(file)
  const { kind, interpretation, imageSize } = videoAsset('x', seconds(10))
  return { kind, sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length, interpretation, imageSize }
}

/** A lesson of two clips in a folder, one of them played twice. */
export async function makeLesson(folder: string): Promise<LessonDocument> {
  await writeFile(path.join(folder, 'Küche.MP4'), 'one clip')
  await writeFile(path.join(folder, 'b.mov'), 'another clip')
  const lesson = { title: 'Packed', language: 'en', clips: [{ file: 'Küche.MP4' }, { file: 'b.mov' }, { file: 'Küche.MP4' }] }
  const file = path.join(folder, 'lesson.json')
  await writeFile(file, JSON.stringify(lesson))
  return (await loadLesson(file, { probe: examine })).document
}

/** A zip of any entries. A name is written over another of the same length, because writers refuse what attackers do. */
export async function writeZip(
  file: string,
  entries: Readonly<Record<string, string | Buffer>>,
  rename: readonly (readonly [string, string])[] = [],
  options: { readonly compress?: boolean; readonly mode?: number } = {},
): Promise<void> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(entries))
    zip.addBuffer(Buffer.from(content), name, { compress: false, ...options })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
  let bytes: Buffer = await readFile(file)
  for (const [from, to] of rename) bytes = replaceAll(bytes, from, to)
  await writeFile(file, bytes)
}

function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  const changed = Buffer.from(bytes)
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) changed.write(to, at)
  return changed
}
