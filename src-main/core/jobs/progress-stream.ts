/** Sequence numbers count up by one; exactly one `final` message ends the stream. */
export type ProgressMessage<T> = {
  readonly sequence: number
  readonly kind: 'snapshot' | 'update' | 'final'
  readonly value: T
}

export type ProgressStream<T> = {
  update(value: T): void
  /** The last message; later updates are ignored. */
  finish(value: T): void
  /** Ends without a final message: nobody listens any more. */
  stop(): void
}

/** DESIGN.md section 8: at most ten updates a second. */
const defaultIntervalMs = 100

/** Sends the snapshot at once, then only the newest update of each interval, then the final message at once. */
export function createProgressStream<T>(
  snapshot: T,
  send: (message: ProgressMessage<T>) => void,
  intervalMs = defaultIntervalMs,
): ProgressStream<T> {
  let sequence = 0
  let open = true
  let timer: NodeJS.Timeout | null = null
  let newest: { readonly value: T } | null = null

  function post(kind: ProgressMessage<T>['kind'], value: T): void {
    send({ sequence, kind, value })
    sequence += 1
  }
  function close(): void {
    open = false
    newest = null
    if (timer) clearTimeout(timer)
  }
  /** After each message an interval passes before the next one. */
  function rest(): void {
    timer = setTimeout(() => {
      timer = null
      if (!newest) return
      const { value } = newest
      newest = null
      rest()
      post('update', value)
    }, intervalMs)
    timer.unref()
  }

  rest()
  post('snapshot', snapshot)
  return {
    update(value) {
      if (!open) return
      if (timer) {
        newest = { value }
        return
      }
      rest()
      post('update', value)
    },
    finish(value) {
      if (!open) return
      close()
      post('final', value)
    },
    stop: close,
  }
}
