import { z } from '../../base/zod.ts'
import { paintedOverlaySchema } from '../../overlay/model.ts'
import { canvasSchema } from '../../project/schema/document.ts'

/** A file of the job, by the name under which the engine sees it. */
const inputSchema = z.strictObject({ name: z.string().regex(/^in\d+$/), index: z.int().nonnegative() }).readonly()

/** One run of the portable engine: what it reads, which pictures it paints first, and its arguments. */
export const portableJobSchema = z
  .strictObject({
    /** Indexes into the files that the caller serves. */
    inputs: z.array(inputSchema).readonly(),
    /** Painted as PNG files `overlay0.png`, `overlay1.png`, … of their boxes. */
    overlays: z.array(paintedOverlaySchema).readonly(),
    canvas: canvasSchema,
    /** A first run that measures the loudness; null where there is no sound to measure. */
    measureArguments: z.array(z.string()).readonly().nullable(),
    /** `gainPlaceholder` stands where the measured gain goes. */
    renderArguments: z.array(z.string()).readonly(),
    targetLufs: z.number().nullable(),
    /** Null where only FFmpeg will find out. */
    durationSeconds: z.number().positive().nullable(),
    /** Tells what `in0` holds instead of making anything. */
    examines: z.boolean(),
  })
  .readonly()
export type PortableJob = z.infer<typeof portableJobSchema>

export const gainPlaceholder = '%GAIN%'
/** What a run writes; its arguments name the format. */
export const portableOutput = 'output'
