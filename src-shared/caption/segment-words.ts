import type { Settings } from '../project/schema/document.ts'
import type { SpokenWord } from '../speech/transcript.ts'
import { secondsToTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '../time/ticks.ts'
import { isJoinedWithoutSpace, nearCutTicks, weighWords, type WordFacts } from './break-costs.ts'
import { countCharacters, measureReadability, readingLimits } from './readability.ts'

export type SegmentRules = {
  readonly audience: Settings['audience']
  readonly maxCharactersPerLine: number
  readonly maxLines: number
  /** BCP 47: whose small words tell where phrases begin; absent or null where nobody knows. */
  readonly language?: string | null
  /** Where the picture changes, on the clock of the words; captions had better not go across. */
  readonly shotCuts?: readonly Ticks[]
  /** No caption begins before; the start of the clock where absent. */
  readonly startTicks?: Ticks
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

/** Beside those of the breaks; only their proportions matter. Tuned by eye on the speech of docs/benchmarks.md. */
const costs = { caption: 2, orphan: 14, late: 5, lateSecond: 12 } as const

/**
 * Divides speech into captions: each fits its lines, stays at most six seconds, and breaks where a phrase ends, as far as the time it
 * has to be read allows. The cheapest of all divisions; what cannot be kept is told as an issue. Takes time in proportion to the words.
 */
export function segmentWords(words: readonly SpokenWord[], rules: SegmentRules): readonly SpokenCue[] {
  const facts = weighWords(words, rules.language ?? null, rules.shotCuts ?? [])
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= words.length; end += 1) best.push(cheapestLast(facts, end, best, rules))
  const groups: (readonly SpokenWord[])[] = []
  for (let end = words.length; end > 0;) {
    const from = best[end]?.from ?? end - 1
    groups.push(words.slice(from, end))
    end = from
  }
  return timeCues(groups.toReversed(), rules)
}

/** The cheapest division of the words before `end`, by where its last caption begins. */
function cheapestLast(
  facts: readonly WordFacts[],
  end: number,
  best: readonly { readonly cost: number }[],
  rules: SegmentRules,
): { readonly cost: number; readonly from: number } {
  let choice = { cost: Infinity, from: end - 1 }
  const last = facts[end - 1]
  if (!last) return choice
  const availableEnd = facts[end]?.word.startTicks ?? Math.max(rules.endTicks, last.word.endTicks)
  let characters = 0
  let inside = 0
  for (let from = end - 1; from >= Math.max(0, end - mostWords); from -= 1) {
    const first = facts[from]
    if (!first) break
    characters += first.characters + (from < end - 1 && facts[from + 1]?.spaced ? 1 : 0)
    if (from < end - 1) {
      inside += first.passCost
      if (!fits(facts, from, end, characters, rules)) break
    }
    const lateTicks = Math.max(0, neededTicks(characters, rules) - (availableEnd - first.word.startTicks))
    const isOrphan = from === end - 1 && facts.length > 1 && !(first.begins && (first.endsSentence || end === facts.length))
    const cost =
      (best[from]?.cost ?? Infinity) +
      costs.caption +
      last.breakCost +
      inside +
      (isOrphan ? costs.orphan : 0) +
      (lateTicks > 0 ? costs.late : 0) +
      (lateTicks / ticksPerSecond) * costs.lateSecond
    if (cost < choice.cost) choice = { cost, from }
  }
  return choice
}

function fits(
  facts: readonly WordFacts[],
  from: number,
  end: number,
  characters: number,
  { maxCharactersPerLine, maxLines }: SegmentRules,
): boolean {
  const [first, last] = [facts[from], facts[end - 1]]
  if (!first || !last) return true
  if (last.word.endTicks - first.word.startTicks > readingLimits.longestTicks) return false
  if (characters <= maxCharactersPerLine) return true
  // Each line but the last hides the space that ends it.
  if (characters > maxCharactersPerLine * maxLines + maxLines - 1) return false
  if (wrapsAtSpaces(facts, from, end, maxCharactersPerLine, maxLines)) return true
  // A long word may still break at a hyphen, and scripts without spaces break nearly everywhere.
  const text = joinWords(facts.slice(from, end).map(({ word }) => word))
  const { lineCount, longestLineCharacters } = measureReadability(
    { startTicks: first.word.startTicks, endTicks: last.word.endTicks, text },
    maxCharactersPerLine,
  )
  return lineCount <= maxLines && longestLineCharacters <= maxCharactersPerLine
}

/** Whether words fill no more lines than there are, broken at spaces only: quickly told, and true of nearly all captions. */
function wrapsAtSpaces(facts: readonly WordFacts[], from: number, end: number, limit: number, maxLines: number): boolean {
  let lines = 1
  let line = 0
  for (let at = from; at < end; at += 1) {
    const { characters = 0, spaced = false } = facts[at] ?? {}
    const space = at > from && spaced ? 1 : 0
    if (characters > limit || (at > from && !spaced)) return false
    if (line + space + characters > limit) {
      lines += 1
      line = characters
    } else line += space + characters
  }
  return lines <= maxLines
}

function timeCues(groups: readonly (readonly SpokenWord[])[], rules: SegmentRules): readonly SpokenCue[] {
  let shownUntil = rules.startTicks ?? zeroTicks
  const cuts = (rules.shotCuts ?? []).toSorted((a, b) => a - b)
  const cues: SpokenCue[] = []
  groups.forEach((words, index) => {
    const [first, last, next] = [words[0], words.at(-1), groups[index + 1]?.[0]]
    if (!first || !last) return
    const text = joinWords(words)
    const latest = next?.startTicks ?? ticks(Math.max(rules.endTicks, last.endTicks))
    const needed = neededTicks(countCharacters(text), rules)
    const wanted = Math.max(last.endTicks + lingerTicks, first.startTicks + needed)
    const longest = Math.max(last.endTicks, first.startTicks + readingLimits.longestTicks)
    // One that could be read ends with its shot.
    const cut = cuts.find((at) => at >= last.endTicks && at >= first.startTicks + needed) ?? Infinity
    let end = Math.min(wanted, longest, Math.max(latest, last.endTicks), cut)
    if (next && next.startTicks - end < shortestGap && next.startTicks <= longest)
      end = cuts.find((at) => at >= end && at <= next.startTicks) ?? next.startTicks
    end = Math.max(end, first.startTicks + 1)
    const missing = Math.max(0, needed - (end - first.startTicks))
    // One whose first words come just behind a change begins with its shot.
    const shotStart = cuts.findLast((at) => at <= first.startTicks && first.startTicks - at < shortestGap) ?? Infinity
    const early = Math.max(shownUntil, Math.min(first.startTicks - Math.min(missing, leadTicks), shotStart), 0)
    // One whose first word comes just before a change, and is still said then, waits for its shot where it can be read.
    const middle = (first.startTicks + first.endTicks) / 2
    const ahead = cuts.find(
      (at) => at > first.startTicks && at <= middle && at - first.startTicks <= nearCutTicks && end - at >= needed,
    )
    const before = cues.at(-1)
    if (ahead !== undefined && before && ahead - before.endTicks < shortestGap)
      cues[cues.length - 1] = retime(before, ticks(Math.min(ahead, before.startTicks + readingLimits.longestTicks)), rules)
    const start = ahead ?? Math.min(early, first.startTicks)
    shownUntil = ticks(Math.max(end, start + 1))
    const cue = { startTicks: ticks(start), endTicks: shownUntil, text }
    cues.push({ ...cue, words, issues: findIssues(cue, rules) })
  })
  return cues
}

/** The same caption, shown longer. */
function retime(cue: SpokenCue, endTicks: Ticks, rules: SegmentRules): SpokenCue {
  const longer = { ...cue, endTicks: ticks(Math.max(cue.endTicks, endTicks)) }
  return { ...longer, issues: findIssues(longer, rules) }
}

/** How long the audience reads, and no shorter than the eye takes to find a caption. */
function neededTicks(characters: number, { audience }: SegmentRules): number {
  return Math.max(readingLimits.shortestTicks, secondsToTicks(characters / readingLimits[audience].charactersPerSecond))
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
  return words
    .map(({ text }, index) => {
      const before = words[index - 1]
      return before && !isJoinedWithoutSpace(before.text, text) ? ` ${text}` : text
    })
    .join('')
}
