import { z } from '#shared/base/zod.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import { grantDroppedChannel } from '#shared/ipc/channel-names.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { registerChannel } from './register-channels.ts'

/** Only the preload script can send this: it takes the paths from `File`s that the user dropped. */
const droppedSchema = z.strictObject({ paths: z.array(z.string().min(1)).max(2000) }).readonly()

/** Registers the one channel that is not on the page's allow-list. */
export function registerDropChannel(grants: GrantTable, log: (thrown: unknown) => void): void {
  registerChannel(
    grantDroppedChannel,
    droppedSchema,
    async ({ paths }, { webContents }): Promise<{ grants: readonly Grant[] }> => ({
      grants: await Promise.all(paths.map((path) => grants.grantRead(path, webContents.id))),
    }),
    log,
  )
}
