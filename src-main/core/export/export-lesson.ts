import { stat } from 'node:fs/promises'
import path from 'node:path'
import { checkFolderWritable } from '../files/output-folder.ts'
import { writeCaptionFiles } from './caption-files.ts'
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
  // Told now and not after minutes of encoding.
  await checkFolderWritable(path.dirname(order.outputFile))
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
  const { outputFile, document, burnCaptions } = order
  await renderLesson(order, burnCaptions, outputFile, services, context, { from: 0, to: 0.99 })
  context.report('captions', 0.99)
  const captionFiles = await writeCaptionFiles(document, outputFile, context.signal)
  return Promise.all([outputFile, ...captionFiles].map(async (file) => ({ path: file, byteLength: (await stat(file)).size })))
}
