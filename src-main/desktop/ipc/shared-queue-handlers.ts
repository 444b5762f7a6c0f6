import { dialog } from 'electron'
import { basename } from 'node:path'
import type { SharedQueueSummary } from '#shared/ipc/areas/shared-queue.ts'
import type { ParsedInput } from '#shared/ipc/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { SharedQueue, SharedQueueSetup } from '#main/core/batch-workers/shared-queue.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `sharedQueue.${string}`>

type Services = {
  readonly grants: GrantTable
  readonly secrets: SecretStore
  readonly sharedQueue: SharedQueue
}

type Wanted = ParsedInput<'sharedQueue.save'>['store']

export function createSharedQueueHandlers({ grants, secrets, sharedQueue }: Services): Pick<ChannelHandlers, Names> {
  async function storeOf(store: Wanted, holderId: number): Promise<SharedQueueSetup['store']> {
    if (store.kind === 's3') {
      const { address, endpoint, region, keyId } = store
      return { kind: 's3', address, endpoint, region, keyId }
    }
    if (store.grantId !== null) return { kind: 'folder', folder: grants.resolve(store.grantId, 'write', holderId) }
    const before = (await sharedQueue.read())?.store
    if (before?.kind !== 'folder') throw appError('workers.store-address', { store: '' })
    return before
  }

  return {
    async 'sharedQueue.read'() {
      const setup = await sharedQueue.read()
      return { setup: setup && summarize(setup), secretsLast: secrets.lasts() }
    },
    async 'sharedQueue.chooseFolder'(_input, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
      const [folder] = filePaths
      if (canceled || folder === undefined) return { folder: null }
      const { grantId, fileName } = grants.grantWrite(folder, webContents.id)
      return { folder: { grantId, name: fileName } }
    },
    async 'sharedQueue.save'({ url, password, store }, { webContents }) {
      const setup = { url, store: await storeOf(store, webContents.id) }
      return { hasWorkers: await sharedQueue.save(setup, { password, storeKey: store.kind === 's3' ? store.key : null }) }
    },
    async 'sharedQueue.look'() {
      return { hasWorkers: await sharedQueue.hasWorkers() }
    },
    async 'sharedQueue.forget'() {
      await sharedQueue.forget()
      return {}
    },
  }
}

function summarize({ url, store }: SharedQueueSetup): SharedQueueSummary {
  return { url, store: store.kind === 'folder' ? { kind: 'folder', name: basename(store.folder) } : store }
}
