import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { FileStore } from './file-store.ts'
import { openFolderStore } from './folder-store.ts'
import { openS3Store, type S3Environment } from './s3-store.ts'

/** A folder or `s3://…`. Throws `workers.store-*`, `file.*`. */
export async function openStore(address: string, env: S3Environment): Promise<FileStore> {
  if (address.startsWith('s3://')) return openS3Store(address, env)
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(address)) throw appError('workers.store-address', { store: address })
  return openFolderStore(path.resolve(address))
}
