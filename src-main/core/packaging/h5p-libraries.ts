import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { SuppliedLibrary } from '#shared/package/h5p/supplied-libraries.ts'
import { fileError } from '../files/file-error.ts'
import { ArchiveRefusal, unpackArchive } from '../files/unpack-archive.ts'

/** More than every library of H5P's hub together. */
const limits = { mostEntries: 20_000, mostBytes: 1_000_000_000, mostRatio: 200 }
/** What platforms let into a library (H5P core: content and library white lists); anything else stays behind. */
const allowedFiles =
  /\.(?:json|png|jpe?g|gif|bmp|tiff?|svg|eot|ttf|woff2?|otf|webm|mp4|ogg|mp3|m4a|wav|txt|pdf|md|js|css|xml|vtt|webvtt)$/i
const folderName = /^[\w.-]{1,255}$/

const versionSchema = z.object({
  machineName: z.string().regex(/^[\w.-]{1,255}$/),
  majorVersion: z.coerce.number().int().nonnegative(),
  minorVersion: z.coerce.number().int().nonnegative(),
})
const librarySchema = versionSchema.extend({ preloadedDependencies: z.array(versionSchema).default([]) })

/**
 * Unpacks the libraries of an .h5p file of the user into an empty folder and says what they are. The file may come from
 * anywhere: see `unpackArchive`. Throws `package.h5p-unreadable`, `package.h5p-content-only`, `file.*`.
 */
export async function unpackH5pLibraries(file: string, folder: string, signal: AbortSignal): Promise<readonly SuppliedLibrary[]> {
  try {
    await stat(file)
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
  try {
    await unpackArchive(file, folder, { limits, signal, onProgress: () => undefined })
  } catch (thrown) {
    if (signal.aborted) throw thrown
    if (thrown instanceof ArchiveRefusal)
      throw appError('package.h5p-unreadable', { file: path.basename(file) }, { cause: thrown })
    throw fileError(thrown, { file, action: 'read' })
  }
  const libraries: SuppliedLibrary[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'content' || !folderName.test(entry.name)) continue
    const library = await readLibrary(folder, entry.name)
    if (library) libraries.push(library)
  }
  if (libraries.length === 0) throw appError('package.h5p-content-only', { file: path.basename(file) })
  return libraries
}

/** Null for a folder that is no library. */
async function readLibrary(root: string, name: string): Promise<SuppliedLibrary | null> {
  const text = await readFile(path.join(root, name, 'library.json'), 'utf8').catch(() => null)
  const parsed = librarySchema.safeParse(parseJson(text ?? ''))
  if (!parsed.success) return null
  const { preloadedDependencies, ...identity } = parsed.data
  return { ...identity, folder: name, dependencies: preloadedDependencies, files: await listFiles(root, name) }
}

function parseJson(text: string): unknown {
  try {
    // Windows programs begin such files with a mark.
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch {
    return null
  }
}

async function listFiles(root: string, name: string): Promise<SuppliedLibrary['files']> {
  const entries = await readdir(path.join(root, name), { recursive: true, withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isFile() && allowedFiles.test(entry.name) && !entry.name.startsWith('.'))
  return Promise.all(
    wanted.map(async (entry) => {
      const absolute = path.join(entry.parentPath, entry.name)
      return { path: path.relative(root, absolute).split(path.sep).join('/'), byteLength: (await stat(absolute)).size }
    }),
  )
}
