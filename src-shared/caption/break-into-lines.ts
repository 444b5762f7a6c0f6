import { breakBalanced, findBreakOpportunities, type Segment } from '../overlay/break-lines.ts'
import { countCharacters } from './readability.ts'

/** A caption in even lines of so many characters at most, for players that break none; a longer word stands alone. */
export function breakIntoLines(text: string, maxCharactersPerLine: number): string {
  let from = 0
  const segments = findBreakOpportunities(text).map((to): Segment => {
    const part = text.slice(from, to)
    from = to
    const [inkWidth, fullWidth] = [countCharacters(part.trimEnd()), countCharacters(part)]
    return { endCluster: to, inkWidth, fullWidth, characterCount: fullWidth, endsPhrase: /[.,;:!?…。、，！？؟،]\s*$/u.test(part) }
  })
  let start = 0
  const lines = breakBalanced(segments, { width: maxCharactersPerLine, characters: Infinity }).map((end) => {
    const line = text.slice(start, end).trim()
    start = end
    return line
  })
  return lines.join('\n')
}
