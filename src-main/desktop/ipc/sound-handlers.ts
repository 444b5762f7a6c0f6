import { keepShippedSound } from '#main/core/sounds/shipped-sounds.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Services = { readonly grants: Pick<GrantTable, 'grantRead'>; readonly soundFolder: string }

export function createSoundHandlers({ grants, soundFolder }: Services): Pick<ChannelHandlers, 'sounds.open'> {
  return {
    async 'sounds.open'({ soundId }, { webContents }) {
      return { grant: await grants.grantRead(await keepShippedSound(soundId, soundFolder), webContents.id) }
    },
  }
}
