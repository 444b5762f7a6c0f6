export type StallWatch = {
  /** Aborts when nothing was heard for too long. */
  readonly signal: AbortSignal
  /** Something was heard. */
  readonly hear: () => void
  readonly stop: () => void
}

/** Watches over work that should be heard of at least every `limitMs`. */
export function watchStall(limitMs: number): StallWatch {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), limitMs)
  return { signal: controller.signal, hear: () => void timer.refresh(), stop: () => clearTimeout(timer) }
}
