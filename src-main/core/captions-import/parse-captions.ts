import type { ImportedCaptions } from '#shared/caption/imported-captions.ts'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { CaptionNote } from '#shared/messages/caption-notes.ts'
import { isOverLimit } from '../files/read-small-file.ts'
import { decodeText } from './decode-text.ts'

/** No caption file is larger than this: an hour of speech is 0.1 MB. */
export const captionLimitMb = 10

/** Reads a WebVTT or SubRip file in any common encoding. Throws an AppError (`captions.*`) for what holds no captions. */
export function parseCaptions(bytes: Uint8Array, fileName: string): ImportedCaptions {
  if (bytes.length === 0) throw appError('captions.empty', { file: fileName })
  if (isOverLimit(bytes, captionLimitMb)) throw appError('captions.too-large', { file: fileName, limitMb: captionLimitMb })
  const { text, encoding, guessed } = decodeText(bytes)
  if (isBinary(text)) throw appError('captions.not-text', { file: fileName })
  const { cues, report } = parseCaptionText(text, fileName)
  const lost = cues.reduce((sum, cue) => sum + cue.text.split('\ufffd').length - 1, 0)
  const notes: CaptionNote[] = []
  if (guessed) notes.push({ code: 'encoding-guessed', params: { encoding } })
  if (lost > 0) notes.push({ code: 'letters-lost', params: { count: lost } })
  return { cues, report: [...notes, ...report] }
}

/** Text holds hardly any control characters and never a zero; pictures and videos do within their first kilobytes. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, 8192)
  // oxlint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000b\u000e-\u001f]/g)?.length ?? 0
  return sample.includes('\u0000') || controls > sample.length / 50
}
