import { stat } from 'node:fs/promises'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { planCaptionFiles, refuseForeignCaptions } from './caption-files.ts'
import { planCreditFile, refuseForeignCredits } from './credit-file.ts'
import { checkTargets } from './check-targets.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices } from './export-order.ts'
import { exportPackages } from './export-package.ts'
import { posterFileOf, refuseForeignPoster, writePoster } from './poster.ts'
import { renderLesson } from './render-lesson.ts'

/**
 * Exports a lesson: plan, render, check, package, check, final name. The first file given is the one to upload. Throws one
 * `AppError`; what fails or is cancelled leaves nothing half-written under a final name.
 */
export async function exportLesson(
  order: ExportOrder,
  services: ExportServices,
  context: ExportContext,
): Promise<readonly ExportedFile[]> {
  const { format, outputFile } = order
  return format === 'mp4'
    ? exportVideo(order, services, context)
    : exportPackages(order, [{ format, outputFile }], services, context)
}

async function exportVideo(
  order: ExportOrder,
  services: ExportServices,
  context: ExportContext,
): Promise<readonly ExportedFile[]> {
  const { outputFile, document, burnCaptions, files, sources, posterTicks = null, credits = false } = order
  const { signal, report, whenRunning } = context
  const captions = planCaptionFiles(document, outputFile)
  const poster = posterTicks === null ? null : posterFileOf(outputFile)
  const creditFile = planCreditFile(document, outputFile, credits)
  const texts = creditFile === null ? captions : [...captions, creditFile]
  const beside = [...texts.map(({ file }) => file), ...(poster === null ? [] : [poster])]
  // Told now and not after minutes of encoding.
  await checkTargets([outputFile, ...beside], [...sources, ...files.map((file) => file.path)])
  for (const { file } of captions) await refuseForeignCaptions(file)
  if (creditFile !== null) await refuseForeignCredits(creditFile.file)
  if (poster !== null) await refuseForeignPoster(poster)
  await context.whenNamed?.([outputFile, ...beside])
  // Browsers would show them beside those that a player draws, so only a video by itself has them.
  const place = burnCaptions ? 'picture' : order.choice?.codec === 'vp9' ? 'nowhere' : 'text'
  await renderLesson(order, place, outputFile, services, context, { from: 0, to: 0.98 })
  await context.whenRendered?.(outputFile)
  await whenRunning?.()
  if (poster !== null && posterTicks !== null) {
    report('poster', 0.98)
    await writePoster(outputFile, posterTicks, poster, services.media, signal)
  }
  report('captions', 0.99)
  for (const { file, text } of texts) await writeFileAtomically(file, text, { signal })
  return Promise.all([outputFile, ...beside].map(async (file) => ({ path: file, byteLength: (await stat(file)).size })))
}
