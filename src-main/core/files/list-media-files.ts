import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'

/** What the file dialog offers, and what is taken out of a folder. Extensions without a dot. */
export const mediaExtensions = [
  ...['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', '3gp', 'mts'],
  ...['mp3', 'm4a', 'wav', 'ogg', 'flac'],
  ...['png', 'jpg', 'jpeg', 'webp', 'cube'],
]
export const captionExtensions = ['vtt', 'srt', 'ass', 'ssa', 'ttml', 'dfxp', 'imsc', 'itt']

/** Clips of a day of filming lie in folders of folders; nobody means more with one drop. */
const maxDepth = 4
const maxFiles = 2000
/** Bounds the walk through a folder that holds everything else. */
const maxEntries = 50_000

const wanted = new Set([...mediaExtensions, ...captionExtensions].map((extension) => `.${extension}`))
const byName = new Intl.Collator('en', { numeric: true }).compare

/**
 * The clips, sounds, pictures and captions in a folder and those in it, in the order of their names ("clip 2" before "clip 10");
 * a file gives itself, whatever it is. Hidden files and links are left out, and a folder that may not be read counts as empty.
 */
export async function listMediaFiles(given: string): Promise<readonly string[]> {
  const found = await stat(given).catch(() => null)
  if (!found?.isDirectory()) return [given]
  const files: string[] = []
  let entryCount = 0

  async function walk(folder: string, depth: number): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    entryCount += entries.length
    const seen = entries.filter(({ name }) => !name.startsWith('.')).toSorted((one, other) => byName(one.name, other.name))
    for (const entry of seen)
      if (files.length < maxFiles && entry.isFile() && wanted.has(path.extname(entry.name).toLowerCase()))
        files.push(path.join(folder, entry.name))
    for (const entry of seen)
      if (depth < maxDepth && entryCount < maxEntries && entry.isDirectory()) await walk(path.join(folder, entry.name), depth + 1)
  }
  await walk(given, 1)
  return files
}

/** The same for all that was dropped or chosen at once. Throws `file.no-media` where it was only folders without any. */
export async function listAllMediaFiles(given: readonly string[]): Promise<readonly string[]> {
  const files = (await Promise.all(given.map(listMediaFiles))).flat()
  const [folder] = given
  if (files.length === 0 && folder !== undefined) throw appError('file.no-media', { folder: path.basename(folder) })
  return files.slice(0, maxFiles)
}
