import type { SpokenWord } from '../speech/transcript.ts'
import { secondsToTicks, subtractTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { Settings } from '../project/schema/document.ts'
import { measureReadability, readingLimits } from './readability.ts'

export type SegmentRules = {
  readonly audience: Settings['audience']
  readonly maxCharactersPerLine: number
  readonly maxLines: number
  /** Where the picture changes, on the clock of the words; captions had better not go across. */
  readonly shotCuts?: readonly Ticks[]
  /** Where the sound ends: no caption stays longer. */
  readonly endTicks: Ticks
}

/** Why a caption cannot be as readable as the rules ask: somebody speaks faster than the audience reads, or one word fills more than a line. */
export type SegmentIssue = 'fast-speech' | 'long-word'

export type SpokenCue = {
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly text: string
  readonly words: readonly SpokenWord[]
  readonly issues: readonly SegmentIssue[]
}

/** More words than this never fit a caption, whatever its lines. */
const mostWords = 40
const lingerTicks = secondsToTicks(0.3)
/** A shorter hole between two captions looks like a flash. */
const shortestGap = secondsToTicks(0.25)
/** A caption may come this much before its first word where nothing else is shown. */
const leadTicks = secondsToTicks(0.3)
const phrasePause = secondsToTicks(0.3)
const longPause = secondsToTicks(0.8)

/** What a break is worth; only their proportions matter. Tuned by eye on the speech of docs/benchmarks.md. */
const costs = {
  caption: 2,
  breakAtClause: 3,
  breakAtPause: 2,
  breakInPhrase: 8,
  breakAfterShortWord: 4,
  sentenceInside: 5,
  pauseInside: 6,
  cutInside: 3,
  orphan: 9,
  lateSecond: 12,
} as const

/**
 * Divides speech into captions: each fits its lines, stays at most six seconds, and breaks where a phrase ends, as far as the time it
 * has to be read allows. The cheapest of all divisions; what cannot be kept is told as an issue.
 */
export function segmentWords(words: readonly SpokenWord[], rules: SegmentRules): readonly SpokenCue[] {
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= words.length; end += 1) {
    let choice = { cost: Infinity, from: end - 1 }
    for (let from = end - 1; from >= Math.max(0, end - mostWords); from -= 1) {
      if (from < end - 1 && !fits(words.slice(from, end), rules)) break
      const cost = (best[from]?.cost ?? Infinity) + costOf(words, from, end, rules)
      if (cost < choice.cost) choice = { cost, from }
    }
    best.push(choice)
  }
  const groups: (readonly SpokenWord[])[] = []
  for (let end = words.length; end > 0;) {
    const from = best[end]?.from ?? end - 1
    groups.unshift(words.slice(from, end))
    end = from
  }
  return timeCues(groups, rules)
}

function fits(words: readonly SpokenWord[], { maxCharactersPerLine, maxLines }: SegmentRules): boolean {
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return true
  const cue = { startTicks: first.startTicks, endTicks: last.endTicks, text: joinWords(words) }
  const { lineCount, longestLineCharacters, durationTicks } = measureReadability(cue, maxCharactersPerLine)
  return lineCount <= maxLines && longestLineCharacters <= maxCharactersPerLine && durationTicks <= readingLimits.longestTicks
}

function costOf(words: readonly SpokenWord[], from: number, end: number, rules: SegmentRules): number {
  const part = words.slice(from, end)
  const [first, last, next] = [part[0], part.at(-1), words[end]]
  if (!first || !last) return 0
  const text = joinWords(part)
  const availableEnd = next?.startTicks ?? Math.max(rules.endTicks, last.endTicks)
  const lateTicks = Math.max(0, neededTicks(text, rules) - (availableEnd - first.startTicks))
  const inner = part.slice(0, -1)
  return (
    costs.caption +
    (next ? breakCost(last, next) : 0) +
    (lateTicks / readingLimits.shortestTicks) * costs.lateSecond +
    (part.length === 1 && next && !endsSentence(first) ? costs.orphan : 0) +
    inner.filter(endsSentence).length * costs.sentenceInside +
    inner.filter((word, index) => pauseAfter(word, part[index + 1]) >= longPause).length * costs.pauseInside +
    (rules.shotCuts ?? []).filter((cut) => cut > first.startTicks && cut < last.endTicks).length * costs.cutInside
  )
}

