import { drawStills } from '../contact-sheet/draw-stills.ts'
import { takeFilmStills } from '../contact-sheet/film-stills.ts'
import type { MediaEngine } from '../media/media-engine.ts'

/** Enough to see whether beginning, middle and end are what they should be. */
const count = 3
/** A sign of a title is still read. */
const maxSidePixels = 240

/** Pictures of a finished video in a row, as a JPEG in base64. Throws `media.*`, `cancelled`. */
export async function takeItemPicture(
  videoFile: string,
  media: Pick<MediaEngine, 'probe' | 'stills'>,
  signal: AbortSignal,
): Promise<string> {
  const stills = await takeFilmStills(videoFile, { count, maxSidePixels, signal }, media)
  const jpeg = await drawStills(stills, { columns: count, gapPx: 2 }).encode('jpeg', 80)
  return jpeg.toString('base64')
}
