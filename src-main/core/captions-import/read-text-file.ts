import { appError } from '#shared/messages/app-error.ts'
import { isOverLimit, readSmallFile } from '../files/read-small-file.ts'
import { decodeText } from './decode-text.ts'
import { isBinary } from './parse-captions.ts'

/** The words of a text file in any common encoding. Throws `file.*`, `text.too-large`, `text.not-text`. */
export async function readTextFile(file: string, limitMb: number): Promise<string> {
  const bytes = await readSmallFile(file, limitMb)
  if (isOverLimit(bytes, limitMb)) throw appError('text.too-large', { file, limitMb })
  const { text } = decodeText(bytes)
  if (isBinary(text)) throw appError('text.not-text', { file })
  return text
}
