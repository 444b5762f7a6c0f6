import { AppError, appError } from '#shared/messages/app-error.ts'
import { hashFile } from '../files/content-hash.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'
import type { PortableEngine } from '../media/portable-engine.ts'
import { cacheFile, findCached } from './media-cache.ts'
import { convertedFinding } from './read-copy.ts'

export type ConvertServices = {
  readonly portable: Pick<PortableEngine, 'rescue'>
  /** Examines the copy. */
  readonly media: Pick<MediaEngine, 'probe'>
  readonly cacheFolder: string
}

type ConvertContext = { readonly signal: AbortSignal; readonly onConvert: (fraction: number) => void }

/**
 * Has the portable engine make a copy of a file that the full one cannot read, which every plan reads instead of the original; it
 * lies in the media cache by the original's content. The report is of the original's bytes and of the copy's pictures and sound.
 * Throws `media.*`, `file.*`, `cancelled`.
 */
export async function convertMedia(
  file: string,
  { portable, media, cacheFolder }: ConvertServices,
  { signal, onConvert }: ConvertContext,
): Promise<ProbeReport> {
  const { sha256, byteLength } = await hashFile(file, { signal })
  const source = { sha256, interpretation: { findings: [convertedFinding] } }
  const copy = cacheFile(cacheFolder, source, 'converted')
  if ((await findCached(cacheFolder, source, 'converted')) === null)
    await portable.rescue(file, copy, { signal, onProgress: onConvert })
  const { kind, interpretation } = await probeCopy(file, copy, media, signal)
  if (!interpretation) throw appError('media.not-media', { file })
  const findings = [
    convertedFinding,
    ...(interpretation.audio ? [] : [{ code: 'media.no-sound', severity: 'info', params: {} } as const]),
  ]
  return { kind, sha256, byteLength, interpretation: { ...interpretation, findings, repaired: true }, imageSize: null }
}

/** The user knows the original by name, not the copy. */
async function probeCopy(file: string, copy: string, media: ConvertServices['media'], signal: AbortSignal): Promise<ProbeReport> {
  try {
    return await media.probe(copy, { signal })
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !Object.hasOwn(thrown.data.params, 'file')) throw thrown
    throw new AppError({ ...thrown.data, params: { ...thrown.data.params, file } }, { cause: thrown })
  }
}
