/** Time as a designer thinks of it: a span, how far through it we are, and the curve of the way. */

export const clamp01 = (x: number): number => Math.min(1, Math.max(0, x))
export const mix = (a: number, b: number, k: number): number => a + (b - a) * k

export const easeOut = (k: number): number => 1 - (1 - k) ** 3
export const easeInOut = (k: number): number => (k < 0.5 ? 4 * k ** 3 : 1 - (-2 * k + 2) ** 3 / 2)
/** Overshoots a little and settles, for things that pop in. */
export const easeBack = (k: number): number => 1 + 2.2 * (k - 1) ** 3 + 1.2 * (k - 1) ** 2

/** How far time is through the span that starts at `start` and lasts `length`, along a curve. */
export function through(time: number, start: number, length: number, curve: (k: number) => number = easeInOut): number {
  return curve(clamp01((time - start) / length))
}

/** Rises over `fade` from `start` and falls over `fade` before `end`. */
export function during(time: number, start: number, end: number, fade = 0.35): number {
  return Math.min(through(time, start, fade, easeOut), 1 - through(time, end - fade, fade, easeInOut))
}

/** A value that moves from stop to stop: each [start, length, value] eases from wherever the one before left it. */
export function journey(time: number, from: number, stops: readonly (readonly [number, number, number])[]): number {
  let value = from
  for (const [start, length, to] of stops) value = mix(value, to, through(time, start, length))
  return value
}

/** The same numbers on every run, so the same pictures. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
