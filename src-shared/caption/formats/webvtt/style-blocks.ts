import type { NoteCounter } from '../../note-counter.ts'
import { readColour } from '../colours.ts'
import type { MarkStyle } from '../styled-text.ts'

const rule = /::cue(\([^(){}]{0,200}\))?\s{0,20}\{([^{}]{0,2000})\}/g

/** The colours that style blocks before the first cue give classes; any other rule is the file's own look, which is told. */
export function readStyleBlocks(lines: readonly string[], notes: NoteCounter): ReadonlyMap<string, MarkStyle> {
  const colours = new Map<string, MarkStyle>()
  let block: string[] | null = null
  let blockLine = 0
  const finish = (): void => {
    for (const [, selector = '', body = ''] of (block ?? []).join('\n').matchAll(rule)) {
      const name = /^\(\s*\.([\w-]{1,60})\s*\)$/.exec(selector)?.[1]
      const colour = readColour(/(?:^|[;\s])color\s*:\s*([^;]{1,60})/.exec(body)?.[1] ?? '')
      if (name !== undefined && colour !== null) colours.set(name, colour)
      else notes.count('look-dropped', blockLine)
    }
    block = null
  }
  for (const [index, line] of lines.entries()) {
    const written = line.trim()
    if (written === '') finish()
    else if (block !== null) block.push(line)
    else if (written === 'STYLE') {
      block = []
      blockLine = index + 1
    }
  }
  finish()
  return colours
}
