import { castDraft } from 'immer'
import { assetReferences } from '../../project/asset-references.ts'
import type { AssetId } from '../../project/ids.ts'
import { sourceLength } from '../../project/invariants.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'

/** Adds media to the lesson, or puts newer facts (a new path, a new interpretation) in place of the asset of that id. */
export const addAsset: Command<{ readonly asset: Asset }> = {
  label: 'add-asset',
  run(draft, { asset }) {
    const length = sourceLength(asset)
    if (length !== null && length < lastUsedTicks(readDraft(draft), asset.id))
      return refuse('edit.asset-shorter', { file: asset.fileName })
    draft.assets[asset.id] = castDraft(asset)
    return done()
  },
}

/** Refused while anything of the lesson uses it. */
export const removeAsset: Command<{ readonly assetId: AssetId }> = {
  label: 'remove-asset',
  run(draft, { assetId }) {
    const asset = draft.assets[assetId]
    if (!asset) return refuse('edit.gone', { what: 'media' })
    const isUsed = assetReferences(readDraft(draft)).some((reference) => reference.assetId === assetId)
    if (isUsed) return refuse('edit.asset-in-use', { file: asset.fileName })
    delete draft.assets[assetId]
    return done()
  },
}

/** Says who made a medium and under which licence it may be shown; the credits of exports name both. */
export const setAssetLicence: Command<{ readonly assetId: AssetId; readonly changes: Partial<Asset['licence']> }> = {
  label: 'set-licence',
  run(draft, { assetId, changes }) {
    const asset = draft.assets[assetId]
    if (!asset) return refuse('edit.gone', { what: 'media' })
    Object.assign(asset.licence, changes)
    return done()
  },
}

/** The furthest source instant of an asset that a clip plays or something hangs on. */
function lastUsedTicks(document: LessonDocument, assetId: AssetId): number {
  const outs = Object.values(document.clips).flatMap((clip) => (clip.assetId === assetId ? [clip.sourceOutTicks] : []))
  const anchors = (['captions', 'overlays', 'questions', 'markers', 'sections', 'clips'] as const).flatMap((table) =>
    Object.values(document[table]).flatMap(({ anchor }) =>
      anchor?.kind === 'clip' && document.clips[anchor.clipId]?.assetId === assetId ? [anchor.sourceTicks] : [],
    ),
  )
  return [...outs, ...anchors].reduce((last, instant) => Math.max(last, instant), 0)
}
