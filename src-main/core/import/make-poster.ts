import { stat } from 'node:fs/promises'
import { ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import type { MediaCacheEntry } from '../library/contract.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'
import { cacheFile, cacheVariant } from './media-cache.ts'

type Context = { readonly media: Pick<MediaEngine, 'stills'>; readonly cacheFolder: string; readonly signal: AbortSignal }

/** Sharp on a card of the library on a screen with double pixels. */
const posterSidePixels = 640
/** A second of full HD at 30 pictures a second: as much as is decoded for a poster while somebody waits. */
const affordablePixels = 30 * 1920 * 1080

/** Makes the poster of what `file` holds, unless that content has one. Null for a sound. */
export async function makePoster(
  file: string,
  report: ProbeReport,
  { media, cacheFolder, signal }: Context,
): Promise<MediaCacheEntry | null> {
  if (report.imageSize === null && !report.interpretation?.video) return null
  const { sha256 } = report
  const posterFile = cacheFile(cacheFolder, report, 'poster')
  const entry = { sha256, kind: 'poster', variant: cacheVariant(report), file: posterFile } as const
  const known = await stat(posterFile).catch(() => null)
  if (known !== null) return { ...entry, byteLength: known.size }
  const instants = [posterInstant(report)]
  const request = { path: file, report, instants, maxSidePixels: posterSidePixels, format: 'jpeg' } as const
  const [still] = await media.stills(request, { signal })
  if (!still) throw new Error('no picture came back')
  await writeFileAtomically(posterFile, still.data, { signal })
  return { ...entry, byteLength: still.data.byteLength }
}

/** Not the very first picture, which is often black or a thumb on the lens; an earlier one where decoding takes long. */
function posterInstant({ interpretation }: ProbeReport): Ticks {
  const video = interpretation?.video
  if (!video) return zeroTicks
  const { num, den } = video.frameRate ?? { num: 30, den: 1 }
  const affordableTicks = (affordablePixels / (video.codedWidth * video.codedHeight)) * ((ticksPerSecond * den) / num)
  return ticks(Math.floor(Math.min(ticksPerSecond, interpretation.durationTicks / 2, affordableTicks)))
}
