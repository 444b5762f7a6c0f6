import { waveformFormat } from '#shared/ipc/waveform-file.ts'
import { rescale } from '#shared/time/rational.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'

const { magic, version, headerBytes, bytesPerPeak, peaksPerSecond } = waveformFormat
/** A longer sound is drawn up to here only; far above what a lesson holds. */
const maxPeaks = 24 * 3600 * peaksPerSecond

/** Lowest and highest sample and the squares of all of them, of one hundredth of a second. */
type Bin = { low: number; high: number; squares: number; count: number }

export type WaveformState = {
  /** Peaks that are complete, three bytes each. */
  readonly peaks: Uint8Array
}

export type Waveform = {
  /** Samples from a source instant on, one array a channel, 1 being full scale. Earlier ones than are known already fall away. */
  add(channels: readonly Float32Array[], atTicks: number, sampleRate: number): void
  /** Source instant up to which it reaches. */
  readonly untilTicks: number
  /** What is complete, to go on from. */
  state(): WaveformState
  /** The whole file. */
  finish(): Uint8Array
}

/** Source instants are ticks from the origin of the interpretation. */
export function createWaveform(from: WaveformState | null): Waveform {
  let peaks = new Uint8Array(Math.max(64 * 1024, from?.peaks.length ?? 0))
  if (from) peaks.set(from.peaks)
  let done = (from?.peaks.length ?? 0) / bytesPerPeak
  let bin: Bin = emptyBin()

  function close(): void {
    if ((done + 1) * bytesPerPeak > peaks.length) {
      const grown = new Uint8Array(peaks.length * 2)
      grown.set(peaks)
      peaks = grown
    }
    const rms = bin.count === 0 ? 0 : Math.sqrt(bin.squares / bin.count)
    peaks.set([toByte(bin.low), toByte(bin.high), toByte(rms)], done * bytesPerPeak)
    done += 1
    bin = emptyBin()
  }

  return {
    add(channels, atTicks, sampleRate) {
      const [first] = channels
      if (!first || sampleRate <= 0) return
      const start = rescale(atTicks, sampleRate, ticksPerSecond)
      for (let index = 0; index < first.length; index += 1) {
        const place = Math.floor(((start + index) * peaksPerSecond) / sampleRate)
        if (place < done || place >= maxPeaks) continue
        while (done < place) close()
        let sample = 0
        for (const channel of channels) sample += channel[index] ?? 0
        sample /= channels.length
        if (sample < bin.low) bin.low = sample
        if (sample > bin.high) bin.high = sample
        bin.squares += sample * sample
        bin.count += 1
      }
    },
    get untilTicks() {
      return (done * ticksPerSecond) / peaksPerSecond
    },
    state: () => ({ peaks: peaks.slice(0, done * bytesPerPeak) }),
    finish() {
      if (bin.count > 0) close()
      const file = new Uint8Array(headerBytes + done * bytesPerPeak)
      const header = new DataView(file.buffer)
      file.set(new TextEncoder().encode(magic))
      header.setUint16(4, version, true)
      header.setUint16(6, peaksPerSecond, true)
      header.setUint32(8, done, true)
      file.set(peaks.subarray(0, done * bytesPerPeak), headerBytes)
      return file
    },
  }
}

function emptyBin(): Bin {
  return { low: 0, high: 0, squares: 0, count: 0 }
}

/** -1 to 1 as a signed byte. */
function toByte(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value * 127)))
}
