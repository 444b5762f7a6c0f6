import { stat } from 'node:fs/promises'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { planCaptionFiles, refuseForeignCaptions } from './caption-files.ts'
import { checkTargets } from './check-targets.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices } from './export-order.ts'
import { exportPackages } from './export-package.ts'
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
  const { outputFile, document, burnCaptions, files, sources } = order
  const captions = planCaptionFiles(document, outputFile)
  const targets = [outputFile, ...captions.map(({ file }) => file)]
  // Told now and not after minutes of encoding.
  await checkTargets(targets, [...sources, ...files.map((file) => file.path)])
  for (const { file } of captions) await refuseForeignCaptions(file)
  await renderLesson(order, burnCaptions, outputFile, services, context, { from: 0, to: 0.99 })
  context.report('captions', 0.99)
  for (const { file, text } of captions) await writeFileAtomically(file, text, { signal: context.signal })
  return Promise.all(targets.map(async (file) => ({ path: file, byteLength: (await stat(file)).size })))
}
