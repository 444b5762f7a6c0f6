import { utilityProcess } from 'electron'
import { constants, setPriority } from 'node:os'
import type { ForkChild } from '#main/core/hosts/child.ts'
import { nodeFork } from '#main/core/hosts/node-child.ts'
import { utilityFork } from '#main/core/hosts/utility-child.ts'
import { backgroundArgument, mediaProcessEnv } from '#main/core/media/media-process-env.ts'

/** better-sqlite3 13 needs Node-API 10, which Electron has since 36 (Node 22.14). */
const oldestElectronForSqlite = 36

/** Forks the library process: as a utility process, or under the Node of the `node` package where Electron is too old. */
export function forkLibrary(entryPath: string, libraryFile: string): ForkChild {
  const electronMajor = Number(process.versions.electron.split('.')[0])
  return electronMajor >= oldestElectronForSqlite
    ? utilityFork(utilityProcess.fork, entryPath, 'Tidbit library', [libraryFile])
    : nodeFork({ entry: entryPath, args: [libraryFile] })
}

/**
 * Forks the media process that renders. On Linux it runs under the Node of the `node` package: x264 asks for memory aligned to
 * 2 MiB, at which Electron's allocator ends the process (docs/adr/0602).
 */
export function forkMedia(entryPath: string, args: readonly string[] = []): ForkChild {
  return process.platform === 'linux'
    ? nodeFork({ entry: entryPath, args, env: mediaProcessEnv })
    : utilityFork(utilityProcess.fork, entryPath, 'Tidbit media', args)
}

/** Forks a media process whose work stands behind that of the others. */
export function forkBackgroundMedia(entryPath: string): ForkChild {
  const fork = forkMedia(entryPath, [backgroundArgument])
  return () => {
    const child = fork()
    // It does so itself once its modules are loaded; loading them is half a second of work while a clip begins to play.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    return child
  }
}

/** Forks the media process that serves previews: it encodes nothing, and only a utility process can take a MessagePort. */
export function forkPreview(entryPath: string): ForkChild {
  return utilityFork(utilityProcess.fork, entryPath, 'Tidbit preview')
}
