import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { fileError } from '../../files/file-error.ts'
import { isOverLimit, readSmallFile } from '../../files/read-small-file.ts'

/** A clip of a batch: its file, and what it is called in every run. */
export type FoundClip = { readonly key: string; readonly file: string }

/** More than anyone films; bounds the walk through a disk that was named by mistake. */
const mostClips = 50_000
const listLimitMb = 16

const clipEndings = new Set(['.mp4', '.mov', '.m4v', '.webm', '.mkv', '.avi', '.3gp', '.mts'])
const listEndings = new Set(['.txt', '.lst'])
const byName = new Intl.Collator('en', { numeric: true }).compare

/**
 * The clips that an input names, in the order of their names: those in a folder and all folders in it, those that a pattern
 * ("clips/*.mp4") fits, those of a list (a text file with a path a line, relative to it), or the clip itself. Hidden files and what lies in
 * `outFolder` are left out. `onClosed` hears of folders inside that may not be read. Throws `file.*`, `batch.*`, `cancelled`.
 */
export async function findClips(
  input: string,
  outFolder: string,
  signal: AbortSignal,
  onClosed: (folder: string) => void = () => undefined,
): Promise<readonly FoundClip[]> {
  const clips = await find(input, path.resolve(outFolder), signal, onClosed)
  if (clips.length > mostClips) throw appError('batch.too-many', { most: mostClips })
  return clips
}

async function find(
  input: string,
  outFolder: string,
  signal: AbortSignal,
  onClosed: (folder: string) => void,
): Promise<readonly FoundClip[]> {
  const place = path.resolve(input)
  const facts = await stat(place).catch(() => null)
  if (facts?.isDirectory()) {
    const results = await seenFrom(place, outFolder)
    if (place === results) throw appError('batch.out-is-input', { folder: place })
    return fromFolder(place, results, signal, onClosed)
  }
  if (facts)
    return listEndings.has(path.extname(place).toLowerCase()) ? fromList(place, signal) : [nameClip(place, path.dirname(place))]
  if (/[*?[{]/.test(input)) return fromPattern(input, outFolder, signal)
  throw appError('file.not-found', { file: input })
}

/** The way to a folder below `root`, also where it was named by a link or in other letters: its results must not be taken for clips. */
async function seenFrom(root: string, folder: string): Promise<string> {
  // One that is not there yet holds nothing.
  const real = await realpath(folder).catch(() => null)
  return real === null ? folder : path.resolve(root, path.relative(await realpath(root), real))
}

/** Whether a name ends as the names of clips do. */
export function isClipName(name: string): boolean {
  return !path.basename(name).startsWith('.') && clipEndings.has(path.extname(name).toLowerCase())
}

async function fromFolder(
  root: string,
  outFolder: string,
  signal: AbortSignal,
  onClosed: (folder: string) => void,
): Promise<readonly FoundClip[]> {
  const clips: FoundClip[] = []

  async function walk(folder: string): Promise<void> {
    if (signal.aborted) throw appError('cancelled', {})
    if (folder === outFolder || clips.length > mostClips) return
    const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
      if (folder === root) throw fileError(thrown, { file: folder, action: 'read' })
      onClosed(folder)
      return []
    })
    const seen = entries.filter(({ name }) => !name.startsWith('.')).toSorted((one, other) => byName(one.name, other.name))
    for (const entry of seen)
      if (entry.isFile() && isClipName(entry.name)) clips.push(nameClip(path.join(folder, entry.name), root))
    for (const entry of seen) if (entry.isDirectory()) await walk(path.join(folder, entry.name))
  }
  await walk(root)
  return clips
}

async function fromPattern(pattern: string, outFolder: string, signal: AbortSignal): Promise<readonly FoundClip[]> {
  const files: string[] = []
  // Not in the Node of older Electrons, whose windows have no use for patterns.
  const { glob } = await import('node:fs/promises')
  for await (const entry of glob(pattern)) {
    if (signal.aborted) throw appError('cancelled', {})
    const file = path.resolve(entry)
    if (isClipName(file) && !isInside(file, outFolder) && files.length <= mostClips) files.push(file)
  }
  return files.toSorted(byName).map((file) => nameClip(file, process.cwd()))
}

async function fromList(list: string, signal: AbortSignal): Promise<readonly FoundClip[]> {
  const bytes = await readSmallFile(list, listLimitMb, signal)
  if (isOverLimit(bytes, listLimitMb)) throw appError('batch.list-too-large', { file: list, limitMb: listLimitMb })
  const folder = path.dirname(list)
  const lines = new TextDecoder().decode(bytes).split(/\r\n|[\r\n]/)
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => nameClip(path.resolve(folder, line), folder))
}

/** A clip keeps its key when the whole folder is moved, and when a system composes letters another way. */
function nameClip(file: string, root: string): FoundClip {
  return { key: path.relative(root, file).split(path.sep).join('/').normalize('NFC'), file }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}
