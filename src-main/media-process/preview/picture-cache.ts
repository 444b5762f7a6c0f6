import type { Frame } from 'node-av/lib'

/** An I420 picture, planes one after the other without padding. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> }

/** The pictures used last, by frame, as many as fit into a number of bytes. */
export type PictureCache = {
  get(frame: number): Picture | null
  has(frame: number): boolean
  add(frame: number, picture: Picture): void
  clear(): void
}

export function createPictureCache(maxBytes: number): PictureCache {
  /** In order of use. */
  const pictures = new Map<number, Picture>()
  let bytes = 0

  function remove(frame: number): void {
    bytes -= pictures.get(frame)?.data.length ?? 0
    pictures.delete(frame)
  }

  return {
    get(frame) {
      const found = pictures.get(frame)
      if (!found) return null
      pictures.delete(frame)
      pictures.set(frame, found)
      return found
    },
    has: (frame) => pictures.has(frame),
    add(frame, picture) {
      remove(frame)
      pictures.set(frame, picture)
      bytes += picture.data.length
      for (const oldest of pictures.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    clear() {
      pictures.clear()
      bytes = 0
    },
  }
}

/** The picture of an I420 frame, in memory of its own. */
export function copyPlanes(frame: Frame): Picture {
  // Packed as FFmpeg's av_image_copy_to_buffer does with an alignment of one.
  const packed = frame.toBuffer()
  const { buffer, byteLength } = packed
  // A message clones whole buffers: one that is part of a larger one is copied first.
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return { width: frame.width, height: frame.height, data: isAlone ? new Uint8Array(buffer) : new Uint8Array(packed) }
}
