import type { ProbeReport } from '#main/core/media/messages.ts'
import { createDocument, createMainClip } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument, Settings } from '#shared/project/schema/document.ts'
import { secondsToTicks, ticks, type Ticks } from '#shared/time/ticks.ts'

export type ClipRecipe = {
  readonly path: string
  readonly report: ProbeReport
  readonly inTicks?: Ticks
  readonly outTicks?: Ticks
  readonly change?: (clip: Clip) => Clip
}

export type Lesson = {
  readonly document: LessonDocument
  readonly files: readonly { readonly assetId: AssetId; readonly variant: 'original'; readonly path: string }[]
}

/** A lesson that plays the given stretches of files one after the other. */
export function lessonOf(recipes: readonly ClipRecipe[], settings: Partial<Settings> = {}): Lesson {
  const empty = createDocument('lesson' as LessonId, 'Test', 'en')
  const assets: Record<AssetId, Asset> = {}
  const clips: Record<ClipId, Clip> = {}
  const mainTrack: { readonly kind: 'clip'; readonly clipId: ClipId }[] = []
  const files: Lesson['files'][number][] = []
  for (const [index, { path, report, inTicks = ticks(0), outTicks, change = unchanged }] of recipes.entries()) {
    const assetId = `asset${index}` as AssetId
    const clipId = `clip${index}` as ClipId
    assets[assetId] = assetFrom(assetId, path, report)
    const end = outTicks ?? report.interpretation?.durationTicks ?? secondsToTicks(2)
    clips[clipId] = change(createMainClip(clipId, assetId, inTicks, end))
    mainTrack.push({ kind: 'clip', clipId })
    files.push({ assetId, variant: 'original', path })
  }
  return { document: { ...empty, settings: { ...empty.settings, ...settings }, assets, clips, mainTrack }, files }
}

function assetFrom(id: AssetId, path: string, report: ProbeReport): Asset {
  const { kind, sha256, byteLength, interpretation, imageSize, imageInterpretation } = report
  return {
    id,
    kind,
    sha256,
    byteLength,
    fileName: path.slice(path.lastIndexOf('/') + 1),
    relativePath: null,
    absolutePath: path,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'not-needed', note: '', expires: null },
    altText: '',
    interpretation,
    imageSize,
    ...(imageInterpretation && { imageInterpretation }),
  }
}

function unchanged(clip: Clip): Clip {
  return clip
}
