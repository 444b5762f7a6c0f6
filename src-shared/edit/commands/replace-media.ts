import { castDraft } from 'immer'
import type { AssetId, ClipId } from '../../project/ids.ts'
import { sourceLength } from '../../project/invariants.ts'
import type { Asset } from '../../project/schema/asset.ts'
import { ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandResult, type LessonDraft } from '../command.ts'
import type { Notice } from '../notices.ts'
import { clipFrames, readDraft } from '../places.ts'
import { sourceOfFrames, wholeFrames } from '../../project/fit-clip.ts'
import { moveAnchors, settleRipple } from '../ripple.ts'

type ReplaceArgs = { readonly clipId: ClipId; readonly assetId: AssetId }

/**
 * Puts other media into a clip that keeps its place, length and settings. What is anchored to it keeps its distance from the
 * clip's start. Media that is too short shortens the clip.
 */
export const replaceMedia: Command<ReplaceArgs> = { label: 'replace-media', run: replace }

/** Adds media and puts it into a clip, as one step. */
export const replaceWithNewMedia: Command<{ readonly clipId: ClipId; readonly asset: Asset }> = {
  label: 'replace-media',
  run(draft, { clipId, asset }) {
    draft.assets[asset.id] = castDraft(asset)
    return replace(draft, { clipId, assetId: asset.id })
  },
}

function replace(draft: LessonDraft, { clipId, assetId }: ReplaceArgs): CommandResult {
  const before = readDraft(draft)
  const clip = before.clips[clipId]
  const target = draft.clips[clipId]
  const asset = before.assets[assetId]
  if (!clip || !target) return refuse('edit.gone', { what: 'clip' })
  if (!asset) return refuse('edit.gone', { what: 'media' })
  if (asset.kind === 'audio' || asset.kind === 'lut' || (asset.kind === 'video' && !asset.interpretation?.video))
    return refuse('edit.asset-unplayable', { file: asset.fileName })
  const { frameRate } = before.settings
  const wanted = ticks(clip.sourceOutTicks - clip.sourceInTicks)
  const length = sourceLength(asset)
  const frames = length === null ? clipFrames(clip, frameRate) : wholeFrames(length, clip.speed, frameRate)
  const fits = length === null || wanted <= length
  const taken = fits ? wanted : ticks(Math.min(length, sourceOfFrames(frames, clip.speed, frameRate)))
  const start = length === null ? clip.sourceInTicks : ticks(Math.min(clip.sourceInTicks, length - taken))

  target.assetId = assetId
  target.sourceInTicks = start
  target.sourceOutTicks = ticks(start + taken)
  const shift = start - clip.sourceInTicks
  if (shift !== 0)
    moveAnchors(draft, clipId, (source) => ({ kind: 'clip', clipId, sourceTicks: ticks(Math.max(0, source + shift)) }))
  const notices: Notice[] = fits ? [] : [{ code: 'clip-shortened', params: {} }]
  let lost = 0
  for (const table of ['captions', 'overlays', 'markers', 'sections', 'clips'] as const) {
    for (const record of Object.values(readDraft(draft)[table])) {
      if (record.anchor?.kind !== 'clip' || record.anchor.clipId !== clipId) continue
      if (length === null || record.anchor.sourceTicks <= length) continue
      if (table === 'captions') {
        delete draft.captions[record.id as keyof typeof draft.captions]
        lost += 1
      } else {
        const anchored = (draft[table] as Record<string, { anchor: typeof record.anchor }>)[record.id]
        if (anchored) anchored.anchor = { ...record.anchor, sourceTicks: length }
      }
    }
  }
  if (lost > 0) notices.push({ code: 'captions-outside-media', params: { count: lost } })
  return done([...notices, ...settleRipple(draft, before)])
}
