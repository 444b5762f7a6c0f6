import { z } from '../../base/zod.ts'

/** An opaque right to one file that the user chose or dropped; the window asks with it and never with a path. */
export const grantIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/, 'a grant id')
  .brand<'grant'>()
export type GrantId = z.infer<typeof grantIdSchema>

export const grantSchema = z
  .strictObject({ grantId: grantIdSchema, fileName: z.string(), byteLength: z.int().nonnegative() })
  .readonly()
export type Grant = z.infer<typeof grantSchema>

/** Names a MessagePort that arrives beside the reply. */
export const portIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'a port id')
