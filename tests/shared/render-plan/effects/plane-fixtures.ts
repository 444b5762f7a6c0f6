import { planesOf, type Planes } from '#shared/render-plan/effects/planes.ts'

export type Yuv = readonly [y: number, u: number, v: number]

/** A picture whose pixels (of a half-size grid, for all three planes) a function tells; with an opaque alpha plane on request. */
export function paint(width: number, height: number, at: (x: number, y: number) => Yuv, withAlpha = false): Planes {
  const bytes = new Uint8Array((width * height * (withAlpha ? 5 : 3)) / 2).fill(255)
  const planes = planesOf(bytes, width, height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [luma, u, v] = at(x, y)
      planes.luma[y * width + x] = luma
      const half = (y >> 1) * (width / 2) + (x >> 1)
      planes.u[half] = u
      planes.v[half] = v
    }
  }
  return planes
}

export function copyOf({ width, height, luma, u, v, alpha }: Planes): Planes {
  return { width, height, luma: luma.slice(), u: u.slice(), v: v.slice(), alpha: alpha && alpha.slice() }
}

/** One colour through a way that changes pictures. */
export function through(change: (planes: Planes) => void, colour: Yuv): Yuv {
  const planes = paint(2, 2, () => colour)
  change(planes)
  return [planes.luma[0] ?? 0, planes.u[0] ?? 0, planes.v[0] ?? 0]
}

export function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}
