import { z } from '../base/zod.ts'
import { portableJobSchema } from '../render-plan/portable/portable-job.ts'
import { portableProbeSchema } from '../render-plan/portable/portable-probe.ts'

/**
 * Between the main process and the hidden window of the portable engine, over one MessagePort for one job. Files travel as
 * `app://portable/file/<index>` and back by a POST to `app://portable/result`.
 */
export const portableRequestSchema = portableJobSchema

export const portableReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), fraction: z.number().min(0).max(1) }),
  /** FFmpeg said something. */
  z.strictObject({ kind: z.literal('alive') }),
  /** `probe` is what a file holds, where the job was to tell that. */
  z.strictObject({ kind: z.literal('done'), probe: portableProbeSchema.nullable() }),
  /** `detail` is FFmpeg's last line, for details. */
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
])
export type PortableReply = z.infer<typeof portableReplySchema>
