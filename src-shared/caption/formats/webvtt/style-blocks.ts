import type { NoteCounter } from '../../note-counter.ts'
import { readColour } from '../colours.ts'
import type { MarkStyle } from '../styled-text.ts'

const rule = /::cue(\([^(){}]{0,200}\))?\s{0,20}\{([^{}]{0,2000})\}/g

/** The colours that style blocks before the first cue give classes; any other rule is the file's own look, which is told. */
export function readStyleBlocks(lines: readonly string[], notes: NoteCounter): ReadonlyMap<string, MarkStyle> {
  const colours = new Map<string, MarkStyle>()
  for (let start = 0; start < lines.length; start += 1) {
    if (lines[start]?.trim() !== 'STYLE') continue
    const blank = lines.findIndex((line, index) => index > start && line.trim() === '')
    const block = lines.slice(start + 1, blank < 0 ? lines.length : blank).join('\n')
    for (const [, selector = '', body = ''] of block.matchAll(rule)) {
      const name = /^\(\s*\.([\w-]{1,60})\s*\)$/.exec(selector)?.[1]
      const colour = readColour(/(?:^|[;\s])color\s*:\s*([^;]{1,60})/.exec(body)?.[1] ?? '')
      if (name !== undefined && colour !== null) colours.set(name, colour)
      else notes.count('look-dropped', start + 1)
    }
    if (blank >= 0) start = blank
  }
  return colours
}
