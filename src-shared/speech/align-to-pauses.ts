import type { Span } from '../project/timeline.ts'
import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import { totalLength } from './find-voice.ts'
import { scriptWords, wordWeight } from './script-words.ts'
import type { SpokenWord } from './transcript.ts'

/** At most so many phrases belong to so many stretches of voice. */
const most = 12
/** What it costs that a phrase goes on over a pause, and that two phrases have none between them. */
const costs = { pauseInside: 0.12, phraseInside: 0.03 } as const

/**
 * Places the words of a script over the stretches in which somebody speaks, without knowing what is said: phrases end in pauses where
 * their lengths fit, and words share the rest by letters. Rough. `voice` in order; nothing where nobody speaks.
 */
export function alignToPauses(script: string, voice: readonly Span[]): readonly SpokenWord[] {
  const phrases = toPhrases(scriptWords(script))
  const spoken = totalLength(voice)
  if (phrases.length === 0 || spoken === 0) return []
  const groups = groupPhrases(phrases, voice)
  return groups.flatMap(({ texts, stretches }) => spread(texts, stretches))
}

type Phrase = { readonly texts: readonly string[]; readonly weight: number }
type Group = { readonly texts: readonly string[]; readonly stretches: readonly Span[] }

function toPhrases(words: readonly string[]): readonly Phrase[] {
  const phrases: Phrase[] = []
  let texts: string[] = []
  for (const [index, word] of words.entries()) {
    texts.push(word)
    if (index < words.length - 1 && !/[,;:.!?…。！？؟、，–—]["'”’»)]*$/u.test(word)) continue
    phrases.push({ texts, weight: texts.reduce((sum, text) => sum + wordWeight(text), 0) })
    texts = []
  }
  return phrases
}

type Best = { readonly cost: number; readonly phrases: number; readonly stretches: number }

/** The cheapest way to give phrases to stretches of voice, some to some, in order. */
function groupPhrases(phrases: readonly Phrase[], voice: readonly Span[]): readonly Group[] {
  const all = { texts: phrases.flatMap(({ texts }) => texts), stretches: voice }
  const weights = runningSum(phrases.map(({ weight }) => weight))
  const lengths = runningSum(voice.map(({ startTicks, endTicks }) => (endTicks - startTicks) / ticksPerSecond))
  const pace = (lengths.at(-1) ?? 0) / (weights.at(-1) ?? 1)
  const width = voice.length + 1
  const best: (Best | undefined)[] = Array.from({ length: (phrases.length + 1) * width })
  best[0] = { cost: 0, phrases: 0, stretches: 0 }
  for (let p = 1; p <= phrases.length; p += 1)
    for (let v = 1; v <= voice.length; v += 1) {
      let choice: Best | undefined = undefined
      for (let a = 1; a <= Math.min(most, p); a += 1)
        for (let b = 1; b <= Math.min(most, v); b += 1) {
          const before = best[(p - a) * width + v - b]
          if (!before) continue
          const wanted = ((weights[p] ?? 0) - (weights[p - a] ?? 0)) * pace
          const there = (lengths[v] ?? 0) - (lengths[v - b] ?? 0)
          const misfit = (wanted - there) ** 2 / (wanted + there)
          const cost = before.cost + misfit + (a - 1) * costs.phraseInside + (b - 1) * costs.pauseInside
          if (!choice || cost < choice.cost) choice = { cost, phrases: a, stretches: b }
        }
      best[p * width + v] = choice
    }
  const groups: Group[] = []
  for (let p = phrases.length, v = voice.length; p > 0;) {
    const choice = best[p * width + v]
    // Far more phrases than stretches, or the reverse: then only letters count.
    if (!choice) return [all]
    const texts = phrases.slice(p - choice.phrases, p).flatMap((phrase) => phrase.texts)
    groups.unshift({ texts, stretches: voice.slice(v - choice.stretches, v) })
    p -= choice.phrases
    v -= choice.stretches
  }
  return groups
}

function runningSum(values: readonly number[]): readonly number[] {
  let sum = 0
  return [0, ...values.map((value) => (sum += value))]
}

/** Words over stretches with pauses between them; a word begins and ends in one. */
function spread(texts: readonly string[], stretches: readonly Span[]): readonly SpokenWord[] {
  const weights = runningSum(texts.map(wordWeight))
  const total = totalLength(stretches)
  const share = total / (weights.at(-1) ?? 1)
  return texts.map((text, index) => {
    const startTicks = instantAt(stretches, (weights[index] ?? 0) * share, false)
    const end = instantAt(stretches, (weights[index + 1] ?? 0) * share, true)
    return { text, startTicks, endTicks: ticks(Math.max(startTicks, end)), confidence: null }
  })
}

/** The instant after so much of the stretches; where one ends, its end or the start of the next. */
function instantAt(stretches: readonly Span[], into: number, isEnd: boolean): Ticks {
  let left = Math.round(into)
  for (const { startTicks, endTicks } of stretches) {
    const length = endTicks - startTicks
    if (left < length || (isEnd && left === length)) return ticks(startTicks + left)
    left -= length
  }
  return stretches.at(-1)?.endTicks ?? ticks(0)
}
