import { castDraft } from 'immer'
import { sourceLength } from '../../project/invariants.ts'
import type { Asset } from '../../project/schema/asset.ts'
import { done, refuse, type Command } from '../command.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { replaceMedia } from './replace-media.ts'

/** Gives the asset of that id newer facts, as of a converted copy; a copy that is shorter shortens clips that play its end. */
export const convertAsset: Command<{ readonly asset: Asset }> = {
  label: 'convert-asset',
  run(draft, { asset }, context) {
    const known = readDraft(draft).assets[asset.id]
    if (!known) return refuse('edit.gone', { what: 'media' })
    // The rest may have changed while the copy was made.
    const { kind, byteLength, interpretation } = asset
    draft.assets[asset.id] = castDraft({ ...known, kind, byteLength, interpretation })
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
