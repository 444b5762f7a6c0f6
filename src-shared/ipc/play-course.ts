import { z } from '../base/zod.ts'
import { durationSchema, positionSchema } from '../project/schema/time.ts'
import { ticks, type Ticks } from '../time/ticks.ts'

/** The speeds of the preview; 1 is normal. */
export const slowestRate = 0.25
export const fastestRate = 4

/** A stretch that plays over and over. */
export const playLoopSchema = z
  .strictObject({ startTicks: positionSchema, endTicks: durationSchema })
  .refine(({ startTicks, endTicks }) => endTicks > startTicks, 'a loop must have a length')
  .readonly()
export type PlayLoop = z.infer<typeof playLoopSchema>

/**
 * How a lesson plays on. The play clock never jumps: it counts lesson ticks since playing began and runs on through loops and
 * through edits, so that pictures and sound that are under way keep their places on it.
 */
export const playCourseSchema = z
  .strictObject({
    /** When the play clock shows this … */
    playTicks: positionSchema,
    /** … the lesson stands here. */
    fromTicks: positionSchema,
    rate: z.number().min(slowestRate).max(fastestRate),
    loop: playLoopSchema.nullable(),
  })
  .readonly()
export type PlayCourse = z.infer<typeof playCourseSchema>

/** The instant of the lesson at a reading of the play clock; beyond the lesson's end where nothing loops. */
export function instantOf({ playTicks, fromTicks, loop }: PlayCourse, atPlayTicks: Ticks): Ticks {
  const straight = Math.max(0, fromTicks + atPlayTicks - playTicks)
  if (!loop || straight < loop.endTicks) return ticks(straight)
  return ticks(loop.startTicks + ((straight - loop.startTicks) % (loop.endTicks - loop.startTicks)))
}

/** The reading of the play clock at which the pass through the loop that plays at `atPlayTicks` ends; Infinity without a loop. */
export function passEnd({ playTicks, fromTicks, loop }: PlayCourse, atPlayTicks: Ticks): number {
  if (!loop) return Infinity
  const length = loop.endTicks - loop.startTicks
  const straight = Math.max(0, fromTicks + atPlayTicks - playTicks)
  const passes = straight < loop.endTicks ? 0 : Math.floor((straight - loop.startTicks) / length)
  return loop.endTicks + passes * length - fromTicks + playTicks
}
