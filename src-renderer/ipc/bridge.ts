import type { ChannelName, EventName } from '#shared/ipc/channel-names.ts'

/** What the preload script puts on `window`: a pipe that knows channel names and nothing else. */
export type TidbitBridge = {
  invoke(channel: ChannelName, input: unknown): Promise<unknown>
  /** Trades dropped `File`s for grants; files that have no path on this machine are left out. */
  grantDropped(files: readonly File[]): Promise<unknown>
  /** Returns the function that stops listening. */
  listen(event: EventName, listener: () => void): () => void
}

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- augments the DOM's own interface
  interface Window {
    readonly tidbit: TidbitBridge
  }
}
