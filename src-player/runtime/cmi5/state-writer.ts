type Write = (json: string, leaving: boolean) => Promise<unknown>

/** Writes one after the other, so that no older state arrives behind a newer one; of those that wait only the newest is written. */
export class StateWriter {
  private readonly send: Write
  private waiting: string | null = null
  private isWriting = false

  constructor(send: Write) {
    this.send = send
  }

  /** On leaving at once: nobody is there to write it later. */
  write(json: string, leaving: boolean): void {
    this.waiting = json
    if (leaving || !this.isWriting) void this.sendWaiting(leaving)
  }

  private async sendWaiting(leaving: boolean): Promise<void> {
    const json = this.waiting
    if (json === null) return
    this.waiting = null
    this.isWriting = true
    await this.send(json, leaving)
    this.isWriting = false
    await this.sendWaiting(false)
  }
}
