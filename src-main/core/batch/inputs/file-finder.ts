import { readdir } from 'node:fs/promises'
import path from 'node:path'

export type FoundFile =
  | { readonly file: string }
  /** `outside`: it leads out of the folders, where nothing was looked for. */
  | { readonly missing: string; readonly similar: string | null; readonly outside: boolean }

/** Finds many files: each folder is listed once, so that five thousand rows are looked up at once. What comes later is not seen. */
export type FileFinder = {
  /** In the first of the folders that has it, also where a system composed its letters another way. */
  find(name: string, folders: readonly string[]): Promise<FoundFile>
  /** Whether a file lies where this finder may look: anywhere, or in one of the folders. */
  mayRead(file: string, folders: readonly string[]): boolean
  /** Whether there is anything of that name. */
  has(file: string): Promise<boolean>
}

type Listing = {
  /** Names of files as the disk has them, by their composed form. */
  readonly files: ReadonlyMap<string, string>
  /** The same, whatever the case of their letters. */
  readonly loose: ReadonlyMap<string, string>
}

/** `confined`: names that lead out of the folders are not followed, as a name may be of anyone. */
export function createFileFinder({ confined }: { readonly confined: boolean }): FileFinder {
  const listings = new Map<string, Promise<Listing>>()

  function list(folder: string): Promise<Listing> {
    const known = listings.get(folder) ?? listFolder(folder)
    listings.set(folder, known)
    return known
  }

  const mayRead = (file: string, folders: readonly string[]): boolean =>
    !confined || folders.some((folder) => isWithin(folder, file))

  return {
    mayRead,
    async find(name, folders) {
      let similar: string | null = null
      let outside = confined
      for (const folder of new Set(folders)) {
        const wanted = path.resolve(folder, name)
        if (!mayRead(wanted, folders)) continue
        outside = false
        const listing = await list(path.dirname(wanted))
        const base = path.basename(wanted).normalize('NFC')
        const found = listing.files.get(base)
        if (found !== undefined) return { file: path.join(path.dirname(wanted), found) }
        similar ??= listing.loose.get(base.toLowerCase()) ?? null
      }
      return { missing: name, similar, outside }
    },
    async has(file) {
      return (await list(path.dirname(file))).files.has(path.basename(file).normalize('NFC'))
    },
  }
}

function isWithin(folder: string, file: string): boolean {
  const between = path.relative(folder, file)
  return between !== '' && !path.isAbsolute(between) && between.split(path.sep)[0] !== '..'
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
