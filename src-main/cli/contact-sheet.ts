import { drawStills } from '../core/contact-sheet/draw-stills.ts'
import { takeFilmStills } from '../core/contact-sheet/film-stills.ts'
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
  const stills = await takeFilmStills(videoFile, { count: columns * rows, maxSidePixels: tileSidePx, signal }, media)
  session.progress.update({ stage: 'Contact sheet', fraction: 1 })
  const jpeg = await drawStills(stills, { columns, gapPx }).encode('jpeg', 88)
  await writeFileAtomically(sheetFile, jpeg, { signal })
  return { path: sheetFile, byteLength: jpeg.byteLength }
}
