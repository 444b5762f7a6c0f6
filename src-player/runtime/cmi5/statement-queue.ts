import type { XapiStatement } from '#shared/quiz/xapi.ts'
import type { RecordStore } from './record-store.ts'

const firstRetryMs = 1000
const longestRetryMs = 30_000

/** Where statements wait that did not arrive yet; a closed window loses none. */
export type Shelf = { readonly read: () => string | null; readonly write: (value: string) => void }

/**
 * Sends statements in order, one batch at a time, again and again while the platform cannot be reached. A statement that it refuses is
 * given up, so that it does not hold the others.
 */
export class StatementQueue {
  private readonly store: RecordStore
  private readonly shelf: Shelf
  private readonly onAccepted: (statement: XapiStatement) => void
  private waiting: readonly XapiStatement[]
  private retryMs = firstRetryMs
  private isSending = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: RecordStore, shelf: Shelf, onAccepted: (statement: XapiStatement) => void) {
    this.store = store
    this.shelf = shelf
    this.onAccepted = onAccepted
    this.waiting = parseShelf(shelf.read())
  }

  push(statement: XapiStatement): void {
    this.keep([...this.waiting, statement])
    void this.flush()
  }

  /** Sends all at once, whatever is under way: statements have ids, and one that arrives twice counts once. */
  sendLast(): void {
    clearTimeout(this.timer)
    if (this.waiting.length > 0) this.store.sendLast(this.waiting)
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer)
    if (this.isSending || this.waiting.length === 0) return
    this.isSending = true
    const batch = this.waiting
    const { kind } = await this.store.send(batch)
    this.isSending = false
    if (kind === 'unreachable') {
      this.timer = setTimeout(() => void this.flush(), this.retryMs)
      this.retryMs = Math.min(longestRetryMs, this.retryMs * 2)
      return
    }
    this.retryMs = firstRetryMs
    if (kind === 'ok') this.settle(batch, true)
    else if (batch.length === 1) this.settle(batch, false)
    else await this.sendSingly(batch)
    if (this.waiting.length > 0) await this.flush()
  }

  /** One of them is refused, and takes the others with it. */
  private async sendSingly(batch: readonly XapiStatement[]): Promise<void> {
    for (const statement of batch) {
      const { kind } = await this.store.send([statement])
      if (kind === 'unreachable') return
      this.settle([statement], kind === 'ok')
    }
  }

  private settle(batch: readonly XapiStatement[], accepted: boolean): void {
    const settled = new Set(batch.map(({ id }) => id))
    this.keep(this.waiting.filter(({ id }) => !settled.has(id)))
    if (accepted) for (const statement of batch) this.onAccepted(statement)
  }

  private keep(waiting: readonly XapiStatement[]): void {
    this.waiting = waiting
    this.shelf.write(JSON.stringify(waiting))
  }
}

function parseShelf(stored: string | null): readonly XapiStatement[] {
  try {
    const found: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(found) ? (found as readonly XapiStatement[]) : []
  } catch {
    return []
  }
}
