import type { MessageChannelEnd } from './methods.ts'

/** How a child ended. `stderrTail` holds its last words, for the log. */
export type ChildExit = { readonly code: number | null; readonly signal: string | null; readonly stderrTail: string }

/** A forked child, however it was forked: what `createProcessHost` needs of one. */
export type Child = MessageChannelEnd & {
  readonly pid: number | undefined
  /** Called once; also when the child could not be started at all. */
  onExit(listener: (exit: ChildExit) => void): void
  /** Ends it at once, whatever it is doing (SIGKILL). */
  kill(): void
}

/** Starts one child. Called again after a crash. */
export type ForkChild = () => Child

/** Keeps the end of what a child writes on stderr. */
export function keepTail(stream: NodeJS.ReadableStream | null, maxCharacters = 4000): () => string {
  let tail = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-maxCharacters)
  })
  return () => tail
}
