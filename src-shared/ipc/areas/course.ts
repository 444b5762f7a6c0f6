import { z } from '../../base/zod.ts'
import { errorDataSchema } from '../../messages/error-data.ts'
import { courseFormats, maxCourseLessons } from '../../package/course/course.ts'
import { renderPresets } from '../../package/package-plan.ts'
import { channel } from '../channel.ts'
import { grantIdSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

/** In the order of the course. */
const lessonsSchema = z.array(projectIdSchema).min(1).max(maxCourseLessons).readonly()

export const courseChannels = {
  /** What keeps the lessons from going along, null where nothing does, and what they lose. */
  'course.check': channel(
    z.strictObject({ projectIds: lessonsSchema, format: z.enum(courseFormats) }).readonly(),
    z.strictObject({ problem: errorDataSchema.nullable(), losses: z.array(z.string()).readonly() }).readonly(),
  ),
  /** The lessons as they are when the job begins; it ends with an `export` result. The grant comes from `export.chooseTarget`. */
  'course.start': channel(
    z
      .strictObject({
        projectIds: lessonsSchema,
        /** Empty takes that of the first lesson. */
        title: z.string().max(200),
        format: z.enum(courseFormats),
        preset: z.enum(renderPresets),
        grantId: grantIdSchema,
      })
      .readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
} as const
