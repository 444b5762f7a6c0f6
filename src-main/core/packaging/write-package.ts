import { access, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { PackagePlan, PlannedFile } from '#shared/package/package-plan.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { checkPackage, type ExpectedEntry } from './check-package.ts'
import { openZipWriter } from './zip-writer.ts'

/** Absolute paths of what a plan refers to. */
export type PackageSources = {
  /** The built player (out/player). */
  readonly playerFolder: string
  /** Rendered files by their path in the plan. */
  readonly media: Readonly<Record<string, string>>
  /** Asset files by asset id. */
  readonly assets: Readonly<Record<string, string>>
  /** Where the libraries that the user chose were unpacked. */
  readonly libraryFolder?: string
}

export type PackageOptions = {
  readonly signal?: AbortSignal
  /** From 0 to 1, never going back. */
  readonly onProgress?: (fraction: number) => void
  /** A larger package does not get its name. */
  readonly maxBytes?: number | null
}

export type WrittenPackage = { readonly path: string; readonly byteLength: number; readonly fileCount: number }

/**
 * Writes a plan as a zip: sorted names, fixed times, UTF-8 names, no directory entries, sizes in front of the data (old
 * Java and PHP readers refuse stored entries with a data descriptor), so the same input gives the same bytes. Reads it
 * back before it gets its final name; a failed or cancelled run leaves nothing behind.
 * Throws `cancelled`, `package.*`, `file.*` or `export.size-missed`.
 */
export async function writePackage(
  plan: PackagePlan,
  sources: PackageSources,
  outPath: string,
  options: PackageOptions = {},
): Promise<WrittenPackage> {
  const { signal, onProgress, maxBytes = null } = options
  const written = await replaceFile(
    outPath,
    async (temporaryPath) => {
      const expected = await writeZip(plan, sources, temporaryPath, options)
      await checkPackage(temporaryPath, expected, signal)
      const byteLength = (await stat(temporaryPath)).size
      if (maxBytes !== null && byteLength > maxBytes) throw appError('export.size-missed', { maxBytes, byteLength })
      return { path: outPath, byteLength, fileCount: expected.length }
    },
    { signal },
  )
  onProgress?.(1)
  return written
}

/** Throws `package.player-missing` unless the built player has every file a plan wants of it. */
export async function requirePlayer(plan: Pick<PackagePlan, 'files'>, playerFolder: string): Promise<void> {
  try {
    for (const file of plan.files) if (file.kind === 'player') await access(join(playerFolder, file.name))
  } catch (cause) {
    throw appError('package.player-missing', { folder: playerFolder }, { cause })
  }
}

async function writeZip(
  plan: PackagePlan,
  sources: PackageSources,
  path: string,
  { signal, onProgress }: PackageOptions,
): Promise<readonly ExpectedEntry[]> {
  const zip = openZipWriter(path, signal)
  try {
    for (const [index, file] of plan.files.entries()) {
      await zip.add(file.path, await readPlanned(file, sources))
      onProgress?.(((index + 1) / plan.files.length) * 0.9)
    }
    return await zip.end()
  } catch (thrown) {
    // Closed before the file is removed, which Windows refuses for an open one.
    await zip.abandon()
    throw thrown
  }
}

/** The bytes of an entry. Throws `package.*`. */
export async function readPlanned(file: PlannedFile, sources: PackageSources): Promise<Buffer> {
  if (file.kind === 'text') return Buffer.from(file.text, 'utf8')
  const source = sourcePath(file, sources)
  if (source === undefined) throw appError('package.source-missing', { path: file.path })
  try {
    return await readFile(source)
  } catch (cause) {
    if (file.kind === 'player') throw appError('package.player-missing', { folder: sources.playerFolder }, { cause })
    throw appError('package.source-missing', { path: file.path }, { cause })
  }
}

function sourcePath(file: Exclude<PlannedFile, { kind: 'text' }>, sources: PackageSources): string | undefined {
  if (file.kind === 'player') return join(sources.playerFolder, file.name)
  if (file.kind === 'library') return sources.libraryFolder && join(sources.libraryFolder, ...file.path.split('/'))
  return file.kind === 'media' ? sources.media[file.path] : sources.assets[file.assetId]
}
