import Papa from 'papaparse'
import { appError } from '#shared/messages/app-error.ts'
import { sheetRemarks } from '#shared/messages/sheet-remarks.ts'
import { decodeText } from '../captions-import/decode-text.ts'
import { isBinary } from '../captions-import/parse-captions.ts'
import { mostRows, type Grid } from './grid.ts'

/** With those that are empty; bounds what is made of a file of line ends. */
const mostLines = 4 * mostRows

/** Excel's own note of the separator, which is no line of the sheet. */
const separatorNote = /^sep=([^\r\n])\r?\n/i

/** Reads separated texts in any common encoding; the separator is guessed. Throws `sheet.*`. */
export function readCsv(bytes: Uint8Array, file: string): Grid {
  const { text, encoding, guessed } = decodeText(bytes)
  if (isBinary(text)) throw appError('sheet.not-a-sheet', { file })
  const note = separatorNote.exec(text)
  // Its guess takes an empty last line for one without separators, which outweighs a short sheet of two columns.
  const source = text
    .slice(note?.[0].length ?? 0)
    .replaceAll(/\r\n?/g, '\n')
    .replace(/(?<!\n)\n+$/, '')
  const { data, errors, meta } = Papa.parse<string[]>(source, {
    ...(note?.[1] === undefined ? {} : { delimiter: note[1] }),
    newline: '\n',
    preview: mostLines,
  })
  const before = note ? 2 : 1
  const open = errors.find(({ code }) => code === 'MissingQuotes')
  if (open) throw appError('sheet.unclosed-quote', { file, line: (open.row ?? 0) + before })
  if (meta.truncated) throw appError('sheet.too-many-rows', { file, most: mostRows })
  const odd = errors.filter(({ code }) => code === 'InvalidQuotes')
  const lost = source.split('\ufffd').length - 1
  return {
    name: '',
    lines: data.map((cells, index) => ({ line: index + before, cells })),
    remarks: [
      ...(guessed ? [sheetRemarks.encodingGuessed({ encoding })] : []),
      ...(lost > 0 ? [sheetRemarks.lettersLost({ count: lost })] : []),
      ...(odd.length > 0 ? [sheetRemarks.quotesOdd({ count: odd.length, line: (odd[0]?.row ?? 0) + before })] : []),
    ],
  }
}
