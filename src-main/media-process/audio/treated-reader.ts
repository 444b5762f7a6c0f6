import { Frame } from 'node-av/lib'
import { openSoundPipe, readSamples } from './sound-pipe.ts'
import type { SoundReader } from './sound-reader.ts'

const blockSamples = 4096

/** A reader whose sound goes through filters first. */
export function treatSound(reader: SoundReader, filters: string): SoundReader {
  const { give, end, pipe, close } = openSoundPipe(`${filters},aformat=sample_fmts=flt:channel_layouts=stereo`, 'treating sound')
  const frame = new Frame()
  frame.alloc()
  const block = new Float32Array(blockSamples * 2)
  let left: Float32Array = new Float32Array(0)
  let [given, ended] = [false, false]

  async function refill(): Promise<void> {
    for (;;) {
      const got = pipe.pull(frame)
      if (got === 'ended') ended = true
      if (got === true) {
        left = readSamples(frame)
        frame.unref()
      }
      if (got !== false) return
      const count = given ? 0 : await reader.read(block)
      if (count > 0) give(block.subarray(0, count * 2))
      if (count < blockSamples && !given) {
        given = true
        end()
      }
    }
  }

  return {
    async read(target) {
      let filled = 0
      while (filled < target.length && !ended) {
        if (left.length === 0) await refill()
        const taken = left.subarray(0, target.length - filled)
        target.set(taken, filled)
        filled += taken.length
        left = left.subarray(taken.length)
      }
      return filled / 2
    },
    close() {
      frame.free()
      close()
      reader.close()
    },
  }
}
