/** A 4:2:0 picture, BT.709 limited, rows without padding; `alpha` (straight) has the size of `luma`. */
export type Planes = {
  /** Even pixels. */
  readonly width: number
  readonly height: number
  readonly luma: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
  readonly alpha: Uint8Array | null
}

/** Planes over the bytes of a `yuv420p` or `yuva420p` picture, which they share. Sides are even. */
export function planesOf(bytes: Uint8Array, width: number, height: number): Planes {
  const full = width * height
  const quarter = full / 4
  const hasAlpha = bytes.length >= full * 2 + quarter * 2
  return {
    width,
    height,
    luma: bytes.subarray(0, full),
    u: bytes.subarray(full, full + quarter),
    v: bytes.subarray(full + quarter, full + quarter * 2),
    alpha: hasAlpha ? bytes.subarray(full + quarter * 2, full * 2 + quarter * 2) : null,
  }
}
