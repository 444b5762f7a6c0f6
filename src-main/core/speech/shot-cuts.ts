import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { positionSchema } from '#shared/project/schema/time.ts'
import { ticks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { cacheFile, type CacheSource } from '../import/media-cache.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { recordingOf } from '../split/split-job.ts'
import type { Stretch } from './transcript-cache.ts'

/** What was looked through of a medium so far, and the changes of shots in it. */
const seenSchema = z
  .strictObject({
    /** Raised where the same pictures are judged differently than before. */
    version: z.literal(1),
    stretches: z.array(z.strictObject({ startTicks: positionSchema, endTicks: positionSchema }).readonly()).readonly(),
    cuts: z.array(positionSchema).readonly(),
  })
  .readonly()
type Seen = z.infer<typeof seenSchema>

const nothingSeen: Seen = { version: 1, stretches: [], cuts: [] }

/** Beside the waveform. It can be made again: the file may be deleted at any time. */
function seenFile(cacheFolder: string, source: CacheSource): string {
  return path.join(path.dirname(cacheFile(cacheFolder, source, 'waveform')), 'shots.json')
}

async function readSeen(cacheFolder: string, source: CacheSource): Promise<Seen> {
  try {
    return seenSchema.parse(JSON.parse(await readFile(seenFile(cacheFolder, source), 'utf8')))
  } catch {
    // Not there, or not whole: it is looked through again.
    return nothingSeen
  }
}

/** Where an asset changes from one shot to another, on its own clock, as far as anybody looked. */
export async function knownShotCuts(cacheFolder: string, source: CacheSource): Promise<readonly Ticks[]> {
  return (await readSeen(cacheFolder, source)).cuts
}

/**
 * Looks for changes of shots in a stretch of an asset (null: all of it), once; `knownShotCuts` then tells them. The asset's file must
 * be readable (`restoreRepaired`). Throws `media.*`, `file.*`, `system.process-*`, `cancelled`.
 */
export async function findShotCuts(
  asset: Asset,
  stretch: Stretch | null,
  { media, cacheFolder }: { readonly media: Pick<MediaEngine, 'shotChanges'>; readonly cacheFolder: string },
  signal: AbortSignal,
): Promise<void> {
  const { interpretation } = asset
  if (!interpretation?.video) return
  const wanted = stretch ?? { startTicks: zeroTicks, endTicks: interpretation.durationTicks }
  const before = await readSeen(cacheFolder, asset)
  if (before.stretches.some(({ startTicks, endTicks }) => startTicks <= wanted.startTicks && endTicks >= wanted.endTicks)) return
  const found = await media.shotChanges({ ...recordingOf(asset, cacheFolder), stretch }, { signal })
  const elsewhere = before.cuts.filter((at) => at < wanted.startTicks || at >= wanted.endTicks)
  const cuts = [...elsewhere, ...found].toSorted((a, b) => a - b)
  await writeFileAtomically(
    seenFile(cacheFolder, asset),
    JSON.stringify({ version: 1, stretches: join([...before.stretches, wanted]), cuts } satisfies Seen),
  )
}

/** Stretches that touch become one. */
function join(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of stretches.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const last = joined.at(-1)
    if (last && stretch.startTicks <= last.endTicks)
      joined.splice(-1, 1, { ...last, endTicks: ticks(Math.max(last.endTicks, stretch.endTicks)) })
    else joined.push(stretch)
  }
  return joined
}
