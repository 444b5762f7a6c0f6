import type { Settings } from '../project/schema/document.ts'
import { findBreakOpportunities } from '../overlay/break-lines.ts'
import { secondsToTicks, subtractTicks, ticksToSeconds, type Ticks } from '../time/ticks.ts'

type Audience = Settings['audience']

/** Reading speeds and lengths of DESIGN.md section 10 (characters include spaces). */
export const readingLimits = {
  primary: { charactersPerSecond: 13, wordsPerMinute: 130 },
  secondary: { charactersPerSecond: 15, wordsPerMinute: 150 },
  adult: { charactersPerSecond: 17, wordsPerMinute: 170 },
  /** Above this nobody can follow: an error whatever the audience. */
  errorCharactersPerSecond: 20,
  shortestTicks: secondsToTicks(1.2),
  longestTicks: secondsToTicks(6),
} as const satisfies Record<Audience, unknown> & Record<string, unknown>

export type ReadableCue = { readonly startTicks: Ticks; readonly endTicks: Ticks; readonly text: string }

export type Readability = {
  readonly characterCount: number
  /** Infinity for a cue that shows for no time. */
  readonly charactersPerSecond: number
  /** Lines the text takes at the given length; lines the author broke count as they are. */
  readonly lineCount: number
  readonly longestLineCharacters: number
  readonly durationTicks: Ticks
}

/** How fast a cue has to be read and how many lines it takes, counted in characters as people see them (code points). */
export function measureReadability(cue: ReadableCue, maxCharactersPerLine: number): Readability {
  const durationTicks = subtractTicks(cue.endTicks, cue.startTicks)
  const written = cue.text.split('\n').filter((line) => line.trim() !== '')
  const lines = written.flatMap((line) => wrapByCount(line.trim(), maxCharactersPerLine))
  const characterCount = countCharacters(written.join(' '))
  return {
    characterCount,
    charactersPerSecond: durationTicks > 0 ? characterCount / ticksToSeconds(durationTicks) : Infinity,
    lineCount: lines.length,
    longestLineCharacters: Math.max(0, ...lines),
    durationTicks,
  }
}

export type ReadingVerdict = 'fine' | 'fast' | 'too-fast'

/** `fast` is above what the audience reads, `too-fast` above what anyone does. */
export function judgeReadingSpeed(charactersPerSecond: number, audience: Audience): ReadingVerdict {
  if (charactersPerSecond > readingLimits.errorCharactersPerSecond) return 'too-fast'
  return charactersPerSecond > readingLimits[audience].charactersPerSecond ? 'fast' : 'fine'
}

function wrapByCount(line: string, limit: number): readonly number[] {
  const counts: number[] = []
  let start = 0
  let current = 0
  /** The space that ends a line is not seen. */
  let hanging = 0
  for (const position of findBreakOpportunities(line)) {
    const word = line.slice(start, position)
    const seen = countCharacters(word.trimEnd())
    start = position
    if (current > 0 && current + hanging + seen > limit) {
      counts.push(current)
      current = 0
      hanging = 0
    }
    current += hanging + seen
    hanging = countCharacters(word) - seen
  }
  return [...counts, current]
}

/** Characters as people see them (code points that show something). */
export function countCharacters(text: string): number {
  return [...text].filter((character) => !/^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(character)).length
}
