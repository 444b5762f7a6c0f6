import { castDraft } from 'immer'
import type { Asset } from '../../project/schema/asset.ts'
import type { BrandKit } from '../../project/schema/brand.ts'
import { done, refuse, type Command } from '../command.ts'

type BrandKitArgs = {
  /** Null takes the style away: what follows it looks as in `defaultBrandKit` from then on. */
  readonly brandKit: BrandKit | null
  /** The logo, where the lesson may not have it yet. */
  readonly assets?: readonly Asset[]
}

/** Gives the lesson another school style. Where its old logo stands on the picture, the new one takes its place. */
export const setBrandKit: Command<BrandKitArgs> = {
  label: 'set-brand-kit',
  run(draft, { brandKit, assets = [] }) {
    for (const asset of assets) draft.assets[asset.id] ??= castDraft(asset)
    const logoAssetId = brandKit?.logoAssetId ?? null
    if (logoAssetId && !draft.assets[logoAssetId]?.imageSize) return refuse('edit.gone', { what: 'picture' })
    const before = draft.brandKit?.logoAssetId ?? null
    if (before && logoAssetId && before !== logoAssetId)
      for (const overlay of Object.values(draft.overlays))
        if (overlay.content.kind === 'image' && overlay.content.assetId === before)
          overlay.content = { kind: 'image', assetId: logoAssetId }
    draft.brandKit = castDraft(brandKit)
    return done()
  },
}
