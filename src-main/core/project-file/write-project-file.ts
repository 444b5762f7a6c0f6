import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { compareText } from '#shared/base/compare-text.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { formatCredits, listCredits } from '#shared/package/credits.ts'
import { assetReferences } from '#shared/project/asset-references.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { checkTargets } from '../export/check-targets.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import { creditsName, describeProject, documentName, manifestName, mediaName } from './manifest.ts'

type Options = {
  readonly signal?: AbortSignal | undefined
  /** 0 to 1, never going back. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

export type WrittenProject = { readonly path: string; readonly byteLength: number }

/** Any date, as long as it is always the same; local noon has equal bytes in every time zone. */
const entryTime = (): Date => new Date(2020, 0, 1, 12, 0, 0)

/**
 * Writes a lesson with its media, for colleagues: the same lesson gives the same bytes, and no path of this computer and no history of
 * edits goes along. It is read back before it gets its name. Throws `project-file.media-missing`, `export.target-is-source`, `file.*`,
 * `cancelled`.
 */
export async function writeProjectFile(
  document: LessonDocument,
  outputFile: string,
  { signal, onProgress }: Options = {},
): Promise<WrittenProject> {
  const assets = await listPacked(document)
  const media = new Map(assets.map((asset) => [mediaName(asset), asset]))
  const sources = [...media.values()].flatMap(({ absolutePath }) => absolutePath ?? [])
  await checkTargets([outputFile], sources)
  const byteLength = await replaceFile(
    outputFile,
    async (temporaryFile) => {
      const total = [...media.values()].reduce((sum, asset) => sum + asset.byteLength, 1)
      await writeZip(listTexts(document, assets), media, temporaryFile, {
        signal,
        onBytes: (bytes) => onProgress?.(Math.min(1, bytes / total) * 0.6),
      })
      await compareMedia(temporaryFile, media, {
        signal,
        onBytes: (bytes) => onProgress?.(0.6 + Math.min(1, bytes / total) * 0.4),
      })
      return (await stat(temporaryFile)).size
    },
    { signal },
  )
  return { path: outputFile, byteLength }
}

/** Sorted by their content. What nothing uses and is not there stays behind. */
async function listPacked(document: LessonDocument): Promise<readonly Asset[]> {
  const used = new Set(assetReferences(document).map(({ assetId }) => assetId))
  const packed: Asset[] = []
  const missing: string[] = []
  for (const asset of Object.values(document.assets)) {
    const found = asset.absolutePath === null ? null : await stat(asset.absolutePath).catch(() => null)
    if (found?.isFile() === true && found.size === asset.byteLength) packed.push(asset)
    else if (used.has(asset.id)) missing.push(asset.fileName)
  }
  if (missing.length > 0) throw appError('project-file.media-missing', { names: missing.join(', ') })
  return packed.toSorted((a, b) => compareText(a.sha256, b.sha256) || compareText(a.id, b.id))
}

function listTexts(document: LessonDocument, assets: readonly Asset[]): ReadonlyMap<string, string> {
  const packed = assets.map((asset): Asset => ({
    ...asset,
    relativePath: mediaName(asset),
    absolutePath: null,
    storage: 'managed',
  }))
  const portable: LessonDocument = { ...document, assets: Object.fromEntries(packed.map((asset) => [asset.id, asset])) }
  const credits = listCredits(document)
  return new Map([
    [manifestName, `${JSON.stringify(describeProject(document, assets), null, 2)}\n`],
    [documentName, `${JSON.stringify(portable)}\n`],
    ...(credits.length === 0 ? [] : ([[creditsName, formatCredits(document.metadata.title, credits)]] as const)),
  ])
}

type Media = ReadonlyMap<string, Asset>
type Watch = { readonly signal: AbortSignal | undefined; readonly onBytes: (bytes: number) => void }

/** Nothing is compressed: media is already, and what unpacks to more than it was is refused when it is opened. */
async function writeZip(
  texts: ReadonlyMap<string, string>,
  media: Media,
  file: string,
  { signal, onBytes }: Watch,
): Promise<void> {
  const zip = new ZipFile()
  const output = createWriteStream(file, { flags: 'wx' })
  const options = { mtime: entryTime(), mode: 0o100644, compress: false, forceDosTimestamp: true }
  const written = pipeline(zip.outputStream, countBytes(onBytes), output, signal ? { signal } : {})
  written.catch(() => undefined)
  // A source that cannot be read ends the whole.
  zip.on('error', (error: Error) => void output.destroy(error))
  try {
    for (const [name, text] of texts) zip.addBuffer(Buffer.from(text, 'utf8'), name, options)
    for (const [name, { absolutePath }] of media) if (absolutePath !== null) zip.addFile(absolutePath, name, options)
    zip.end()
    await written
  } catch (thrown) {
    // Closed before the file is removed, which Windows refuses for an open one.
    output.destroy()
    await finished(output).catch(() => undefined)
    throw thrown
  }
}

function countBytes(onBytes: (bytes: number) => void): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      onBytes(bytes)
      done(null, chunk)
    },
  })
}

/** Reads the file back: every medium must have the bytes that the lesson knows. */
async function compareMedia(file: string, media: Media, { signal, onBytes }: Watch): Promise<void> {
  const changed: string[] = []
  let bytes = 0
  let seen = 0
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true })
  try {
    for await (const entry of zip.eachEntry()) {
      const asset = media.get(entry.fileName)
      if (!asset) continue
      seen += 1
      const hash = createHash('sha256')
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        signal?.throwIfAborted()
        hash.update(chunk)
        bytes += chunk.length
        onBytes(bytes)
      }
      if (hash.digest('hex') !== asset.sha256) changed.push(asset.fileName)
    }
  } catch (thrown) {
    const known = signal?.aborted ? thrown : fileError(thrown, { file, action: 'read' })
    if (signal?.aborted || known instanceof AppError) throw known
    throw appError('package.damaged', { path: file }, { cause: thrown })
  } finally {
    zip.close()
  }
  if (changed.length > 0) throw appError('project-file.media-missing', { names: changed.join(', ') })
  if (seen !== media.size) throw appError('package.damaged', { path: file })
}
