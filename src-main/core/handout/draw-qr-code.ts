import type { SKRSContext2D } from '@napi-rs/canvas'
import { encode } from 'uqr'

/** A QR code in a white square with its quiet zone of four modules (ISO/IEC 18004). */
export function drawQrCode(context: SKRSContext2D, address: string, x: number, y: number, side: number): void {
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const module = side / size
  context.fillStyle = '#ffffff'
  context.fillRect(x, y, side, side)
  context.fillStyle = '#000000'
  for (const [row, cells] of data.entries())
    for (const [column, dark] of cells.entries())
      // Half a hair more, so that no seam shows between two.
      if (dark) context.fillRect(x + column * module, y + row * module, module + 0.02, module + 0.02)
}
