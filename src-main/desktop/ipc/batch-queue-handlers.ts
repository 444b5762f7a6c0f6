import { shell } from 'electron'
import { basename, extname } from 'node:path'
import type { BatchesMessage, BatchId, BatchItemsMessage, BatchSummary as ShownBatch } from '#shared/ipc/areas/batch-queue.ts'
import type { FolderWatches } from '#main/core/batch-queue/folder-watches.ts'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import type { BatchSummary } from '#main/core/batch-queue/live-batch.ts'
import type { ChannelHandlers } from './register-channels.ts'
import { sendPort } from './send-port.ts'

type Names = Extract<keyof ChannelHandlers, `batchQueue.${string}`>

/** Without the way to its folder. */
function show({ id, name, folder, state, stopped, createdAt, counts, fraction, secondsLeft }: BatchSummary): ShownBatch {
  const folderName = basename(folder)
  return { batchId: id as BatchId, name, folderName, state, stopped, createdAtMs: createdAt, counts, fraction, secondsLeft }
}

type Services = { readonly batches: BatchQueue; readonly folderWatches: FolderWatches }

export function createBatchQueueHandlers({ batches, folderWatches }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'batchQueue.list'() {
      return { batches: (await batches.list()).map(show) }
    },
    async 'batchQueue.watch'(_input, { webContents }) {
      const { portId, port } = sendPort(webContents)
      const stop = await batches.watch(({ value, ...message }) => {
        port.postMessage({ ...message, batches: value.map(show) } satisfies BatchesMessage)
      })
      port.on('close', stop)
      port.start()
      return { portId }
    },
    async 'batchQueue.watchItems'({ batchId }, { webContents }) {
      const { portId, port } = sendPort(webContents)
      const stop = await batches.watchItems(batchId, ({ value, ...message }) => {
        port.postMessage({ ...message, ...value } satisfies BatchItemsMessage)
      })
      port.on('close', stop)
      port.start()
      return { portId }
    },
    async 'batchQueue.setPaused'({ batchId, paused }) {
      await batches.setPaused(batchId, paused)
      return {}
    },
    async 'batchQueue.cancel'({ batchId, keys }) {
      await batches.cancel(batchId, keys)
      return {}
    },
    async 'batchQueue.retry'({ batchId, keys }) {
      await batches.retry(batchId, keys)
      return {}
    },
    async 'batchQueue.move'({ batchId, key, before }) {
      await (key === null ? batches.moveBatch(batchId, before) : batches.moveItem(batchId, key, before))
      return {}
    },
    'batchQueue.watches'() {
      const watches = folderWatches.list()
      return {
        watches: watches.map(({ id, name, folder, problem }) => ({ watchId: id, name, folderName: basename(folder), problem })),
      }
    },
    async 'batchQueue.stopWatching'({ watchId }) {
      await folderWatches.stop(watchId)
      return {}
    },
    async 'batchQueue.remove'({ batchId }) {
      await batches.remove(batchId)
      return {}
    },
    async 'batchQueue.openReport'({ batchId, part }) {
      const wanted = part === 'page' ? '.html' : '.jpg'
      const file = (await batches.report(batchId)).find((each) => extname(each) === wanted)
      return { opened: file !== undefined && (await shell.openPath(file)) === '' }
    },
    async 'batchQueue.showFolder'({ batchId }) {
      return { opened: (await shell.openPath(await batches.outFolderOf(batchId))) === '' }
    },
  }
}
