import { readdir } from 'node:fs/promises'
import path from 'node:path'

export type FoundFile = { readonly file: string } | { readonly missing: string; readonly similar: string | null }

/** Finds many files: each folder is listed once, so that five thousand rows are looked up at once. What comes later is not seen. */
export type FileFinder = {
  /** In the first of the folders that has it, also where a system composed its letters another way. */
  find(name: string, folders: readonly string[]): Promise<FoundFile>
  /** Whether there is anything of that name. */
  has(file: string): Promise<boolean>
}

type Listing = {
  /** Names of files as the disk has them, by their composed form. */
  readonly files: ReadonlyMap<string, string>
  /** The same, whatever the case of their letters. */
  readonly loose: ReadonlyMap<string, string>
}

export function createFileFinder(): FileFinder {
  const listings = new Map<string, Promise<Listing>>()

  function list(folder: string): Promise<Listing> {
    const known = listings.get(folder) ?? listFolder(folder)
    listings.set(folder, known)
    return known
  }

  return {
    async find(name, folders) {
      let similar: string | null = null
      for (const folder of new Set(folders)) {
        const wanted = path.resolve(folder, name)
        const listing = await list(path.dirname(wanted))
        const base = path.basename(wanted).normalize('NFC')
        const found = listing.files.get(base)
        if (found !== undefined) return { file: path.join(path.dirname(wanted), found) }
        similar ??= listing.loose.get(base.toLowerCase()) ?? null
      }
      return { missing: name, similar }
    },
    async has(file) {
      return (await list(path.dirname(file))).files.has(path.basename(file).normalize('NFC'))
    },
  }
}

async function listFolder(folder: string): Promise<Listing> {
  // A folder that is not there, or may not be read, has nothing.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  return {
    files: new Map(names.map((name) => [name.normalize('NFC'), name])),
    loose: new Map(names.map((name) => [name.normalize('NFC').toLowerCase(), name])),
  }
}
