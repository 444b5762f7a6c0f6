/** Slow enough to understand and fast enough to stay awake: what teachers speak (DESIGN 10 reads captions at 130 to 170). */
export const defaultWordsPerMinute = 130

/** Of any language: those without spaces between words, too. */
export function countWords(script: string): number {
  let count = 0
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(script)) if (isWordLike) count += 1
  return count
}

/** How much of a script is read, 0 to 1, after speaking it for a time. */
export function readFraction(elapsedMs: number, wordsPerMinute: number, wordCount: number): number {
  return wordCount === 0 ? 0 : Math.min(1, (elapsedMs / 60_000) * (wordsPerMinute / wordCount))
}
