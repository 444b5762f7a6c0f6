import { Frame } from 'node-av/lib'
import { AV_SAMPLE_FMT_FLT } from 'node-av/constants'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { mixRate, stereo } from './mix-rate.ts'

/** A graph of sound filters that takes interleaved stereo floats at the mix rate. */
export type SoundPipe = {
  give(samples: Float32Array): void
  /** No more comes. */
  end(): void
  pipe: FilterPipe
  close(): void
}

/** `filters` are comma-separated; the output is what the last one gives. */
export function openSoundPipe(filters: string, step: string, threads = 1): SoundPipe {
  const source = `abuffer@a=time_base=1/${mixRate}:sample_rate=${mixRate}:sample_fmt=flt:channel_layout=stereo`
  const pipe = openFilterPipe(`${source},${filters},abuffersink@out`, step, threads)
  let position = 0
  return {
    give(samples) {
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
      using frame = Frame.fromAudioBuffer(bytes, {
        nbSamples: samples.length / 2,
        format: AV_SAMPLE_FMT_FLT,
        sampleRate: mixRate,
        channelLayout: stereo,
        timeBase: { num: 1, den: mixRate },
        pts: BigInt(position),
      })
      position += samples.length / 2
      pipe.push('abuffer@a', frame)
    },
    end: () => pipe.end('abuffer@a'),
    pipe,
    close: () => pipe.close(),
  }
}

/** A copy of an interleaved float frame's samples. */
export function readSamples(frame: Frame): Float32Array {
  const plane = frame.data?.[0]
  if (!plane) return new Float32Array(0)
  // Copied as bytes, because the samples may lie at an address that a Float32Array does not take.
  const bytes = new Uint8Array(frame.nbSamples * 8)
  bytes.set(plane.subarray(0, bytes.length))
  return new Float32Array(bytes.buffer)
}