function breakCost(last: SpokenWord, next: SpokenWord): number {
  if (endsSentence(last)) return 0
  if (/[,;:–—、，]["'”’»)]*$/u.test(last.text)) return costs.breakAtClause
  const paused = pauseAfter(last, next) >= phrasePause
  // Articles and prepositions belong to what follows; short words are a good guess in every language with spaces.
  const short = [...last.text].length <= 3 && !isJoinedWithoutSpace(last.text, next.text)
  return (paused ? costs.breakAtPause : costs.breakInPhrase) + (short ? costs.breakAfterShortWord : 0)
}

function timeCues(groups: readonly (readonly SpokenWord[])[], rules: SegmentRules): readonly SpokenCue[] {
  let shownUntil = zeroTicks
  return groups.flatMap((words, index): SpokenCue[] => {
    const [first, last, next] = [words[0], words.at(-1), groups[index + 1]?.[0]]
    if (!first || !last) return []
    const text = joinWords(words)
    const latest = next?.startTicks ?? ticks(Math.max(rules.endTicks, last.endTicks))
    const needed = neededTicks(text, rules)
    const wanted = Math.max(last.endTicks + lingerTicks, first.startTicks + needed)
    const longest = Math.max(last.endTicks, first.startTicks + readingLimits.longestTicks)
    let end = Math.min(wanted, longest, Math.max(latest, last.endTicks))
    if (next && next.startTicks - end < shortestGap && next.startTicks <= longest) end = next.startTicks
    end = Math.max(end, first.startTicks + 1)
    const missing = Math.max(0, needed - (end - first.startTicks))
    const start = Math.max(shownUntil, first.startTicks - Math.min(missing, leadTicks), 0)
    shownUntil = ticks(Math.max(end, start + 1))
    const cue = { startTicks: ticks(Math.min(start, first.startTicks)), endTicks: shownUntil, text }
    return [{ ...cue, words, issues: findIssues(cue, rules) }]
  })
}

/** How long the audience reads, and no shorter than the eye takes to find a caption. */
function neededTicks(text: string, { audience, maxCharactersPerLine }: SegmentRules): number {
  const { characterCount } = measureReadability({ startTicks: zeroTicks, endTicks: zeroTicks, text }, maxCharactersPerLine)
  const reading = secondsToTicks(characterCount / readingLimits[audience].charactersPerSecond)
  return Math.max(readingLimits.shortestTicks, reading)
}

function findIssues(cue: { startTicks: Ticks; endTicks: Ticks; text: string }, rules: SegmentRules): readonly SegmentIssue[] {
  const { longestLineCharacters, lineCount, charactersPerSecond, durationTicks } = measureReadability(
    cue,
    rules.maxCharactersPerLine,
  )
  const issues: SegmentIssue[] = []
  const tooFast = charactersPerSecond > readingLimits[rules.audience].charactersPerSecond * 1.001
  if (tooFast || durationTicks < readingLimits.shortestTicks) issues.push('fast-speech')
  if (longestLineCharacters > rules.maxCharactersPerLine || lineCount > rules.maxLines) issues.push('long-word')
  return issues
}

/** Words as they are written one after the other; scripts without spaces get none. */
export function joinWords(words: readonly { readonly text: string }[]): string {
  return words.reduce(
    (text, word) => (text === '' ? word.text : text + (isJoinedWithoutSpace(text, word.text) ? '' : ' ') + word.text),
    '',
  )
}

const spaceless =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]$/u

function isJoinedWithoutSpace(before: string, after: string): boolean {
  const [last] = [...before].slice(-1)
  const [first] = [...after]
  return last !== undefined && first !== undefined && spaceless.test(last) && spaceless.test(first)
}

function pauseAfter(word: SpokenWord, next: SpokenWord | undefined): number {
  return next ? subtractTicks(next.startTicks, word.endTicks) : 0
}

function endsSentence({ text }: SpokenWord): boolean {
  return /[.!?…。！？؟]["'”’»)]*$/u.test(text)
}
