import { utilityProcess } from 'electron'
import type { ForkChild } from '#main/core/hosts/child.ts'
import { nodeFork } from '#main/core/hosts/node-child.ts'
import { utilityFork } from '#main/core/hosts/utility-child.ts'

/** better-sqlite3 13 needs Node-API 10, which Electron has since 36 (Node 22.14). */
const oldestElectronForSqlite = 36

/** Forks the library process: as a utility process, or under the Node of the `node` package where Electron is too old. */
export function forkLibrary(entryPath: string, libraryFile: string): ForkChild {
  const electronMajor = Number(process.versions.electron.split('.')[0])
  return electronMajor >= oldestElectronForSqlite
    ? utilityFork(utilityProcess.fork, entryPath, 'Tidbit library', [libraryFile])
    : nodeFork({ entry: entryPath, args: [libraryFile] })
}

/** Forks the media process, always as a utility process: only that can take the preview's MessagePort. */
export function forkMedia(entryPath: string): ForkChild {
  return utilityFork(utilityProcess.fork, entryPath, 'Tidbit media')
}
