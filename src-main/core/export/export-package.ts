import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { findMissingLibraries } from '#shared/package/h5p/plan-h5p.ts'
import type { SuppliedLibrary } from '#shared/package/h5p/supplied-libraries.ts'
import type { PackageFormat, PackagePlan, PlannedFile, PlannedMedia } from '#shared/package/package-plan.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import { paintChallengePoster } from '../handout/paint-poster.ts'
import { printBrief } from '../handout/print-brief.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { unpackH5pLibraries } from '../packaging/h5p-libraries.ts'
import { requirePlayer, writePackage } from '../packaging/write-package.ts'
import { checkTargets } from './check-targets.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices } from './export-order.ts'
import { originalsById } from './lesson-files.ts'
import { writePoster } from './poster.ts'
import { renderLesson } from './render-lesson.ts'
import { verifyMedia } from './verify-media.ts'

/** A package and its final name. */
export type PackageTarget = { readonly format: PackageFormat; readonly outputFile: string }

/**
 * Renders a lesson once and packs it for every target; each zip is read back before it gets its name. Throws one `AppError`.
 */
export async function exportPackages(
  order: Omit<ExportOrder, 'format' | 'outputFile' | 'burnCaptions'>,
  targets: readonly PackageTarget[],
  services: ExportServices,
  context: ExportContext,
): Promise<readonly ExportedFile[]> {
  const { signal, report } = context
  // Told now and not after minutes of encoding.
  const sources = [...order.sources, ...order.files.map((file) => file.path), ...(order.h5pLibraries ? [order.h5pLibraries] : [])]
  const named = targets.map(({ outputFile }) => outputFile)
  await checkTargets(named, sources)
  await context.whenNamed?.(named)
  const work = await makeWorkFolder(services.workFolder, 'export')
  try {
    const libraryFolder = path.join(work, 'h5p')
    const h5pLibraries = await takeLibraries(order, targets, libraryFolder, signal)
    const planned = targets.map(({ format, outputFile }) => ({ plan: planFor(order, format, h5pLibraries), outputFile }))
    for (const { plan } of planned) await requirePlayer(plan, services.playerFolder)
    const packed = new Set(
      planned.flatMap(({ plan }) => plan.files.flatMap((file) => (file.kind === 'asset' ? file.assetId : []))),
    )
    await verifyMedia(
      order.files.filter(({ assetId }) => packed.has(assetId)),
      order.frozenHashes,
      { signal },
    )
    const video = path.join(work, 'lesson.mp4')
    const maxBytes = order.choice?.maxBytes ?? null
    const besideBytes = maxBytes === null ? 0 : await sizeBesideVideo(order, planned, services.playerFolder)
    const videoBytes = maxBytes === null ? null : Math.max(1, maxBytes - besideBytes)
    // What players in browsers show.
    const choice = { hardware: order.choice?.hardware, maxBytes: videoBytes }
    // An item bank may show nothing of the film.
    if (planned.some(({ plan }) => plan.files.some(({ kind }) => kind === 'media'))) {
      await renderLesson({ ...order, choice }, 'nowhere', video, services, context, { from: 0, to: 0.94 }).catch(
        (thrown: unknown) => {
          throw ofWholePackage(thrown, maxBytes, besideBytes)
        },
      )
      await context.whenRendered?.(video)
    }
    await context.whenRunning?.()
    const written: ExportedFile[] = []
    for (const [index, { plan, outputFile }] of planned.entries()) {
      const media: Record<string, string> = {}
      for (const file of plan.files)
        if (file.kind === 'media') media[file.path] = await makeMedia(file.media, video, work, services.media, signal)
      const packageSources = { playerFolder: services.playerFolder, media, assets: originalsById(order.files), libraryFolder }
      const onProgress = (fraction: number): void => report('package', 0.95 + (0.05 * (index + fraction)) / planned.length)
      const limits = { signal, onProgress, maxBytes }
      const { path: file, byteLength } = await writePackage(plan, packageSources, outputFile, limits)
      written.push({ path: file, byteLength })
    }
    return written
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

type Planned = Pick<ExportOrder, 'document' | 'preset' | 'record'>

function planFor(
  { document, preset, record = null }: Planned,
  format: PackageFormat,
  h5pLibraries: readonly SuppliedLibrary[] | null,
): PackagePlan {
  const planned = planPackage(document, format, { preset, posterTicks: null, record, h5pLibraries })
  if (!planned.ok) throw new AppError(planned.error)
  return planned.value
}

/** The libraries that the user chose for a package of H5P, unpacked. Throws `package.h5p-*`. */
async function takeLibraries(
  { h5pLibraries = null, document }: Pick<ExportOrder, 'h5pLibraries' | 'document'>,
  targets: readonly PackageTarget[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly SuppliedLibrary[] | null> {
  if (h5pLibraries === null || targets.every(({ format }) => format !== 'h5p')) return null
  await mkdir(folder)
  const supplied = await unpackH5pLibraries(h5pLibraries, folder, signal)
  const missing = findMissingLibraries(document, supplied)
  if (missing.length > 0)
    throw appError('package.h5p-libraries-missing', { file: path.basename(h5pLibraries), libraries: missing.join(', ') })
  return supplied
}

/** What else is in the largest of the packages. */
async function sizeBesideVideo(
  { document }: Pick<ExportOrder, 'document'>,
  planned: readonly { readonly plan: PackagePlan }[],
  playerFolder: string,
): Promise<number> {
  const sizes = planned.map(({ plan }) => Promise.all(plan.files.map((file) => sizeBeside(file, document, playerFolder))))
  return Math.max(0, ...(await Promise.all(sizes)).map((each) => each.reduce((sum, size) => sum + size, 0)))
}

/** The user asked for a size of the package and knows nothing of the video in it. */
function ofWholePackage(thrown: unknown, maxBytes: number | null, besideBytes: number): unknown {
  if (maxBytes === null || !(thrown instanceof AppError)) return thrown
  const { code, params } = thrown.data
  const whole = (name: string): number => Math.ceil((Number(params[name]) + besideBytes) / 1e5) * 1e5
  const cause = { cause: thrown }
  if (code === 'export.size-impossible') return appError(code, { maxBytes, leastBytes: whole('leastBytes') }, cause)
  return code === 'export.size-missed' ? appError(code, { maxBytes, byteLength: whole('byteLength') }, cause) : thrown
}

/** More than any takes; the video gets what is left. */
const mediaBytes = { video: 0, poster: 300_000, brief: 300_000, 'challenge-poster': 800_000 } as const satisfies Readonly<
  Record<PlannedMedia['role'], number>
>
/** Of an entry of a zip: its name twice and two headers. */
const entryBytes = 300

async function sizeBeside(file: PlannedFile, { assets }: LessonDocument, playerFolder: string): Promise<number> {
  switch (file.kind) {
    case 'text':
      return Buffer.byteLength(file.text) + entryBytes
    case 'player':
      return (await stat(path.join(playerFolder, file.name))).size + entryBytes
    case 'library':
      return file.byteLength + entryBytes
    case 'asset':
      return (assets[file.assetId]?.byteLength ?? 0) + entryBytes
    case 'media':
      return entryBytes + mediaBytes[file.media.role]
  }
}

/** The file for an entry of the package. The poster comes out of the rendered video, so that it is cropped as the lesson is. */
export async function makeMedia(
  wanted: PlannedMedia,
  video: string,
  work: string,
  media: MediaEngine,
  signal: AbortSignal,
): Promise<string> {
  if (wanted.role === 'video') return video
  if (wanted.role === 'brief') {
    const brief = path.join(work, 'brief.pdf')
    await writeFile(brief, printBrief(wanted.challenge, wanted.lesson))
    return brief
  }
  const file = path.join(work, `picture-${wanted.atTicks}.jpg`)
  await writePoster(video, wanted.atTicks, file, media, signal)
  if (wanted.role === 'poster') return file
  const poster = path.join(work, 'challenge-poster.jpg')
  await writeFile(poster, await paintChallengePoster(wanted.challenge, wanted.lesson, await readFile(file)))
  return poster
}
