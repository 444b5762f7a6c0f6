import type { AssetId, LessonId } from '../project/ids.ts'

/**
 * What of an asset a window may show: a still, a strip of stills side by side, of an image the whole picture, see-through where it
 * is, the loudness of its sound over time (waveform-file.ts), or what a `<video>` of the simple preview plays: the light copy, or
 * the converted or mended one; of a file that is sound alone the sound itself.
 */
export const assetVariants = ['poster', 'filmstrip', 'picture', 'waveform', 'film', 'sound'] as const
export type AssetVariant = (typeof assetVariants)[number]

/** Where a window finds a variant of an asset; a fresh URL where `stamp` changes. */
export function assetUrl(assetId: AssetId, variant: AssetVariant, stamp?: string): string {
  const url = `media://asset/${assetId}/${variant}`
  return stamp === undefined ? url : `${url}?${encodeURIComponent(stamp)}`
}

/** Where a window finds what the gallery shows of a shipped template. */
export function templateUrl(templateId: string, variant: 'poster' | 'film'): string {
  return `media://template/${templateId}/${variant}`
}

/** Where a window finds the picture of a lesson's card. */
export function lessonPosterUrl(lessonId: LessonId, stamp: string): string {
  return `media://lesson/${lessonId}/poster?${encodeURIComponent(stamp)}`
}

/** Where a window finds the picture of an earlier version of a lesson; `stamp` tells versions apart that had the same number. */
export function versionPictureUrl(lessonId: LessonId, versionId: number, stamp: string): string {
  return `media://version/${lessonId}/${versionId}?${encodeURIComponent(stamp)}`
}
