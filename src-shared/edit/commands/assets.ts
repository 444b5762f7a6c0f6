import { castDraft } from 'immer'
import type { AssetId } from '../../project/ids.ts'
import type { Asset } from '../../project/schema/asset.ts'
import { done, refuse, type Command } from '../command.ts'

/** Adds media to the lesson, or puts newer facts (a new path, a new interpretation) in place of the asset of that id. */
export const addAsset: Command<{ readonly asset: Asset }> = {
  label: 'add-asset',
  run(draft, { asset }) {
    draft.assets[asset.id] = castDraft(asset)
    return done()
  },
}

/** Refused while a clip, an overlay or a choice uses it. */
export const removeAsset: Command<{ readonly assetId: AssetId }> = {
  label: 'remove-asset',
  run(draft, { assetId }) {
    const asset = draft.assets[assetId]
    if (!asset) return refuse('edit.gone', { what: 'media' })
    const isUsed =
      Object.values(draft.clips).some((clip) => clip.assetId === assetId || clip.picture.look?.lutAssetId === assetId) ||
      Object.values(draft.overlays).some(({ content }) => content.kind === 'image' && content.assetId === assetId) ||
      Object.values(draft.questions).some(({ choices }) => choices.some((choice) => choice.imageAssetId === assetId)) ||
      draft.brandKit?.logoAssetId === assetId
    if (isUsed) return refuse('edit.asset-in-use', { file: asset.fileName })
    delete draft.assets[assetId]
    return done()
  },
}
