import { z } from '../../base/zod.ts'
import { channel } from '../channel.ts'
import { grantSchema } from './grant.ts'

export const soundChannels = {
  /** Lets the window import a sound that ships with the product (src-shared/sound), from a copy that outlives an update. */
  'sounds.open': channel(
    z.strictObject({ soundId: z.string().regex(/^[a-z0-9-]{1,40}$/, 'the id of a sound') }).readonly(),
    z.strictObject({ grant: grantSchema }).readonly(),
  ),
} as const
