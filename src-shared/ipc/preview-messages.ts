import { z } from '../base/zod.ts'
import { positionSchema } from '../project/schema/time.ts'
import { playCourseSchema } from './play-course.ts'
import { renderPlanSchema } from '../render-plan/plan.ts'
import { errorDataSchema } from '../messages/error-data.ts'

/**
 * What travels over the MessagePort between the window and the preview engine. The window is the clock: it shows the
 * picture whose instant the sound has reached. Every `load`, `play`, `pause` and `seek` starts a new epoch; a picture that
 * arrives with an older epoch is dropped, so that a scrub never shows one that was asked for before the newest. Sound belongs
 * to the `play` that began it and runs on through plans that are swapped meanwhile.
 */
const epochSchema = z.int().nonnegative()
const sequenceSchema = z.int().nonnegative()

const pictureShape = {
  /** Even numbers of pixels. */
  width: z.int().positive().max(4320),
  height: z.int().positive().max(4320),
  /** I420, BT.709 limited range, planes one after the other without padding: width * height * 3 / 2 bytes. */
  data: z.instanceof(Uint8Array),
}

/** A picture as the preview draws it. */
export const previewPictureSchema = z.strictObject(pictureShape).readonly()
export type PreviewPicture = z.infer<typeof previewPictureSchema>

/** Pictures sent and not yet acknowledged; the engine waits beyond this. */
export const maxFramesInFlight = 4

/** Sound the engine keeps ready ahead of the clock, in seconds. */
export const audioPrerollSeconds = 1

export const toPreviewEngineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('load'),
    epoch: epochSchema,
    /** Made by `compilePlan` in the window, without overlays: the window paints them itself. */
    plan: renderPlanSchema,
    /** Where the picture stands after loading. */
    atTicks: positionSchema,
    /** How a lesson that plays goes on, its sound without a gap; null for one that stands. */
    course: playCourseSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('play'),
    epoch: epochSchema,
    course: playCourseSchema,
    /** It plays already: only the speed or the loop changes, and sound that was sent gives way where the new one begins. */
    continues: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('pause'), epoch: epochSchema }),
  z.strictObject({
    kind: z.literal('seek'),
    epoch: epochSchema,
    ticks: positionSchema,
    /** True: the quick size and then full canvas size, for a standing picture; false: the quick size, while the pointer drags. */
    exact: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('acknowledge'),
    sequence: sequenceSchema,
    /** What the play clock of the window shows; null while nothing plays. */
    clockTicks: positionSchema.nullable(),
  }),
])
export type ToPreviewEngine = z.infer<typeof toPreviewEngineSchema>

export const fromPreviewEngineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('frame'),
    epoch: epochSchema,
    sequence: sequenceSchema,
    /** The frame's instant in the lesson. */
    ticks: positionSchema,
    /** When it is due on the play clock; meaningless for a standing picture. */
    playTicks: positionSchema,
    /** Of canvas size and from the originals. */
    exact: z.boolean(),
    ...pictureShape,
  }),
  z.strictObject({
    kind: z.literal('audio'),
    /** Of the `play` that the sound belongs to. */
    epoch: epochSchema,
    sequence: sequenceSchema,
    /** Where it begins on the play clock. */
    playTicks: positionSchema,
    /** Ticks of the play clock in a second of this sound, over `ticksPerSecond`. */
    rate: z.number().positive(),
    /** From here on this sound replaces what was sent before. */
    splice: z.boolean(),
    sampleRate: z.int().min(8000).max(192_000),
    channels: z.int().min(1).max(2),
    /** One plane a channel, one after the other, -1 to 1. */
    data: z.instanceof(Float32Array),
  }),
  z.strictObject({ kind: z.literal('state'), epoch: epochSchema, state: z.enum(['loading', 'ready', 'playing', 'paused']) }),
  z.strictObject({ kind: z.literal('ended'), epoch: epochSchema }),
  z.strictObject({
    kind: z.literal('error'),
    epoch: epochSchema,
    error: errorDataSchema,
  }),
])
export type FromPreviewEngine = z.infer<typeof fromPreviewEngineSchema>
