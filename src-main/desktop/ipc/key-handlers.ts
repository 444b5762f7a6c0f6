import { keyChoicesSchema } from '#shared/ipc/areas/keys.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `keys.${string}`>

type Services = { readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'> }

const settingsKey = 'keys'

/** The keys that the user has chosen; none where what is stored is not understood. */
export function createKeyHandlers({ library }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'keys.get'() {
      const stored = keyChoicesSchema.safeParse((await library.readSettings())[settingsKey])
      return stored.success ? stored.data : {}
    },
    async 'keys.set'(choices) {
      await library.writeSetting(
        settingsKey,
        Object.fromEntries(Object.entries(choices).map(([id, chords]) => [id, [...chords]])),
      )
      return {}
    },
  }
}
