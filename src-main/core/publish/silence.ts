/** A platform may look at a large file for a while before it answers. */
export const longestSilenceMs = 180_000

/** Calls `onSilence` once where there was no sign of life for `limitMs`; `end` must be called. */
export function watchSilence(limitMs: number, onSilence: () => void): { readonly heard: () => void; readonly end: () => void } {
  const timer = setTimeout(onSilence, limitMs)
  return { heard: () => void timer.refresh(), end: () => clearTimeout(timer) }
}
