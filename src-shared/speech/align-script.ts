import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import { alignWords, likeness } from './align-words.ts'
import { scriptWords, soundOf, wordWeight } from './script-words.ts'
import type { SpokenWord } from './transcript.ts'

export type AlignedScript = {
  /** Every word of the script, once and in its order; times grow and lie inside the sound. */
  readonly words: readonly SpokenWord[]
  /** How many of them were heard as they are written, or nearly. */
  readonly heardCount: number
}

/** Words are the same where they share at least this much of their letters. */
const leastLikeness = 0.6
/** Letters that are said in a second, where there is nothing to measure by. */
const lettersPerSecond = 14

/**
 * Gives the words of a script the times at which they were heard. What was heard otherwise takes the time of what was; a word that
 * was not heard at all stands between its neighbours, by letters. `heard` by start time, on the clock of the result.
 */
export function alignScript(script: string, heard: readonly SpokenWord[], durationTicks: Ticks): AlignedScript {
  const written = scriptWords(script)
  const sounds = written.map(soundOf)
  const heardParts = heard.flatMap(divideHeard)
  const heardSounds = heardParts.map(({ text }) => soundOf(text))
  const anchors: Anchor[] = alignWords(sounds, heardSounds)
    .filter(([left, right]) => isSame(sounds[left] ?? '', heardSounds[right] ?? ''))
    .map(([left, right]) => ({ left, right }))
  const words: SpokenWord[] = []
  let last: Anchor = { left: -1, right: -1 }
  for (const anchor of [...anchors, { left: written.length, right: heardParts.length }]) {
    const texts = written.slice(last.left + 1, anchor.left)
    const between = heardParts.slice(last.right + 1, anchor.right)
    const from = heardParts[last.right]?.endTicks ?? null
    const to = heardParts[anchor.right]?.startTicks ?? null
    words.push(...timeUnheard(texts, between, from, to, durationTicks))
    const text = written[anchor.left]
    const same = heardParts[anchor.right]
    if (text !== undefined && same) words.push({ ...same, text, confidence: 1 })
    last = anchor
  }
  return { words: inOrder(words, durationTicks), heardCount: anchors.length }
}

type Anchor = { readonly left: number; readonly right: number }

/** Numbers are written as digits and heard as words: they are no neighbours of anything but themselves. */
function isSame(written: string, heard: string): boolean {
  if (/\p{N}/u.test(written) || /\p{N}/u.test(heard)) return written === heard
  return likeness(written, heard) >= leastLikeness
}

/** A heard stretch of a script without spaces, in the parts that the script is divided into. */
function divideHeard(word: SpokenWord): readonly SpokenWord[] {
  const parts = scriptWords(word.text)
  return parts.length < 2 ? [word] : shareTime(parts, word.startTicks, word.endTicks)
}

/** Words that no heard one equals: beside as many wrong ones they take their times, otherwise they share what time there is. */
function timeUnheard(
  texts: readonly string[],
  between: readonly SpokenWord[],
  from: Ticks | null,
  to: Ticks | null,
  durationTicks: Ticks,
): readonly SpokenWord[] {
  if (texts.length === 0) return []
  if (texts.length === between.length)
    return texts.flatMap((text, index) => {
      const wrong = between[index]
      return wrong ? [{ ...wrong, text, confidence: null }] : []
    })
  const [first, end] = [between[0]?.startTicks, between.at(-1)?.endTicks]
  if (first !== undefined && end !== undefined) return shareTime(texts, first, end)
  if (from !== null && to !== null) return shareTime(texts, from, ticks(Math.max(from, to)))
  const letters = texts.reduce((sum, text) => sum + wordWeight(text), 0)
  const needed = Math.round((letters / lettersPerSecond) * ticksPerSecond)
  // Before the first word that was heard, or behind the last one, nobody knows when somebody would have spoken.
  if (to !== null) return shareTime(texts, ticks(Math.max(0, to - needed)), to)
  if (from !== null) return shareTime(texts, from, ticks(Math.max(from, Math.min(durationTicks, from + needed))))
  return shareTime(texts, ticks(0), durationTicks)
}

/** Words one after the other over a stretch, by letters. */
export function shareTime(texts: readonly string[], startTicks: Ticks, endTicks: Ticks): readonly SpokenWord[] {
  const weights = texts.map(wordWeight)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const at = (weight: number): Ticks => ticks(startTicks + Math.round(((endTicks - startTicks) * weight) / total))
  let before = 0
  return texts.map((text, index) => {
    const start = at(before)
    before += weights[index] ?? 0
    return { text, startTicks: start, endTicks: at(before), confidence: null }
  })
}

/** Engines give overlaps and times beyond the end: starts grow, and no word outlasts the sound. */
function inOrder(words: readonly SpokenWord[], durationTicks: Ticks): readonly SpokenWord[] {
  let earliest = 0
  return words.map((word) => {
    const startTicks = ticks(Math.min(durationTicks, Math.max(earliest, word.startTicks)))
    earliest = startTicks
    return { ...word, startTicks, endTicks: ticks(Math.min(durationTicks, Math.max(startTicks, word.endTicks))) }
  })
}
