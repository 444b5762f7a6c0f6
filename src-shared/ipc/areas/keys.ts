import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'

/** A key with those held down with it. */
export const keyChordSchema = z
  .strictObject({
    /** `KeyboardEvent.key`, letters in lower case. */
    key: z.string().min(1).max(32),
    shift: z.boolean().exactOptional(),
    alt: z.boolean().exactOptional(),
    /** Ctrl, or Command on a Mac. */
    primary: z.boolean().exactOptional(),
  })
  .readonly()
export type KeyChord = z.infer<typeof keyChordSchema>

/** The keys that the user has chosen, by the id of what they do; ids that a version does not know are kept. */
export const keyChoicesSchema = z.record(z.string().min(1).max(64), z.array(keyChordSchema).max(8).readonly()).readonly()
export type KeyChoices = z.infer<typeof keyChoicesSchema>

export const keyChannels = {
  'keys.get': channel(nothingSchema, keyChoicesSchema),
  'keys.set': channel(keyChoicesSchema, nothingSchema),
} as const
