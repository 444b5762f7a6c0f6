import path from 'node:path'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { appError } from '#shared/messages/app-error.ts'
import { isOverLimit, readSmallFile } from '../files/read-small-file.ts'

/** A document of 2,000 clips has 3 MB. */
const limitMb = 64

/** Reads a JSON file written by a person or by us. Throws `file.*`, `lesson.too-large`, `lesson.not-text`, `lesson.not-json`, `cancelled`. */
export async function readJsonFile(file: string, signal?: AbortSignal): Promise<unknown> {
  const name = path.basename(file)
  const bytes = await readSmallFile(file, limitMb, signal)
  if (isOverLimit(bytes, limitMb)) throw appError('lesson.too-large', { file: name, limitMb })
  const parsed = parseJson(decode(bytes, name))
  if (!parsed.ok) throw appError('lesson.not-json', { file: name, ...parsed.error })
  return parsed.value
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
