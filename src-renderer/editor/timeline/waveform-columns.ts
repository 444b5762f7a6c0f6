import type { WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import { waveformFormat } from '#shared/ipc/waveform-file.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'

type Sound = {
  readonly waveform: WaveformPeaks
  readonly clip: Pick<Clip, 'sourceInTicks' | 'sourceOutTicks' | 'speed' | 'reversed'>
  /** Columns for a second of the timeline. */
  readonly columnsPerSecond: number
  /** The stretch of the clip that is drawn, in columns from its left edge. */
  readonly fromColumn: number
  readonly toColumn: number
}

/** Products of fractions come out a hair beside the whole number that they mean. */
const hair = 1e-6

/** The lowest and the highest sample of each column, one after the other (127 is full scale); zeros where nothing sounds. */
export function waveformColumns({ waveform, clip, columnsPerSecond, fromColumn, toColumn }: Sound): Int8Array {
  const { peaks, count, peaksPerSecond } = waveform
  const columns = new Int8Array(Math.max(0, toColumn - fromColumn) * 2)
  const toPeaks = peaksPerSecond / ticksPerSecond
  const [inPeak, outPeak] = [clip.sourceInTicks * toPeaks, clip.sourceOutTicks * toPeaks]
  const peaksPerColumn = (peaksPerSecond * clip.speed.num) / (columnsPerSecond * clip.speed.den)
  for (let column = fromColumn; column < toColumn; column += 1) {
    const [near, far] = [column * peaksPerColumn, (column + 1) * peaksPerColumn]
    const start = clip.reversed ? outPeak - far : inPeak + near
    const end = clip.reversed ? outPeak - near : inPeak + far
    const first = Math.floor(Math.max(start, inPeak, 0) + hair)
    const last = Math.ceil(Math.min(end, outPeak, count) - hair)
    let [low, high] = [0, 0]
    for (let peak = first; peak < last; peak += 1) {
      low = Math.min(low, peaks[peak * waveformFormat.bytesPerPeak] ?? 0)
      high = Math.max(high, peaks[peak * waveformFormat.bytesPerPeak + 1] ?? 0)
    }
    columns[(column - fromColumn) * 2] = low
    columns[(column - fromColumn) * 2 + 1] = high
  }
  return columns
}
