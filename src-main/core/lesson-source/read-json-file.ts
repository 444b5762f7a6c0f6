import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { appError } from '#shared/messages/app-error.ts'
import { requireFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'

/** A document of 2,000 clips has 3 MB. */
const limitMb = 64

/** Reads a JSON file written by a person or by us. Throws `file.*`, `lesson.too-large`, `lesson.not-text`, `lesson.not-json`. */
export async function readJsonFile(file: string): Promise<unknown> {
  const name = path.basename(file)
  const { size } = await requireFile(file)
  if (size > limitMb * 1024 * 1024) throw appError('lesson.too-large', { file: name, limitMb })
  const parsed = parseJson(decode(await readBytes(file), name))
  if (!parsed.ok) throw appError('lesson.not-json', { file: name, ...parsed.error })
  return parsed.value
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
}

/** JSON is UTF-8 (RFC 8259); Windows Notepad also writes UTF-16 with a mark. */
function decode(bytes: Uint8Array, name: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (text.includes('\u0000')) throw appError('lesson.not-text', { file: name })
    return text
  } catch (thrown) {
    if (thrown instanceof TypeError) throw appError('lesson.not-text', { file: name }, { cause: thrown })
    throw thrown
  }
}
