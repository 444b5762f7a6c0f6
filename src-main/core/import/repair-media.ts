import { AppError, appError } from '#shared/messages/app-error.ts'
import type { Asset, Finding, Interpretation } from '#shared/project/schema/asset.ts'
import { requireFile } from '../files/content-hash.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'
import { cacheFile, findCached } from './media-cache.ts'
import { readCopyKind } from './read-copy.ts'

type Services = {
  readonly media: Pick<MediaEngine, 'probe'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly cacheFolder: string
}

/** Findings of a file whose index, end or times are missing: it plays, but searching in it does not work. */
const mendable = new Set(['media.cut-short', 'media.no-timestamps'])

/**
 * What was found out about a damaged file, for its mended copy in the media cache, which the plan reads instead of it. The same
 * report where there is nothing to mend or where it cannot be mended. Throws `cancelled`, `file.disk-full`.
 */
export async function repairMedia(
  file: string,
  report: ProbeReport,
  { media, deriveMedia, cacheFolder }: Services,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const { interpretation } = report
  if (!interpretation?.findings.some(({ code }) => mendable.has(code))) return report
  const repairedFile = cacheFile(cacheFolder, report, 'repaired')
  try {
    if ((await findCached(cacheFolder, report, 'repaired')) === null) await deriveMedia.repair(file, repairedFile, { signal })
    const mended = (await media.probe(repairedFile, { signal })).interpretation
    return mended === null ? report : { ...report, interpretation: combine(interpretation, mended) }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code.startsWith('media.')) return report
    throw thrown
  }
}

/**
 * Makes the mended and converted copies anew that are not in the media cache any more, which may be emptied. Throws `export.media-changed`,
 * `file.*`, `media.*`, `cancelled`.
 */
export async function restoreRepaired(
  assets: readonly Asset[],
  { deriveMedia, cacheFolder }: Pick<Services, 'deriveMedia' | 'cacheFolder'>,
  signal: AbortSignal,
): Promise<void> {
  for (const asset of assets) {
    const { absolutePath, byteLength, fileName, interpretation } = asset
    const kind = readCopyKind(interpretation)
    if (kind === null || (await findCached(cacheFolder, asset, kind)) !== null) continue
    if (absolutePath === null) throw appError('media.asset-missing', { assetId: asset.id, fileName: asset.fileName })
    if ((await requireFile(absolutePath)).size !== byteLength) throw appError('export.media-changed', { names: fileName })
    await deriveMedia.repair(absolutePath, cacheFile(cacheFolder, asset, kind), { signal, converts: kind === 'converted' })
  }
}

/** The copy is read as it is; what is told are the findings of the original. */
function combine(original: Interpretation, mended: Interpretation): Interpretation {
  const repaired: Finding = { code: 'media.repaired', severity: 'info', params: {} }
  return { ...mended, container: original.container, repaired: true, findings: [...original.findings, repaired] }
}
