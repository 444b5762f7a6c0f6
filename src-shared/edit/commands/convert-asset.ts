import { castDraft } from 'immer'
import { sourceLength } from '../../project/invariants.ts'
import type { Asset } from '../../project/schema/asset.ts'
import { done, refuse, type Command } from '../command.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { replaceMedia } from './replace-media.ts'

/** Puts newer facts in place of the asset of that id, as of a converted copy; a copy that is shorter shortens clips that play its end. */
export const convertAsset: Command<{ readonly asset: Asset }> = {
  label: 'convert-asset',
  run(draft, { asset }, context) {
    if (!draft.assets[asset.id]) return refuse('edit.gone', { what: 'media' })
    draft.assets[asset.id] = castDraft(asset)
    const length = sourceLength(asset)
    const notices: Notice[] = []
    for (const { id, assetId, sourceOutTicks } of Object.values(readDraft(draft).clips)) {
      if (assetId !== asset.id || length === null || sourceOutTicks <= length) continue
      const shortened = replaceMedia.run(draft, { clipId: id, assetId }, context)
      if (!shortened.ok) return shortened
      notices.push(...shortened.value.notices)
    }
    return done(notices)
  },
}
