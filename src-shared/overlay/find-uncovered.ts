import type { TextStyle } from '../project/schema/text.ts'
import { clusterText } from './clusters.ts'
import { fontStack } from './fonts.ts'
import { prepareLines } from './prepare-text.ts'

/** Letters of a text that no bundled font draws (they show as U+FFFD), each once; empty for a text that shows whole. */
export function findUncovered(text: string, style: Pick<TextStyle, 'fontFamily' | 'fontWeight'>): readonly string[] {
  const stack = fontStack(style.fontFamily, style.fontWeight)
  return [...new Set(prepareLines(text).flatMap((line) => clusterText(line, stack).uncovered))]
}
