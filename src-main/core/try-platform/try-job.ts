import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { packageFormats, type PackageFormat } from '#shared/package/package-plan.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { ExportServices } from '../export/export-order.ts'
import { listSourceFiles } from '../import/media-files.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'

export const tryJobKind = 'try'

/** Pixels of the short side: what a phone frame on a desk shows, and a quarter of the work of the smallest export. */
const shortSidePixels = 360
/** Packages to try that are kept; they can be made again. */
const mostKept = 8

const settingsSchema = z.strictObject({ format: z.enum(packageFormats) })

/** Where the package of a revision lies once it was made. */
export function tryFile(folder: string, { id }: Pick<LessonDocument, 'id'>, revision: number, format: PackageFormat): string {
  const name = createHash('sha256').update(id).digest('hex').slice(0, 16)
  return path.join(folder, `${name}-${revision}-${format}.zip`)
}

export async function isPrepared(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true
}

/** Orders a small package of a lesson as it is now, to be tried. */
export function createTryRequest(
  document: LessonDocument,
  revision: number,
  format: PackageFormat,
  outputFile: string,
): JobRequest {
  return {
    kind: tryJobKind,
    title: document.metadata.title,
    projectId: document.id,
    revision,
    document,
    assetHashes: {},
    settings: { format },
    outputFile,
  }
}

type Services = ExportServices & { readonly deriveMedia: Pick<DeriveEngine, 'repair'>; readonly cacheFolder: string }

/** Runs them; the result is `{kind: 'try'}`. The lesson does not count as exported. */
export function createTryRunner(services: Services): JobRunner {
  return {
    worker: 'media',
    setPaused: (paused) => services.media.setPaused(paused),
    async run({ request }, context) {
      const { outputFile } = request
      if (outputFile === null) throw new Error('a try without an output file')
      const document = readFrozen(request)
      const assets = Object.values(document.assets)
      await restoreRepaired(assets, services, context.signal)
      await mkdir(path.dirname(outputFile), { recursive: true })
      await removeOld(outputFile)
      const { exportPackages } = await import('../export/export-package.ts')
      const { format } = settingsSchema.parse(request.settings)
      const order = {
        document: shrink(document),
        files: listSourceFiles(assets, services.cacheFolder),
        sources: [],
        frozenHashes: request.assetHashes,
        preset: 'low',
      } as const
      await exportPackages(order, [{ format, outputFile }], services, { ...context, tellDamaged: () => undefined })
      return { kind: tryJobKind }
    },
  }
}

/** Lengths on the picture are shares of its short side, so that a smaller canvas shows the same. */
function shrink(document: LessonDocument): LessonDocument {
  const { width, height } = document.settings.canvas
  const factor = Math.min(1, shortSidePixels / Math.min(width, height))
  const even = (length: number): number => Math.max(2, Math.round((length * factor) / 2) * 2)
  return { ...document, settings: { ...document.settings, canvas: { width: even(width), height: even(height) } } }
}

function readFrozen({ document, title }: JobRequest): LessonDocument {
  const parsed = parseDocument(document)
  if (parsed.kind === 'newer') throw appError('lesson.newer', { file: title, version: parsed.version })
  if (parsed.kind === 'invalid')
    throw appError('lesson.document-damaged', { file: title, path: parsed.path, reason: parsed.reason })
  return parsed.document
}

/** Those of older revisions of this lesson, and the oldest of all others. */
async function removeOld(outputFile: string): Promise<void> {
  const folder = path.dirname(outputFile)
  const [lesson = '', revision = ''] = path.basename(outputFile).split('-')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.zip'))
  const outdated = names.filter((name) => name.startsWith(`${lesson}-`) && !name.startsWith(`${lesson}-${revision}-`))
  const rest = await Promise.all(
    names
      .filter((name) => !outdated.includes(name))
      .map(async (name) => ({ name, atMs: (await stat(path.join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  )
  const old = rest.toSorted((one, other) => other.atMs - one.atMs).slice(mostKept)
  for (const name of [...outdated, ...old.map((one) => one.name)])
    await rm(path.join(folder, name), { force: true }).catch(ignoreBusy)
}

/** A package that is being tried cannot be removed on Windows; the next time it can. */
function ignoreBusy(thrown: unknown): void {
  if (thrown instanceof AppError) throw thrown
}
