/** Red, green and blue as screens take them (BT.709, encoded), 0 to 1. Steps of a colour's way change it in place. */
export type Colour = Float64Array
export type ColourStep = (colour: Colour) => void

export function lumaOf(colour: Colour): number {
  return 0.2126 * (colour[0] ?? 0) + 0.7152 * (colour[1] ?? 0) + 0.0722 * (colour[2] ?? 0)
}

export function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value
}

export function eachChannel(colour: Colour, change: (value: number) => number): void {
  for (let channel = 0; channel < 3; channel += 1) colour[channel] = change(colour[channel] ?? 0)
}

/** BT.709, limited range (ITU-R BT.709-6, 8 bit) to RGB; not clamped. */
export function fromYuv(colour: Colour, y: number, u: number, v: number): void {
  const luma = (y - 16) / 219
  const [blue, red] = [(u - 128) / 224, (v - 128) / 224]
  colour[0] = luma + 1.5748 * red
  colour[1] = luma - 0.187324 * blue - 0.468124 * red
  colour[2] = luma + 1.8556 * blue
}

/** The inverse of `fromYuv`: Y, U and V in the places of red, green and blue; parts of code values, not clamped. */
export function toYuv(colour: Colour): void {
  const luma = lumaOf(colour)
  const [blue, red] = [((colour[2] ?? 0) - luma) / 1.8556, ((colour[0] ?? 0) - luma) / 1.5748]
  colour[0] = 16 + 219 * luma
  colour[1] = 128 + 224 * blue
  colour[2] = 128 + 224 * red
}
