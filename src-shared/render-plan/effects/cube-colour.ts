import { clampUnit, eachChannel, type Colour } from './colour.ts'
import type { Cube } from './cube-file.ts'

/** Changes a colour as a colour table says, between its points in straight lines; the result is clamped to 0 to 1. */
export function applyCube(colour: Colour, { curves, grid }: Cube): void {
  if (curves) applyCurves(colour, curves)
  if (grid) applyGrid(colour, grid)
  eachChannel(colour, clampUnit)
}

/** Where a value stands among `size` steps over its range, 0 to `size - 1`. */
function placeOf(value: number, min: number, max: number, size: number): number {
  return clampUnit((value - min) / (max - min)) * (size - 1)
}

function applyCurves(colour: Colour, { size, values, range }: NonNullable<Cube['curves']>): void {
  for (const channel of [0, 1, 2] as const) {
    const place = placeOf(colour[channel] ?? 0, range.min[channel], range.max[channel], size)
    const step = Math.min(size - 2, Math.floor(place))
    const [from, to] = [values[step * 3 + channel] ?? 0, values[(step + 1) * 3 + channel] ?? 0]
    colour[channel] = from + (to - from) * (place - step)
  }
}

/** Tetrahedral: from corner to corner along the axes, the greatest part first, so that greys stay on the grey diagonal. */
function applyGrid(colour: Colour, { size, values, range }: NonNullable<Cube['grid']>): void {
  const strides = [3, 3 * size, 3 * size * size] as const
  let corner = 0
  const legs: { readonly part: number; readonly stride: number }[] = []
  for (const channel of [0, 1, 2] as const) {
    const place = placeOf(colour[channel] ?? 0, range.min[channel], range.max[channel], size)
    const step = Math.min(size - 2, Math.floor(place))
    corner += step * strides[channel]
    legs.push({ part: place - step, stride: strides[channel] })
  }
  legs.sort((a, b) => b.part - a.part)
  for (const channel of [0, 1, 2] as const) colour[channel] = values[corner + channel] ?? 0
  for (const { part, stride } of legs) {
    for (const channel of [0, 1, 2] as const) {
      const along = (values[corner + stride + channel] ?? 0) - (values[corner + channel] ?? 0)
      colour[channel] = (colour[channel] ?? 0) + along * part
    }
    corner += stride
  }
}
