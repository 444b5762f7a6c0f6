import { z } from '../base/zod.ts'
import { durationSchema, positionSchema, rationalSchema, ticksSchema } from '../project/schema/time.ts'

/** A sound on the timeline: [startTicks, startTicks + durationTicks). */
export const audioEntrySchema = z
  .strictObject({
    input: z.int().nonnegative(),
    sourceInTicks: positionSchema,
    /** Where a reversed sound begins. */
    sourceOutTicks: positionSchema,
    /** Negative for a sound that began before the lesson does. */
    startTicks: ticksSchema,
    durationTicks: durationSchema,
    speed: rationalSchema,
    reversed: z.boolean(),
    keepPitch: z.boolean(),
    gainDb: z.number(),
    /** Extra gain over time, ticks since `startTicks`, straight lines in dB between the points. */
    envelope: z.array(z.strictObject({ atTicks: ticksSchema, gainDb: z.number() }).readonly()).readonly(),
    fadeInTicks: positionSchema,
    fadeOutTicks: positionSchema,
    /** 0 for none. */
    highPassHz: z.number().nonnegative(),
    /** 0 for none, 1 for the strongest. */
    noiseReduction: z.number().min(0).max(1),
    /** Speech, which ducked entries step back under. */
    isVoice: z.boolean(),
    isDucked: z.boolean(),
  })
  .readonly()
export type AudioEntry = z.infer<typeof audioEntrySchema>

export const planAudioSchema = z
  .strictObject({
    entries: z.array(audioEntrySchema).readonly(),
    /** How ducked entries step back while a voice speaks. */
    ducking: z
      .strictObject({ depthDb: z.number().nonnegative(), attackTicks: durationSchema, releaseTicks: durationSchema })
      .readonly(),
    /** Reached by one gain for the whole mix and a limiter; sound quieter than a silent room is left alone, and all of it without a target. */
    loudness: z.strictObject({ targetLufs: z.number().nullable(), truePeakDbtp: z.number() }).readonly(),
  })
  .readonly()
export type PlanAudio = z.infer<typeof planAudioSchema>
