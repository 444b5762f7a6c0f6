import path from 'node:path'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { appError } from '#shared/messages/app-error.ts'
import { describeRowProblem } from '#shared/recipe/row-problem.ts'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import { checkDocument } from '#shared/preflight/check-document.ts'
import { partIgnored } from '#shared/preflight/ignored.ts'
import type { PreflightFinding } from '#shared/preflight/finding.ts'
import { describe } from '#shared/preflight/report.ts'
import { applyRecipe } from '#shared/recipe/apply-recipe.ts'
import { findStep } from '#shared/recipe/find-step.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { listSourceFiles } from '../import/media-files.ts'
import type { ExportServices } from '../export/export-order.ts'
import type { MediaFile } from '../media/messages.ts'
import { measureText } from '../overlay-raster/measure-text.ts'
import { checkLesson } from '../preflight/check-lesson.ts'
import { readFileFacts } from '../preflight/file-facts.ts'
import { exportItem, type ItemOutput } from './export-item.ts'
import { gatherFacts, type FactServices, type LocatedRow } from './gather-facts.ts'
import type { MadeItem } from './run-batch.ts'

/** One row of a batch, ready to be made by any worker. */
export type ItemOrder = LocatedRow & {
  /** Filled in for the row. */
  readonly recipe: Recipe
  readonly outputs: readonly ItemOutput[]
  /** A date such as "2026-05-31". */
  readonly today: string
}

export type ItemServices = FactServices & Pick<ExportServices, 'playerFolder' | 'workFolder'>

type Context = { readonly signal: AbortSignal; readonly report: (fraction: number) => void }

/** The parts of the work before the export take this share of it. */
const preparedShare = 0.1

/**
 * Makes one row whole: examines, applies the recipe, checks and exports. Throws one `AppError`, `batch.*` among them; what fails or is
 * cancelled leaves nothing half-written.
 */
export async function runItem(order: ItemOrder, services: ItemServices, { signal, report }: Context): Promise<MadeItem> {
  const { recipe, outputs } = order
  const onProgress = (fraction: number): void => report(preparedShare * fraction)
  const { document, warnings } = await makeItemLesson(order, services, { signal, onProgress })
  const files = listSourceFiles(Object.values(document.assets), services.cacheFolder)
  const findings = await check(document, files, order, services, signal)
  stopAtFindings(recipe, findings)
  const damaged: string[] = []
  const exported = await exportItem(
    { document, files, sources: [...order.files.values()], frozenHashes: {} },
    outputs,
    services,
    {
      signal,
      report: (fraction) => report(preparedShare + (1 - preparedShare) * fraction),
      tellDamaged: (fileName) => damaged.push(`“${fileName}”: ${describeFinding({ code: 'media.picture-damaged', params: {} })}`),
    },
  )
  return {
    title: document.metadata.title,
    durationSeconds: Math.round(ticksToSeconds(deriveTimeline(document).durationTicks) * 1000) / 1000,
    warnings: [...new Set([...warnings, ...damaged])],
    preflight: findings.map(({ code, params, severity }) => ({ severity, code, message: describe({ code, params }) })),
    ...exported,
  }
}

export type ItemLesson = {
  /** With the places of its files. */
  readonly document: LessonDocument
  /** Sentences: what deserves a look. */
  readonly warnings: readonly string[]
}

/** Examines a row and applies the recipe; makes no file but copies in the cache. Throws as `runItem` does before it checks. */
export async function makeItemLesson(
  order: Omit<ItemOrder, 'outputs'>,
  services: FactServices,
  options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<ItemLesson> {
  const { recipe, row } = order
  const { facts, warnings } = await gatherFacts(order, services, options)
  const applied = applyRecipe(recipe, row, facts)
  if (!applied.ok) throw appError('batch.row-refused', { reasons: applied.error.map(describeRowProblem).join(' ') })
  const document = placeFiles(applied.value.document, applied.value.files, order.files)
  refuseDamaged(recipe, document)
  return { document, warnings: [...warnings, ...applied.value.warnings, ...describeMedia(document)] }
}

/** The lesson with the places of its files, which recipes do not know. */
function placeFiles(
  document: LessonDocument,
  written: ReadonlyMap<AssetId, string>,
  places: ReadonlyMap<string, string>,
): LessonDocument {
  const assets = Object.values(document.assets).map((asset) => {
    const name = written.get(asset.id)
    return name === undefined ? asset : { ...asset, absolutePath: places.get(name) ?? null }
  })
  return { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
}

/** Throws `batch.damaged-clip`. */
function refuseDamaged(recipe: Recipe, { assets }: LessonDocument): void {
  if (!findStep(recipe, 'doctor')?.refuseDamaged) return
  const damaged = Object.values(assets).find(({ interpretation }) =>
    interpretation?.findings.some(({ code }) => damages.has(code)),
  )
  if (damaged) throw appError('batch.damaged-clip', { file: damaged.fileName })
}

const damages: ReadonlySet<string> = new Set(['media.cut-short', 'media.no-timestamps', 'media.picture-damaged'])

/**
 * What “Check lesson” finds. The pictures and the sound are looked through only where the recipe asks for the check: that takes as long as
 * decoding them.
 */
async function check(
  document: LessonDocument,
  files: readonly MediaFile[],
  { recipe, today }: ItemOrder,
  { media }: ItemServices,
  signal: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  if (findStep(recipe, 'preflight'))
    return (await checkLesson(document, files, { media, signal, onProgress: () => undefined, lastExport: null, today })).open
  const facts = { files: await readFileFacts(document), media: null, measure: measureText, lastExport: null, today }
  return partIgnored(document, checkDocument(document, facts)).open
}

/** Throws `batch.preflight-stopped`. */
function stopAtFindings(recipe: Recipe, findings: readonly PreflightFinding[]): void {
  const stopAt = findStep(recipe, 'preflight')?.stopAt ?? 'never'
  const stops: readonly string[] = { error: ['error'], warning: ['error', 'warning'], never: [] }[stopAt]
  const stopping = findings.filter(({ severity }) => stops.includes(severity))
  const [first] = stopping
  if (first) throw appError('batch.preflight-stopped', { count: stopping.length, first: describe(first) })
}

function describeMedia({ assets }: LessonDocument): readonly string[] {
  return Object.values(assets).flatMap(({ fileName, interpretation }) =>
    (interpretation?.findings ?? [])
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => `“${path.basename(fileName)}”: ${describeFinding(finding)}`),
  )
}
