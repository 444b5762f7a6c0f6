import type { ClipId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'

/** The clip that a lesson begins with, and what it plays; null for a lesson that begins with nothing. */
export function findIntro(document: LessonDocument): { readonly clipId: ClipId; readonly asset: Asset } | null {
  const [first] = document.mainTrack
  const clip = first?.kind === 'clip' ? document.clips[first.clipId] : undefined
  const asset = clip && document.assets[clip.assetId]
  return clip && asset ? { clipId: clip.id, asset } : null
}
