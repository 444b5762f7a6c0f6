import { appError } from '#shared/messages/app-error.ts'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Variant } from '#shared/render-plan/plan-input.ts'

/** The path of a file of an asset. Throws `media.asset-missing`. */
export function findFile(files: readonly MediaFile[], assetId: AssetId, variant: Variant): string {
  const found = files.find((file) => file.assetId === assetId && file.variant === variant)
  if (!found) throw appError('media.asset-missing', { assetId })
  return found.path
}
