import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import { findRefusals } from '#shared/package/capabilities.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { toProxyInput } from '#shared/render-plan/plan-inputs.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { triedFormats, type TriedFormat } from '#shared/trial/package-kind.ts'
import type { ExportServices } from '../export/export-order.ts'
import { listMediaFiles } from '../import/media-files.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import { readDocument } from '../lesson-source/read-document.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { MediaFile } from '../media/messages.ts'

export const tryJobKind = 'try'

/** Pixels of the short side: what a phone frame on a desk shows, and a quarter of the work of the smallest export. */
const shortSidePixels = 360
/** Packages to try that are kept; they can be made again. */
const mostKept = 2 * triedFormats.length

/** Where the package of a revision lies once it was made. */
export function tryFile(folder: string, { id }: Pick<LessonDocument, 'id'>, revision: number, format: TriedFormat): string {
  const name = createHash('sha256').update(id).digest('hex').slice(0, 16)
  return path.join(folder, `${name}-${revision}-${format}.zip`)
}

export async function isPrepared(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true
}

/** Orders small packages of a lesson as it is now, to be tried; `outputFile` is one of them, the others lie beside it. */
export function createTryRequest(document: LessonDocument, revision: number, outputFile: string): JobRequest {
  return {
    kind: tryJobKind,
    title: document.metadata.title,
    projectId: document.id,
    revision,
    document,
    assetHashes: {},
    settings: {},
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
      const document = readDocument(request.document, request.title)
      const assets = Object.values(document.assets)
      await restoreRepaired(assets, services, context.signal)
      await mkdir(path.dirname(outputFile), { recursive: true })
      await removeOld(outputFile)
      const { exportPackages } = await import('../export/export-package.ts')
      const order = {
        document: shrink(document),
        files: await listMediaFiles(assets, services.cacheFolder),
        sources: [],
        frozenHashes: request.assetHashes,
        preset: 'low',
      } as const
      const folder = path.dirname(outputFile)
      // The film is rendered once for all of them: another format is there at once.
      const targets = triedFormats
        .filter((format) => findRefusals(document, format).length === 0)
        .map((format) => ({ format, outputFile: tryFile(folder, document, request.revision, format) }))
      const quick = { ...services, media: renderQuickly(services.media) }
      await exportPackages(order, targets, quick, { ...context, tellDamaged: () => undefined })
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

/** From the light copies where there are any, by the quickest work of the encoder: the film is looked at once or twice. */
function renderQuickly(media: MediaEngine): MediaEngine {
  const render: MediaEngine['render'] = (plan, files, outputFile, options) =>
    media.render(lighten(plan, files), files, outputFile, options)
  return { ...media, render }
}

function lighten(plan: RenderPlan, files: readonly MediaFile[]): RenderPlan {
  const light = new Set(files.flatMap(({ assetId, variant }) => (variant === 'proxy' ? [assetId] : [])))
  const { encoder } = plan
  return {
    ...plan,
    inputs: plan.inputs.map((input) => (light.has(input.assetId) ? toProxyInput(input) : input)),
    encoder: { ...encoder, copyUntouched: false, video: { ...encoder.video, preset: 'ultrafast' } },
  }
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
