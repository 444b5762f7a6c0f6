import { createCanvas, ImageData } from '@napi-rs/canvas'
import { spreadInstants } from '#shared/render-plan/still-plan.ts'
import type { ExportedFile } from '../core/export/export-order.ts'
import { writeFileAtomically } from '../core/files/atomic-file.ts'
import type { Session } from './session.ts'

const columns = 6
const rows = 2
const gapPx = 12
const tileSidePx = 480

/** Twelve pictures of a finished video on one JPEG, so that one look tells whether it came out right. */
export async function writeContactSheet(videoFile: string, sheetFile: string, session: Session): Promise<ExportedFile> {
  const { media, signal } = session
  const report = await media.probe(videoFile, { signal })
  const durationTicks = report.interpretation?.durationTicks
  if (durationTicks === undefined) throw new Error('a rendered video without a length')
  const instants = spreadInstants(durationTicks, columns * rows)
  const stills = await media.stills({ path: videoFile, report, instants, maxSidePixels: tileSidePx, format: 'rgba' }, { signal })
  const width = Math.max(...stills.map((still) => still.width))
  const height = Math.max(...stills.map((still) => still.height))
  const sheet = createCanvas(columns * (width + gapPx) + gapPx, rows * (height + gapPx) + gapPx)
  const context = sheet.getContext('2d')
  context.fillStyle = '#14181d'
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const [index, still] of stills.entries()) {
    const x = gapPx + (index % columns) * (width + gapPx)
    const y = gapPx + Math.floor(index / columns) * (height + gapPx)
    context.putImageData(new ImageData(new Uint8ClampedArray(still.data), still.width, still.height), x, y)
  }
  session.progress.update({ stage: 'Contact sheet', fraction: 1 })
  const jpeg = await sheet.encode('jpeg', 88)
  await writeFileAtomically(sheetFile, jpeg, { signal })
  return { path: sheetFile, byteLength: jpeg.byteLength }
}
