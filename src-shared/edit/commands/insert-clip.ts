import { castDraft } from 'immer'
import { createMainClip } from '../../project/defaults.ts'
import type { AssetId, ClipId } from '../../project/ids.ts'
import type { Asset } from '../../project/schema/asset.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import { readDraft } from '../places.ts'
import { fitToAsset } from '../../project/fit-clip.ts'
import { suggestFit } from '../../project/suggest-fit.ts'
import { settleRipple } from '../ripple.ts'

export type InsertClipArgs = {
  readonly assetId: AssetId
  /** Among the items of the main track; absent appends. See `mainIndexAt` for a drop. */
  readonly index?: number
  /** Absent plays the asset from its start, or to its end. Both are moved onto the frame grid, inside the asset. */
  readonly sourceInTicks?: Ticks
  readonly sourceOutTicks?: Ticks
}

/** Puts a stretch of an asset on the main track and selects it; what follows moves right. */
export const insertClip: Command<InsertClipArgs> = { label: 'insert-clip', run: insert }

/** Adds media and puts it on the main track in one step, as dropping a file on the timeline does. */
export const insertNewAsset: Command<{ readonly asset: Asset } & Omit<InsertClipArgs, 'assetId'>> = {
  label: 'insert-clip',
  run(draft, { asset, ...place }, context) {
    draft.assets[asset.id] = castDraft(asset)
    return insert(draft, { ...place, assetId: asset.id }, context)
  },
}

function insert(draft: LessonDraft, args: InsertClipArgs, context: CommandContext): CommandResult {
  const before = readDraft(draft)
  const asset = before.assets[args.assetId]
  if (!asset) return refuse('edit.gone', { what: 'media' })
  if (asset.kind === 'audio' || asset.kind === 'lut' || (asset.kind === 'video' && !asset.interpretation?.video))
    return refuse('edit.asset-unplayable', { file: asset.fileName })
  const stretch = fitToAsset(asset, args.sourceInTicks ?? ticks(0), args.sourceOutTicks ?? null, before.settings.frameRate)
  const track = Object.values(before.tracks).find(({ band }) => band === 'main')
  if (!track) return refuse('edit.gone', { what: 'clip track' })
  const id = context.newId() as ClipId
  const clip = createMainClip(id, asset.id, stretch.in, stretch.out)
  const picture = { ...clip.picture, fit: suggestFit(asset, before.settings.canvas) }
  draft.clips[id] = castDraft({ ...clip, trackId: track.id, picture })
  const index = Math.max(0, Math.min(args.index ?? before.mainTrack.length, before.mainTrack.length))
  draft.mainTrack.splice(index, 0, { kind: 'clip', clipId: id })
  return done(settleRipple(draft, before), [{ kind: 'clip', id }])
}
