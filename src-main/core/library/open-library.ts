import { nodeFork } from '../hosts/node-child.ts'
import type { ForkChild } from '../hosts/child.ts'
import { createProcessHost, type HostLimits } from '../hosts/process-host.ts'
import { LibraryClient, type LibraryMethods } from './library-client.ts'

/** SQLite works without looking up: a check or a migration of a big library may take this long without a sign of life. */
const libraryLimits: Partial<HostLimits> = { silenceMs: 60_000, startMs: 60_000 }

type LibraryOptions = {
  /** The entry of the library process: src-main/library-process/main.ts, or its build. */
  readonly entry: string | URL
  readonly libraryFile: string
  /** How to fork it; child_process unless told otherwise. */
  readonly fork?: ForkChild
}

/** The library behind its own process, which starts with the first call. Close it to end that process. */
export function openLibrary({ entry, libraryFile, fork }: LibraryOptions): LibraryClient {
  const host = createProcessHost<LibraryMethods>({
    name: 'library',
    fork: fork ?? nodeFork({ entry, args: [libraryFile] }),
    limits: libraryLimits,
  })
  return new LibraryClient(host)
}
