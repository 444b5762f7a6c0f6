/** What is published: a finished file on this computer. */
export type PublishedFile = {
  readonly file: string
  readonly byteLength: number
}

export type PublishContext = {
  readonly signal: AbortSignal
  /** 0 to 1; may fall where an upload has to begin again. */
  readonly onProgress: (fraction: number) => void
}

/** Where the file is now, and the page on which a person goes on with it. */
export type Published = {
  /** A folder, or a web address without anything secret in it. */
  readonly place: string
  readonly finishUrl: string | null
}

/** One place to publish to. Nothing but the host that the user named is ever contacted. Both throw `publish.*`, `file.*`, `cancelled`. */
export type Publisher = {
  /** Whether the place answers and accepts the secret; nothing is left there. */
  test(signal: AbortSignal): Promise<void>
  publish(published: PublishedFile, context: PublishContext): Promise<Published>
}
