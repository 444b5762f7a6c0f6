import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import type { PackageFormat, PackagePlan, PlannedMedia } from '#shared/package/package-plan.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { requirePlayer, writePackage } from '../packaging/write-package.ts'
import { checkTargets } from './check-targets.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices } from './export-order.ts'
import { originalsById } from './lesson-files.ts'
import { renderLesson } from './render-lesson.ts'
import { verifyMedia } from './verify-media.ts'

/** Fills a phone's screen before the lesson plays. */
const posterSidePixels = 1280

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
  const planned = targets.map(({ format, outputFile }) => ({ plan: planFor(order, format), outputFile }))
  // Told now and not after minutes of encoding.
  const sources = [...order.sources, ...order.files.map((file) => file.path)]
  await checkTargets(
    targets.map(({ outputFile }) => outputFile),
    sources,
  )
  for (const { plan } of planned) await requirePlayer(plan, services.playerFolder)
  const packed = new Set(planned.flatMap(({ plan }) => plan.files.flatMap((file) => (file.kind === 'asset' ? file.assetId : []))))
  await verifyMedia(
    order.files.filter(({ assetId }) => packed.has(assetId)),
    order.frozenHashes,
    { signal },
  )
  const work = await makeWorkFolder(services.workFolder)
  try {
    const video = path.join(work, 'lesson.mp4')
    await renderLesson(order, false, video, services, context, { from: 0, to: 0.94 })
    const written: ExportedFile[] = []
    for (const [index, { plan, outputFile }] of planned.entries()) {
      const media: Record<string, string> = {}
      for (const file of plan.files)
        if (file.kind === 'media') media[file.path] = await makeMedia(file.media, video, work, services.media, signal)
      const packageSources = { playerFolder: services.playerFolder, media, assets: originalsById(order.files) }
      const onProgress = (fraction: number): void => report('package', 0.95 + (0.05 * (index + fraction)) / planned.length)
      const { path: file, byteLength } = await writePackage(plan, packageSources, outputFile, { signal, onProgress })
      written.push({ path: file, byteLength })
    }
    return written
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function planFor({ document, preset }: Pick<ExportOrder, 'document' | 'preset'>, format: PackageFormat): PackagePlan {
  const planned = planPackage(document, format, { preset, posterTicks: null })
  if (!planned.ok) throw new AppError(planned.error)
  return planned.value
}

async function makeWorkFolder(parent: string): Promise<string> {
  try {
    return await mkdtemp(path.join(parent, 'tidbit-export-'))
  } catch (thrown) {
    throw fileError(thrown, { file: path.join(parent, 'tidbit-export'), action: 'write' })
  }
}

/** The file for an entry of the package. The poster comes out of the rendered video, so that it is cropped as the lesson is. */
async function makeMedia(
  wanted: PlannedMedia,
  video: string,
  work: string,
  media: MediaEngine,
  signal: AbortSignal,
): Promise<string> {
  if (wanted.role === 'video') return video
  const report = await media.probe(video, { signal })
  const request = { path: video, report, instants: [wanted.atTicks], maxSidePixels: posterSidePixels, format: 'jpeg' } as const
  const [still] = await media.stills(request, { signal })
  if (!still) throw new Error('the rendered video gave no picture')
  const file = path.join(work, 'poster.jpg')
  await writeFileAtomically(file, still.data, { signal })
  return file
}
