import { z } from '../../base/zod.ts'
import { channel } from '../channel.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

export const preflightChannels = {
  /** Looks at all pictures of the stored lesson and listens to it; the job ends with a `preflight` result. */
  'preflight.measure': channel(
    z.strictObject({ projectId: projectIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
} as const
