import { createDocument, createMainClip } from '../project/defaults.ts'
import { suggestFit } from '../project/suggest-fit.ts'
import type { ClipId, LessonId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { BrandKit } from '../project/schema/brand.ts'
import type { LessonDocument, Settings } from '../project/schema/document.ts'
import type { Part } from './parts.ts'

type Source = {
  readonly asset: Asset
  readonly language: string
  readonly settings: Settings
  readonly brandKit?: BrandKit | null
  /** The picture of its logo, where it has one. */
  readonly logo?: Asset | null
}

/** A lesson that plays one part of a recording, and looks as the lesson that the recording was split in. */
export function makePartLesson(
  ids: { readonly lesson: LessonId; readonly clip: ClipId },
  title: string,
  part: Part,
  { asset, language, settings, brandKit = null, logo = null }: Source,
): LessonDocument {
  const empty = createDocument(ids.lesson, title, language)
  const clip = createMainClip(ids.clip, asset.id, part.startTicks, part.endTicks)
  const fit = suggestFit(asset, settings.canvas)
  return {
    ...empty,
    settings,
    assets: { ...(logo ? { [logo.id]: logo } : {}), [asset.id]: asset },
    brandKit: brandKit && { ...brandKit, logoAssetId: logo?.id ?? null },
    clips: { [clip.id]: { ...clip, picture: { ...clip.picture, fit } } },
    mainTrack: [{ kind: 'clip', clipId: clip.id }],
  }
}
