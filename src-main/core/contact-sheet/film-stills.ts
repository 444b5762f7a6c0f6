import type { MediaEngine } from '../media/media-engine.ts'
import type { Still } from '../media/messages.ts'
import { spreadInstants } from '#shared/render-plan/still-plan.ts'

type Wish = { readonly count: number; readonly maxSidePixels: number; readonly signal: AbortSignal }

/** So many pictures of a finished video, spread over its length. Throws `media.*`, `cancelled`. */
export async function takeFilmStills(
  videoFile: string,
  { count, maxSidePixels, signal }: Wish,
  media: Pick<MediaEngine, 'probe' | 'stills'>,
): Promise<readonly Still[]> {
  const report = await media.probe(videoFile, { signal })
  const durationTicks = report.interpretation?.durationTicks
  if (durationTicks === undefined) throw new Error('a rendered video without a length')
  const instants = spreadInstants(durationTicks, count)
  return media.stills({ path: videoFile, report, instants, maxSidePixels, format: 'rgba' }, { signal })
}
