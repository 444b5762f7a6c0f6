export type Orientation = { readonly rotationDegrees: 0 | 90 | 180 | 270; readonly mirrored: boolean }

const upright: Orientation = { rotationDegrees: 0, mirrored: false }

/**
 * Reads the 3x3 display matrix of a stream (libavutil/display.h: 32-bit little-endian, 16.16 fixed point, row vectors) as
 * a flip left to right, then a clockwise turn to the nearest quarter. Damaged matrices (no inverse, wild numbers) are upright.
 */
export function readDisplayMatrix(matrix: Buffer | null): Orientation {
  if (!matrix || matrix.length < 36) return upright
  const [a, b, , c, d] = [0, 4, 8, 12, 16].map((offset) => matrix.readInt32LE(offset) / 65_536) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const determinant = a * d - b * c
  const size = Math.hypot(a, b)
  if (size < 1e-3 || Math.hypot(c, d) < 1e-3 || Math.abs(determinant) < 1e-6) return upright
  const mirrored = determinant < 0
  // A point (1, 0) goes to (a, b), y down: that is the clockwise turn. A flip before it makes it (-a, -b).
  const [x, y] = mirrored ? [-a, -b] : [a, b]
  const degrees = (Math.atan2(y, x) * 180) / Math.PI
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4
  return { rotationDegrees: ([0, 90, 180, 270] as const)[quarter] ?? 0, mirrored }
}
