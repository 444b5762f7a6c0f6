import { z } from '#shared/base/zod.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import { listAllMediaFiles } from '#main/core/files/list-media-files.ts'
import { grantDroppedChannel } from '#shared/ipc/channel-names.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { answerChannel } from './register-channels.ts'
import type { AnswerCall } from './serve-channels.ts'

const maxFiles = 2000

/** Only the preload script can send this: it takes the paths from `File`s that the user dropped. */
const droppedSchema = z.strictObject({ paths: z.array(z.string().min(1)).max(maxFiles) }).readonly()

/** Answers the one channel that is not on the page's allow-list. */
export function answerDrops(grants: GrantTable, log: (thrown: unknown) => void): AnswerCall {
  return answerChannel(
    grantDroppedChannel,
    droppedSchema,
    async ({ paths }, { webContents }): Promise<{ grants: readonly Grant[] }> => {
      // Folders are dropped and pasted like files.
      const files = await listAllMediaFiles(paths)
      return { grants: await Promise.all(files.map((path) => grants.grantRead(path, webContents.id))) }
    },
    log,
  )
}
