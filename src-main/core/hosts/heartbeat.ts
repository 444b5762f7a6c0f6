type HeartbeatOptions = {
  readonly ping: () => Promise<unknown>
  readonly intervalMs: number
  readonly silenceMs: number
  readonly onSilent: () => void
}

export type Heartbeat = { heard(): void; stop(): void }

/**
 * Calls `onSilent` once nothing was heard for `silenceMs`. A tick counts for at most two intervals, so that a laptop that
 * slept, or a parent that was itself blocked, does not take its child for dead.
 */
export function startHeartbeat({ ping, intervalMs, silenceMs, onSilent }: HeartbeatOptions): Heartbeat {
  let silentMs = 0
  let lastTick = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    silentMs += Math.min(now - lastTick, intervalMs * 2)
    lastTick = now
    if (silentMs >= silenceMs) {
      clearInterval(timer)
      onSilent()
      return
    }
    // A ping that fails belongs to a child that has ended, which its exit tells.
    ping().catch(() => undefined)
  }, intervalMs)
  timer.unref()
  return {
    heard() {
      silentMs = 0
    },
    stop: () => clearInterval(timer),
  }
}
