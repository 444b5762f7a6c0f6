import { err, ok, type Result } from '../base/result.ts'

/** Where JSON stops being JSON, counted from 1, and what is wrong there. */
export type JsonFault = { readonly line: number; readonly column: number; readonly detail: string }

/** `JSON.parse` that says where. A byte order mark is skipped. */
export function parseJson(source: string): Result<unknown, JsonFault> {
  const text = source.replace(/^\ufeff/, '')
  try {
    return ok(JSON.parse(text) as unknown)
  } catch (thrown) {
    return err(locate(text, thrown instanceof Error ? thrown.message : ''))
  }
}

/** V8 names the position for most faults; where it does not, the text ended too soon. */
function locate(text: string, message: string): JsonFault {
  const named = /at position (\d+)/.exec(message)?.[1]
  const offset = Math.min(named === undefined ? text.length : Number(named), text.length)
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - before.lastIndexOf('\n')
  return { line, column, detail: explain(before.trimEnd(), text.slice(offset)) }
}

function explain(before: string, rest: string): string {
  if (before === '' && rest.trim() === '') return 'the file is empty'
  if (rest.trim() === '') return 'the file ends too soon; a closing bracket or quotation mark is missing'
  if (/^[\]}]/.test(rest) && before.endsWith(',')) return 'remove the comma before this bracket'
  if (rest.startsWith('//') || rest.startsWith('/*')) return 'remove the comment; JSON has none'
  if (/^[“”„‘’']/.test(rest)) return 'write straight double quotation marks (")'
  if (/^[\n\r\t]/.test(rest)) return 'close the quotation mark before the end of the line, and write a line break as \\n'
  if (/^["{[\d]/.test(rest) && /["\]}\d]$/.test(before)) return 'a comma is missing before this'
  if (/^[A-Za-z_$]/.test(rest)) return 'write this in double quotation marks'
  return 'this is not expected here; look for a missing comma, quotation mark or bracket'
}
