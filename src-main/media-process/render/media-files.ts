import { appError } from '#shared/messages/app-error.ts'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { PlanInput } from '#shared/render-plan/plan.ts'

/** The path of the file an input reads. Throws `media.asset-missing`. */
export function findFile(files: readonly MediaFile[], input: PlanInput): string {
  const found = files.find((file) => file.assetId === input.assetId && file.variant === input.variant)
  if (!found) throw appError('media.asset-missing', { assetId: input.assetId })
  return found.path
}
