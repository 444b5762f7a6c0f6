import type { PlanLook } from '../plan-layer.ts'
import { clampUnit, eachChannel, lumaOf, type Colour } from './colour.ts'

/** Each from -1 to 1; 0 leaves the picture alone. */
export type Adjustments = Pick<PlanLook, 'exposure' | 'contrast' | 'saturation' | 'temperature'>

/** Exposure, temperature, contrast and saturation, in this order. Colours stay within 0 to 1. */
export function adjust(colour: Colour, { exposure, contrast, saturation, temperature }: Adjustments): void {
  if (exposure !== 0) eachChannel(colour, (value) => expose(value, exposure))
  if (temperature !== 0) warm(colour, temperature)
  if (contrast !== 0) eachChannel(colour, (value) => contrasted(value, contrast))
  if (saturation !== 0) saturate(colour, saturation)
  eachChannel(colour, clampUnit)
}

/**
 * Brighter: shadows gain up to twice (two stops and more), highlights roll off instead of clipping. Darker: as less light does,
 * down to half of the code values (two stops).
 */
function expose(value: number, amount: number): number {
  return amount > 0 ? 1 - (1 - value) ** (1 + amount) : value * 2 ** amount
}

/** Gains that keep the brightness of grey. */
function warm(colour: Colour, amount: number): void {
  const [red, green, blue] = [1 + 0.16 * amount, 1 + 0.01 * amount, 1 - 0.22 * amount]
  const level = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  colour[0] = clampUnit(((colour[0] ?? 0) * red) / level)
  colour[1] = clampUnit(((colour[1] ?? 0) * green) / level)
  colour[2] = clampUnit(((colour[2] ?? 0) * blue) / level)
}

/** More: an S that keeps black, middle and white. Less: closer to the middle. */
function contrasted(value: number, amount: number): number {
  if (amount < 0) return 0.5 + (value - 0.5) * (1 + 0.6 * amount)
  const curve = value < 0.5 ? 2 * value * value : 1 - 2 * (1 - value) * (1 - value)
  return value + (curve - value) * 0.75 * amount
}

/** Less: to grey. More: pale colours gain most, so that skin and strong colours keep their detail. */
function saturate(colour: Colour, amount: number): void {
  const luma = lumaOf(colour)
  const [red = 0, green = 0, blue = 0] = colour
  const strength = Math.max(red, green, blue) - Math.min(red, green, blue)
  const gain = amount < 0 ? 1 + amount : 1 + amount * (1 - 0.6 * clampUnit(strength))
  eachChannel(colour, (value) => luma + (value - luma) * gain)
}
