import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema, grantSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

const grantsSchema = z.strictObject({ grants: z.array(grantSchema).readonly() }).readonly()

export const projectFileChannels = {
  /** Opens the system's save dialog and packs the stored lesson; null where the user cancelled. */
  'projectFiles.save': channel(
    z.strictObject({ projectId: projectIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema.nullable() }).readonly(),
  ),
  /** Opens the system's file dialog. */
  'projectFiles.choose': channel(nothingSchema, grantsSchema),
  /** Files that were opened outside the window (a double-click), each once; `projectFiles.arrived` tells that there are new ones. */
  'projectFiles.waiting': channel(nothingSchema, grantsSchema),
  /** Takes a file into the library; the job ends with an `unpack` result. */
  'projectFiles.open': channel(
    z.strictObject({ grantId: grantIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
} as const
