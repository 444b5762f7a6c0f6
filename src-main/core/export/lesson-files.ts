import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { MediaFile } from '../media/messages.ts'

/** The originals of assets; one without a path is missing, which the media process tells when it needs it. */
export function listOriginals(assets: Iterable<Asset>): readonly MediaFile[] {
  return [...assets].flatMap(({ id, absolutePath }): MediaFile[] =>
    absolutePath === null ? [] : [{ assetId: id, variant: 'original', path: absolutePath }],
  )
}

/** Original files by asset id, as a package plan wants them. */
export function originalsById(files: readonly MediaFile[]): Readonly<Record<AssetId, string>> {
  return Object.fromEntries(files.flatMap(({ assetId, variant, path }) => (variant === 'original' ? [[assetId, path]] : [])))
}
