import { shippedBeats, type Beats } from '#shared/sound/beats.ts'
import { findBeats } from '#shared/sound/find-beats.ts'
import { waveformFormat, type WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import type { Asset } from '#shared/project/schema/asset.ts'

/** By content; null where there are none. */
const found = new Map<string, Beats | null>()

/** The beats of an asset as far as they are known. */
export function knownBeats({ sha256 }: Pick<Asset, 'sha256'>): Beats | null {
  return shippedBeats({ sha256 }) ?? found.get(sha256) ?? null
}

/** The beats of an asset, found in its loudness where they are not known yet; takes some 50 ms for a song. */
export function findBeatsOf(asset: Pick<Asset, 'sha256'>, waveform: WaveformPeaks | null): Beats | null {
  const known = knownBeats(asset)
  if (known || !waveform || found.has(asset.sha256)) return known
  const { count, peaks, peaksPerSecond } = waveform
  const loudness = Uint8Array.from({ length: count }, (_, peak) => peaks[peak * waveformFormat.bytesPerPeak + 2] ?? 0)
  const beats = findBeats(loudness, peaksPerSecond)
  found.set(asset.sha256, beats)
  return beats
}
