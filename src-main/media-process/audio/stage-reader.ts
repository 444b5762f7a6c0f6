import { createSampleQueue } from './sample-queue.ts'
import type { SoundReader } from './sound-reader.ts'

/** Sound on its way through something that may keep some of it back. */
export type SoundStage = {
  /** Takes samples (left and right alternate) and hands on what is ready. */
  process(samples: Float32Array, hand: (ready: Float32Array) => void): void
  /** No more comes: hands on the rest. */
  finish(hand: (ready: Float32Array) => void): void
  close(): void
}

const blockPairs = 2048

/** A reader whose sound goes through a stage. */
export function readThrough(reader: SoundReader, stage: SoundStage): SoundReader {
  const queue = createSampleQueue()
  const block = new Float32Array(blockPairs * 2)
  let finished = false
  return {
    async read(target) {
      while (queue.length * 2 < target.length && !finished) {
        const count = await reader.read(block)
        if (count > 0) stage.process(block.subarray(0, count * 2), queue.push)
        if (count < blockPairs) {
          finished = true
          stage.finish(queue.push)
        }
      }
      return queue.take(target)
    },
    close() {
      stage.close()
      reader.close()
    },
  }
}
