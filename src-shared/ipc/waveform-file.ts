/** The loudness of a sound over time as a file, written by the media process and drawn by the window; docs/format.md has its bytes. */
export const waveformFormat = { magic: 'TBWF', version: 1, headerBytes: 12, bytesPerPeak: 3, peaksPerSecond: 100 } as const

/** Three signed bytes a peak (lowest sample, highest sample, root mean square; 127 is full scale), from source instant zero on. */
export type WaveformPeaks = { readonly peaksPerSecond: number; readonly count: number; readonly peaks: Int8Array }

/** Null for bytes that are no waveform file, or one of a newer version. */
export function readWaveform(bytes: ArrayBuffer): WaveformPeaks | null {
  const { magic, version, headerBytes, bytesPerPeak } = waveformFormat
  if (bytes.byteLength < headerBytes) return null
  const header = new DataView(bytes)
  const name = Array.from({ length: magic.length }, (_, index) => String.fromCharCode(header.getUint8(index))).join('')
  if (name !== magic || header.getUint16(4, true) !== version) return null
  const count = header.getUint32(8, true)
  if (bytes.byteLength < headerBytes + count * bytesPerPeak) return null
  return { peaksPerSecond: header.getUint16(6, true), count, peaks: new Int8Array(bytes, headerBytes, count * bytesPerPeak) }
}
