import { Frame } from 'node-av/lib'
import { check } from './check.ts'

type Pixels = Parameters<typeof Frame.fromVideoBuffer>[1]

const step = 'handing over a picture'

/**
 * A frame with a copy of the bytes, for whoever keeps it: `Frame.fromVideoBuffer` and `fromBuffer` of node-av only point at
 * JavaScript's memory, which is gone once the garbage collector was there, however many references a graph or an encoder holds.
 * To be freed by the caller.
 */
export function ownedFrame(bytes: Buffer, pixels: Pixels): Frame {
  using lent = Frame.fromVideoBuffer(bytes, pixels)
  const frame = new Frame()
  frame.alloc()
  try {
    frame.width = pixels.width
    frame.height = pixels.height
    frame.format = pixels.format
    check(frame.allocBuffer(), step)
    check(frame.copy(lent), step)
    check(frame.copyProps(lent), step)
    return frame
  } catch (error) {
    frame.free()
    throw error
  }
}
