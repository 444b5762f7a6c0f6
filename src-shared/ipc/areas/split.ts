import { z } from '../../base/zod.ts'
import { assetIdSchema } from '../../project/ids.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { channel } from '../channel.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

const partSchema = z
  .strictObject({ title: z.string().trim().min(1).max(200), startTicks: positionSchema, endTicks: positionSchema })
  .readonly()

/** More lessons from one recording are a mistake. */
const mostParts = 500
/** Asked for at a time. */
export const mostPictures = 12

export const splitChannels = {
  /** Finds where a recording of the lesson could be cut; the job ends with a `split` result. */
  'split.analyse': channel(
    z.strictObject({ projectId: projectIdSchema, assetId: assetIdSchema, scenes: z.boolean() }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** The pictures on which parts begin, as small JPEG files. */
  'split.pictures': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        assetId: assetIdSchema,
        instants: z.array(positionSchema).min(1).max(mostPictures).readonly(),
      })
      .readonly(),
    z.strictObject({ pictures: z.array(z.instanceof(Uint8Array)).readonly() }).readonly(),
  ),
  /** Makes a lesson of each part, all of which share the recording; all of them or none. */
  'split.create': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        assetId: assetIdSchema,
        parts: z.array(partSchema).min(1).max(mostParts).readonly(),
      })
      .readonly(),
    z.strictObject({ projectIds: z.array(projectIdSchema).readonly() }).readonly(),
  ),
} as const
