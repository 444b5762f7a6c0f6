import path from 'node:path'
import { onTestFinished } from 'vitest'
import { nodeFork } from '#main/core/hosts/node-child.ts'
import { createProcessHost, type ProcessHost } from '#main/core/hosts/process-host.ts'
import { LibraryClient, type LibraryMethods } from '#main/core/library/library-client.ts'
import { openLibrary } from '#main/core/library/open-library.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

export const libraryEntry = new URL('../../../src-main/library-process/main.ts', import.meta.url)

export async function newLibraryFile(): Promise<string> {
  return path.join(await temporaryFolder(), 'library.sqlite')
}

/** A library in its own process, closed with the test. */
export function openTestLibrary(libraryFile: string): LibraryClient {
  const client = openLibrary({ entry: libraryEntry, libraryFile })
  onTestFinished(() => client.close())
  return client
}

/** The same, with the host to kill its process by. */
export function openKillableLibrary(libraryFile: string): { client: LibraryClient; host: ProcessHost<LibraryMethods> } {
  const host = createProcessHost<LibraryMethods>({
    name: 'library',
    fork: nodeFork({ entry: libraryEntry, args: [libraryFile] }),
    limits: { backOffMs: 1, maxBackOffMs: 20 },
  })
  onTestFinished(() => host.close())
  return { client: new LibraryClient(host), host }
}
