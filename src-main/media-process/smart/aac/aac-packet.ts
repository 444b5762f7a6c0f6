/** How the window of a packet's frame looks; both channels of a pair share it. */
export type PacketWindow = {
  readonly sequence: 'long' | 'start' | 'short' | 'stop'
  /** Of its falling half; the rising half has the shape of the packet before. */
  readonly shape: WindowShape
  /** Where the shape stands, in bits from the start. */
  readonly shapeBit: number
}

export type WindowShape = 'sine' | 'kbd'

const sequences = ['long', 'start', 'short', 'stop'] as const
const [pairElement, fillElement] = [1, 6]

/** AAC-LC with frames of 1024 samples at 48 kHz in stereo, by its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
export function isPlainStereo(config: Uint8Array): boolean {
  // Object type 2, frequency 3, channels 2; then no short frames, no core coder, no extension.
  return ((config[0] ?? 0) << 8) + (config[1] ?? 0) === 0x1190
}

/** Null for a packet of another make than a pair of channels with one window, which fillings may go before. */
export function readWindow(packet: Uint8Array): PacketWindow | null {
  let at = 0
  const take = (count: number): number => {
    let value = 0
    for (let index = 0; index < count; index += 1, at += 1)
      value = (value << 1) | (((packet[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    return value
  }
  let element = take(3)
  while (element === fillElement && at < packet.length * 8) {
    const count = take(4)
    at += 8 * (count === 15 ? 14 + take(8) : count)
    element = take(3)
  }
  take(4)
  const hasOneWindow = take(1) === 1
  take(1)
  const sequence = sequences[take(2)]
  const shapeBit = at
  const shape = take(1) === 1 ? 'kbd' : 'sine'
  return element === pairElement && hasOneWindow && sequence && at < packet.length * 8 ? { sequence, shape, shapeBit } : null
}

/** The packet with the other shape written into it: its coefficients are as they were. */
export function withShape(packet: Uint8Array, { shapeBit }: PacketWindow, shape: WindowShape): Buffer {
  const changed = Buffer.from(packet)
  const mask = 0x80 >> (shapeBit & 7)
  const byte = changed[shapeBit >> 3] ?? 0
  changed[shapeBit >> 3] = shape === 'kbd' ? byte | mask : byte & ~mask
  return changed
}

/** Whether the rising or the falling half of a window is the long one, as of a stretch without clicks and knocks. */
export function risesLong({ sequence }: PacketWindow): boolean {
  return sequence === 'long' || sequence === 'start'
}

export function fallsLong({ sequence }: PacketWindow): boolean {
  return sequence === 'long' || sequence === 'stop'
}
