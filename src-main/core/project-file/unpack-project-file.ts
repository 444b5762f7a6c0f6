import path from 'node:path'
import { openPromise } from 'yauzl'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { hashFile, requireFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { ArchiveRefusal, unpackArchive, type ArchiveLimits } from '../files/unpack-archive.ts'
import { readJsonFile } from '../lesson-source/read-json-file.ts'
import { documentName, manifestName, mediaName, projectFileVersion, versionSchema } from './manifest.ts'

type Options = {
  /** Examines a file, with its hash, as an import does. */
  readonly examine: (file: string, signal: AbortSignal) => Promise<FileFacts>
  /** A file that should have that content and is as large; where it has, it is examined and taken in place of the unpacked one. */
  readonly findKnown?: (sha256: string, byteLength: number) => Promise<string | null>
  readonly signal: AbortSignal
  /** 0 to 1, never going back. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/** We store without compression; who packed it anew may have compressed the little text there is. */
const limits: ArchiveLimits = { mostEntries: 5_000, mostBytes: 200e9, mostRatio: 4 }
const mostManifestBytes = 4e6

/**
 * Unpacks the file of a stranger into an empty folder and gives its lesson, every medium examined anew. Nothing of it is believed: not its
 * names, sizes and hashes, not what its document says of its media. What is in the folder afterwards, also after a failure, is for the
 * caller to keep or remove. Throws `project-file.*`, `media.*`, `file.*`, `cancelled`.
 */
export async function unpackProjectFile(
  file: string,
  folder: string,
  { examine, findKnown, signal, onProgress }: Options,
): Promise<LessonDocument> {
  await requireFile(file)
  const damaged = (reason: string, cause?: unknown): AppError =>
    appError('project-file.damaged', { file, reason: reason.slice(0, 300) }, { cause })
  try {
    await checkVersion(file, damaged)
    await unpackArchive(file, folder, { limits, signal, onProgress: (fraction) => onProgress?.(fraction * 0.5) })
    const document = await readDocument(file, folder, signal, damaged)
    // A lesson may name the same medium a hundred thousand times.
    const media = new Map<string, Medium>()
    const assets: Asset[] = []
    const listed = Object.values(document.assets)
    for (const [index, asset] of listed.entries()) {
      const unpacked = path.join(folder, ...mediaName(asset).split('/'))
      await requireFile(unpacked).catch((thrown: unknown) => {
        throw damaged(`“${plainName(asset.fileName)}” is not in it`, thrown)
      })
      signal.throwIfAborted()
      let medium = media.get(unpacked)
      if (!medium) {
        const known = (await findKnown?.(asset.sha256, asset.byteLength)) ?? null
        const isSame = known !== null && (await hashFile(known, { signal })).sha256 === asset.sha256
        const place = isSame ? known : unpacked
        medium = { place, facts: await examine(place, signal) }
        media.set(unpacked, medium)
      }
      assets.push(readAsset(asset, medium, file))
      onProgress?.(0.5 + (0.5 * (index + 1)) / listed.length)
    }
    const read = { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
    const violation = checkInvariants(read)[0]
    if (violation) throw damaged(`${violation.path} ${violation.rule}`)
    return read
  } catch (thrown) {
    if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
    if (thrown instanceof ArchiveRefusal) throw damaged(thrown.message, thrown)
    const known = fileError(thrown, { file: folder, action: 'write' })
    throw known instanceof AppError ? known : damaged('it cannot be read', thrown)
  }
}

/** Where it is taken from, and what was found in it. */
type Medium = { readonly place: string; readonly facts: FileFacts }

type Damaged = (reason: string, cause?: unknown) => AppError

/** A newer file may be made otherwise: before anything else of it is looked at. */
async function checkVersion(file: string, damaged: Damaged): Promise<void> {
  const parsed = parseJson(await readManifest(file, damaged))
  const known = parsed.ok ? versionSchema.safeParse(parsed.value) : null
  if (!known?.success) throw damaged(`${manifestName} does not say what it is`)
  const { formatVersion } = known.data
  if (formatVersion > projectFileVersion) throw appError('project-file.newer', { file, version: formatVersion })
}

async function readManifest(file: string, damaged: Damaged): Promise<string> {
  const zip = await openPromise(file, {
    lazyEntries: true,
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch((thrown: unknown) => {
    throw thrown instanceof Error && 'code' in thrown ? thrown : damaged('it is no zip file', thrown)
  })
  try {
    let looked = 0
    for await (const entry of zip.eachEntry()) {
      looked += 1
      if (looked > limits.mostEntries) break
      if (entry.fileName !== manifestName || entry.isEncrypted()) continue
      if (entry.uncompressedSize > mostManifestBytes) break
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    }
  } catch (thrown) {
    throw damaged('it cannot be read', thrown)
  } finally {
    zip.close()
  }
  throw damaged(`${manifestName} is not in it`)
}

async function readDocument(file: string, folder: string, signal: AbortSignal, damaged: Damaged): Promise<LessonDocument> {
  const input = await readJsonFile(path.join(folder, documentName), signal).catch((thrown: unknown) => {
    throw damaged(`${documentName} cannot be read`, thrown)
  })
  const parsed = parseDocument(input)
  if (parsed.kind === 'newer') throw appError('lesson.newer', { file: path.basename(file), version: parsed.version })
  if (parsed.kind === 'invalid') throw damaged(`${parsed.path} ${parsed.reason}`)
  const violation = checkInvariants(parsed.document)[0]
  if (violation) throw damaged(`${violation.path} ${violation.rule}`)
  return parsed.document
}

/** What the document says of a medium is taken from the medium itself, but for what its author wrote about it. */
function readAsset(asset: Asset, { place, facts }: Medium, file: string): Asset {
  if (facts.sha256 !== asset.sha256 || facts.kind !== asset.kind)
    throw appError('project-file.media-refused', { file, name: plainName(asset.fileName) })
  const { imageInterpretation: _claimed, ...rest } = asset
  return {
    ...rest,
    ...facts,
    fileName: plainName(asset.fileName),
    relativePath: null,
    absolutePath: place,
    storage: 'managed',
  }
}

/** A name and never a path. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200) || 'clip'
}
