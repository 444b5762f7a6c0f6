import { appError } from '../messages/app-error.ts'
import type { PaintedOverlay } from '../overlay/model.ts'
import type { AssetId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { PlanInput } from './plan-input.ts'
import { planInput } from './plan-inputs.ts'

/** The files of a plan, each once, in the order in which clips, then overlays, first name them. */
export type Inputs = {
  readonly list: readonly PlanInput[]
  readonly luts: readonly AssetId[]
  /** -1 for an asset that no clip plays and no overlay shows. */
  readonly indexOf: (assetId: AssetId) => number
}

/** `overlays` are those that the plan draws. Throws `media.not-examined`. */
export function compileInputs(document: LessonDocument, overlays: readonly PaintedOverlay[]): Inputs {
  const list: PlanInput[] = []
  const luts: AssetId[] = []
  const places = new Map<AssetId, number>()
  const add = (asset: Asset): void => {
    if (places.has(asset.id)) return
    assertUsable(asset)
    places.set(asset.id, list.length)
    list.push(planInput(asset))
  }
  const { clipSpans } = deriveTimeline(document)
  for (const clipId of clipSpans.keys()) {
    const clip = document.clips[clipId]
    const asset = clip && document.assets[clip.assetId]
    const lut = clip?.picture.look?.lutAssetId ?? null
    if (lut !== null && !luts.includes(lut)) luts.push(lut)
    if (asset) add(asset)
  }
  for (const { items } of overlays) {
    for (const item of items) {
      const asset = item.kind === 'image' ? document.assets[item.assetId] : undefined
      if (asset) add(asset)
    }
  }
  return { list, luts, indexOf: (assetId) => places.get(assetId) ?? -1 }
}

function assertUsable(asset: Asset): void {
  if (!asset.interpretation && !asset.imageSize) throw appError('media.not-examined', { file: asset.fileName })
}
