import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { hashFile } from '../files/content-hash.ts'
import { findMissingAssets } from './asset-files.ts'

/**
 * The assets of a lesson whose files are gone and whose content `file` has, with it as their file; none where it is new to the
 * lesson. Throws `file.*`, `cancelled`.
 */
export async function relinkAssets(file: string, assets: readonly Asset[], signal: AbortSignal): Promise<readonly Asset[]> {
  const found = await stat(file).catch(() => null)
  const missing = await findMissingAssets(assets.filter(({ byteLength }) => byteLength === found?.size))
  if (missing.length === 0) return []
  const { sha256 } = await hashFile(file, { signal })
  return assets
    .filter((asset) => missing.includes(asset.id) && asset.sha256 === sha256)
    .map((asset): Asset => ({ ...asset, absolutePath: file, relativePath: null, storage: 'referenced' }))
}

/** The same for one asset, which takes no other content. Throws `media.other-content` too. */
export async function relinkOne(
  file: string,
  assetId: AssetId,
  assets: readonly Asset[],
  signal: AbortSignal,
): Promise<readonly Asset[]> {
  const relinked = await relinkAssets(file, assets, signal)
  if (relinked.some(({ id }) => id === assetId)) return relinked
  const wanted = assets.find(({ id }) => id === assetId)?.fileName ?? assetId
  throw appError('media.other-content', { file: path.basename(file), wanted })
}
