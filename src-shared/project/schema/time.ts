import { z } from '../../base/zod.ts'
import type { Ticks } from '../../time/ticks.ts'
import { clipIdSchema } from '../ids.ts'

export const ticksSchema = z.custom<Ticks>((value) => Number.isSafeInteger(value), 'a whole number of ticks (120,000 a second)')

/** An instant or length that is never negative. */
export const positionSchema = ticksSchema.refine((value) => value >= 0, 'must not be negative')

export const durationSchema = ticksSchema.refine((value) => value > 0, 'must be longer than zero')

export const rationalSchema = z.strictObject({ num: z.int().positive(), den: z.int().positive() }).readonly()

/**
 * Where something that is not on the main track stands: at an instant of a clip's source, so that it follows the clip
 * through every edit, or at an instant of the timeline (music).
 */
export const anchorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('clip'), clipId: clipIdSchema, sourceTicks: positionSchema }).readonly(),
  z.strictObject({ kind: z.literal('timeline'), ticks: positionSchema }).readonly(),
])

export type Anchor = z.infer<typeof anchorSchema>
export type ClipAnchor = Extract<Anchor, { kind: 'clip' }>
