import type { MediaFile } from '#main/core/media/messages.ts'
import { toProxyInput } from '#shared/render-plan/plan-inputs.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'

/** A plan for quick pictures; `proxied` says that every film in it is read from a proxy. */
export type DraftPlan = { readonly plan: RenderPlan; readonly proxied: boolean }

/** The plan with the pictures of every film from its proxy, where there is one; the plan itself where there is none. */
export function toDraftPlan(plan: RenderPlan, files: readonly MediaFile[]): DraftPlan {
  const withProxy = new Set(files.flatMap(({ assetId, variant }) => (variant === 'proxy' ? [assetId] : [])))
  if (!plan.inputs.some(({ assetId }) => withProxy.has(assetId))) return { plan, proxied: false }
  const inputs = plan.inputs.map((input) => (withProxy.has(input.assetId) ? toProxyInput(input) : input))
  const proxied = inputs.every(({ kind, video }) => kind !== 'video' || !video || video.variant === 'proxy')
  return { plan: { ...plan, inputs }, proxied }
}
