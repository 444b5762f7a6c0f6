import { describe, expect, it } from 'vitest'
import { waveformColumns } from '#renderer/editor/timeline/waveform-columns.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

/** Eight peaks a second over two seconds; the highest samples count up from 1, the lowest are their tenfold below zero. */
const highs = Array.from({ length: 16 }, (_, index) => index + 1)
const waveform = {
  peaksPerSecond: 8,
  count: highs.length,
  peaks: Int8Array.from(highs.flatMap((high) => [-(high % 10) * 10, high, 5])),
}
const clip = {
  sourceInTicks: secondsToTicks(0),
  sourceOutTicks: secondsToTicks(2),
  speed: { num: 1, den: 1 },
  reversed: false,
}
const sound = { waveform, clip, columnsPerSecond: 8, fromColumn: 0, toColumn: 16 }

const highsOf = (columns: Int8Array): number[] => [...columns].filter((_, index) => index % 2 === 1)
const lowsOf = (columns: Int8Array): number[] => [...columns].filter((_, index) => index % 2 === 0)

describe('the columns of a waveform', () => {
  it('are its peaks where a column is as long as a peak', () => {
    const columns = waveformColumns(sound)
    expect(highsOf(columns)).toEqual(highs)
    expect(lowsOf(columns)).toEqual(highs.map((high) => 0 - (high % 10) * 10))
  })

  it('keep the lowest and the highest sample of all peaks that they cover', () => {
    const columns = waveformColumns({ ...sound, columnsPerSecond: 2, toColumn: 4 })
    expect(highsOf(columns)).toEqual([4, 8, 12, 16])
    expect(lowsOf(columns)).toEqual([-40, -80, -90, -60])
  })

  it('repeat a peak where the timeline is zoomed in', () => {
    expect(highsOf(waveformColumns({ ...sound, columnsPerSecond: 24, toColumn: 7 }))).toEqual([1, 1, 1, 2, 2, 2, 3])
  })

  it('touch no neighbour by an uneven scale', () => {
    const columns = highsOf(waveformColumns({ ...sound, columnsPerSecond: 8 * 0.7, toColumn: 7 }))
    // A column is 10/7 peaks long; the seventh ends with the tenth peak exactly.
    expect(columns).toEqual([2, 3, 5, 6, 8, 9, 10])
  })

  it('follow the in and out points', () => {
    const trimmed = { ...clip, sourceInTicks: secondsToTicks(0.5), sourceOutTicks: secondsToTicks(1) }
    expect(highsOf(waveformColumns({ ...sound, clip: trimmed, toColumn: 5 }))).toEqual([5, 6, 7, 8, 0])
  })

  it('follow the speed', () => {
    const fast = { ...clip, speed: { num: 2, den: 1 } }
    expect(highsOf(waveformColumns({ ...sound, clip: fast, toColumn: 8 }))).toEqual([2, 4, 6, 8, 10, 12, 14, 16])
    const slow = { ...clip, speed: { num: 1, den: 2 } }
    expect(highsOf(waveformColumns({ ...sound, clip: slow, toColumn: 4 }))).toEqual([1, 1, 2, 2])
  })

  it('run from the out point back in a reversed clip', () => {
    const reversed = { ...clip, sourceInTicks: secondsToTicks(0.5), reversed: true }
    expect(highsOf(waveformColumns({ ...sound, clip: reversed, toColumn: 14 }))).toEqual([
      16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 0, 0,
    ])
  })

  it('are the same for a part of the clip as within the whole', () => {
    const scale = { ...sound, columnsPerSecond: 5.3, toColumn: 10 }
    expect(waveformColumns({ ...scale, fromColumn: 3, toColumn: 8 })).toEqual(waveformColumns(scale).slice(6, 16))
  })

  it('are silent behind the end of the file, and none where nothing is in sight', () => {
    const longer = { ...clip, sourceOutTicks: secondsToTicks(3) }
    expect(highsOf(waveformColumns({ ...sound, clip: longer, fromColumn: 14, toColumn: 18 }))).toEqual([15, 16, 0, 0])
    expect(waveformColumns({ ...sound, fromColumn: 9, toColumn: 4 })).toHaveLength(0)
  })
})
