import { appError } from '../../messages/app-error.ts'
import { isLookName, lookNames } from '../../project/looks.ts'
import type { PlanLook } from '../plan-layer.ts'
import { adjust } from './colour-adjustments.ts'
import { clampUnit, eachChannel, lumaOf, type Colour, type ColourStep } from './colour.ts'
import { applyCube } from './cube-colour.ts'
import type { Cube } from './cube-file.ts'
import { applyLook } from './look-recipes.ts'

/** Whether a look leaves every colour as it is. */
export function isPlainLook({ name, lut, strength, exposure, contrast, saturation, temperature }: PlanLook): boolean {
  const adjusted = exposure !== 0 || contrast !== 0 || saturation !== 0 || temperature !== 0
  return !adjusted && (strength === 0 || (name === null && lut === null))
}

/**
 * The whole way of a colour: the four adjustments, then the named look and the colour table with their common strength. Edges
 * have brighter and darker pixels than their colour can be: they keep that distance, and look like the nearest real colour
 * otherwise. Throws `colour.unknown-look`.
 */
export function lookColour(look: PlanLook, cube: Cube | null): ColourStep {
  const { name, strength } = look
  if (name !== null && !isLookName(name)) throw appError('colour.unknown-look', { name, names: lookNames.join(', ') })
  const adjusted: Colour = new Float64Array(3)
  return (colour) => {
    const luma = lumaOf(colour)
    eachChannel(colour, clampUnit)
    const over = luma - lumaOf(colour)
    adjust(colour, look)
    adjusted.set(colour)
    if (name !== null) applyLook(colour, name)
    if (cube) applyCube(colour, cube)
    for (let channel = 0; channel < 3; channel += 1) {
      const from = adjusted[channel] as number
      colour[channel] = from + ((colour[channel] as number) - from) * strength + over
    }
  }
}
