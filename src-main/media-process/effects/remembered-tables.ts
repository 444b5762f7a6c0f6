import { createHash } from 'node:crypto'
import { makeColourTables, type ColourTables } from '#shared/render-plan/effects/colour-tables.ts'
import { parseCube } from '#shared/render-plan/effects/cube-file.ts'
import { isPlainLook, lookColour } from '#shared/render-plan/effects/look-colour.ts'
import type { PlanLook } from '#shared/render-plan/plan-layer.ts'

/** Of 5 MB each; a jump to another frame then costs no new ones. */
const mostTables = 4
const remembered = new Map<string, ColourTables>()

/** The tables of a look; null where it changes nothing. Throws `colour.*`. */
export function rememberedTables(look: PlanLook | null, lutText: (index: number) => string): ColourTables | null {
  if (!look || isPlainLook(look)) return null
  const text = look.lut === null ? null : lutText(look.lut)
  const key = JSON.stringify([{ ...look, lut: null }, text === null ? null : createHash('sha256').update(text).digest('hex')])
  const known = remembered.get(key)
  const tables = known ?? makeColourTables(lookColour(look, text === null ? null : parseCube(text, 'colour table')))
  // The last one used is the last one to go.
  remembered.delete(key)
  remembered.set(key, tables)
  const [oldest] = remembered.keys()
  if (remembered.size > mostTables && oldest !== undefined) remembered.delete(oldest)
  return tables
}
