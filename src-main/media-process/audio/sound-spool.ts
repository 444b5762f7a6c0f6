import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SoundReader } from './sound-reader.ts'

/**
 * Sound written down once and read as often as one likes: 384 kB a second in a file without a name, which the system
 * removes however this process ends.
 */
export type SoundSpool = {
  /** False where the disk takes no more; the spool is then of no use. */
  add(samples: Float32Array): boolean
  /** Reads from the start. Several can be open. */
  read(): SoundReader
  close(): void
}

/** Null where no such file can be made. */
export function openSpool(): SoundSpool | null {
  const descriptor = openNameless()
  if (descriptor === null) return null
  let written = 0
  return {
    add(samples) {
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
      try {
        for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done, bytes.length - done, written + done)
      } catch {
        // A full disk: whoever writes makes the sound anew instead.
        return false
      }
      written += bytes.length
      return true
    },
    read() {
      let position = 0
      return {
        async read(target) {
          const wanted = Math.min(target.byteLength, written - position)
          const bytes = new Uint8Array(target.buffer, target.byteOffset, wanted)
          for (let done = 0; done < wanted;) done += readSync(descriptor, bytes, done, wanted - done, position + done)
          position += wanted
          return wanted / (2 * Float32Array.BYTES_PER_ELEMENT)
        },
        close() {},
      }
    },
    close: () => closeSync(descriptor),
  }
}

function openNameless(): number | null {
  const file = path.join(tmpdir(), `tidbit-sound-${randomUUID()}`)
  try {
    const descriptor = openSync(file, 'wx+', 0o600)
    unlinkSync(file)
    return descriptor
  } catch {
    return null
  }
}
