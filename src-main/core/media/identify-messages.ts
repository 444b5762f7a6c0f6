import { z } from '#shared/base/zod.ts'

export const identifyRequestSchema = z.strictObject({ path: z.string().min(1) }).readonly()
export type IdentifyRequest = z.infer<typeof identifyRequestSchema>

export const mediaKindSchema = z.enum(['video', 'audio', 'image'])
export type MediaKind = z.infer<typeof mediaKindSchema>
