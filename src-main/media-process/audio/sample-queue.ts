/** Interleaved stereo samples that wait between a writer and a reader. */
export type SampleQueue = {
  /** Pairs that wait. */
  readonly length: number
  push(samples: Float32Array): void
  /** The samples as they lie in memory, at whatever address. */
  pushBytes(bytes: Uint8Array): void
  pushSilence(pairs: number): void
  /** Moves the oldest pairs into `target`; returns how many there were. */
  take(target: Float32Array): number
  /** The waiting samples, valid until the next call. */
  peek(): Float32Array
  drop(pairs: number): void
}

const firstCapacity = 16_384

export function createSampleQueue(): SampleQueue {
  let store = new Float32Array(firstCapacity)
  let [start, end] = [0, 0]

  function makeRoom(count: number): void {
    if (end + count <= store.length) return
    const waiting = end - start
    const needed = waiting + count
    const next = needed * 2 > store.length ? new Float32Array(Math.max(needed * 2, store.length)) : store
    next.set(store.subarray(start, end))
    store = next
    start = 0
    end = waiting
  }

  function drop(pairs: number): void {
    start = Math.min(end, start + pairs * 2)
  }

  return {
    get length() {
      return (end - start) / 2
    },
    push(samples) {
      makeRoom(samples.length)
      store.set(samples, end)
      end += samples.length
    },
    pushBytes(bytes) {
      const count = bytes.length / Float32Array.BYTES_PER_ELEMENT
      makeRoom(count)
      new Uint8Array(store.buffer).set(bytes, end * Float32Array.BYTES_PER_ELEMENT)
      end += count
    },
    pushSilence(pairs) {
      makeRoom(pairs * 2)
      store.fill(0, end, end + pairs * 2)
      end += pairs * 2
    },
    take(target) {
      const count = Math.min(target.length & ~1, end - start)
      target.set(store.subarray(start, start + count))
      drop(count / 2)
      return count / 2
    },
    peek: () => store.subarray(start, end),
    drop,
  }
}
