import { defaultPicture, defaultSound, mainTrack, mainTrackId } from '../project/defaults.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { visibleSpan } from '../project/timeline.ts'
import { atSpeed } from '../time/rational.ts'

/** Something of a document that lesson.json has no words for. */
export type Dropped = { readonly path: string; readonly what: string }

const tables = {
  transitions: 'transitions',
  overlays: 'titles, pictures and shapes',
  markers: 'markers',
  sections: 'sections',
  groups: 'groups',
  slots: 'template slots',
} as const satisfies Partial<Record<keyof LessonDocument, string>>

/** What decompiling leaves out, but for the questions and the look of captions. */
export function listDropped(document: LessonDocument): readonly Dropped[] {
  const dropped: Dropped[] = []
  const drop = (path: string, what: string): void => void dropped.push({ path, what })
  for (const [table, what] of Object.entries(tables))
    if (Object.keys(document[table as keyof typeof tables]).length > 0) drop(table, what)
  if (document.brandKit) drop('brandKit', 'the school style')
  if (document.mainTrack.some((item) => item.kind === 'gap')) drop('mainTrack', 'gaps; later clips and questions move forward')
  for (const clip of Object.values(document.clips)) dropClip(clip, drop)
  if (Object.values(document.captions).some((caption) => caption.words.length > 0)) drop('captions', 'times of single words')
  if (Object.values(document.captions).some((caption) => caption.done)) drop('captions', 'which captions were corrected')
  if (Object.values(document.captions).some((caption) => isTrimmed(caption, document)))
    drop('captions', 'captions of trimmed-away parts')
  if (Object.values(document.captions).some(({ text }) => text.trim() === '')) drop('captions', 'captions without text')
  if (!isSame(document.tracks, { [mainTrackId]: mainTrack })) drop('tracks', 'tracks beside the main one, and settings of tracks')
  const model = document.challenge?.modelClipId
  if (model && document.clips[model]?.anchor !== null) drop('challenge.modelClipId', 'a model answer beside the main track')
  const { frameRate, loudnessLufs, safeBox, audience } = document.settings
  if (frameRate.num !== frameRate.den * 30) drop('settings.frameRate', 'the frame rate; 30 is used')
  if (loudnessLufs !== -16) drop('settings.loudnessLufs', 'the loudness; -16 LUFS is used')
  if (safeBox !== 'lms') drop('settings.safeBox', 'the safe area of social networks')
  if (audience !== 'adult') drop('settings.audience', 'the age of the audience')
  const shown = new Set(Object.values(document.clips).flatMap((clip) => (clip.anchor === null ? [clip.assetId] : [])))
  for (const asset of Object.values(document.assets)) {
    if (!shown.has(asset.id)) drop(`assets.${asset.id}`, 'media that no clip of the main track plays')
    if (asset.altText !== '') drop(`assets.${asset.id}`, 'the description of the media')
    if (asset.licence.spdx !== null || asset.licence.attribution !== '' || asset.consent.status !== 'unknown')
      drop(`assets.${asset.id}`, 'licence and consent of the media')
  }
  return dropped
}

/** Whether any of a caption lies in what its clip no longer plays. */
function isTrimmed(caption: Caption, document: LessonDocument): boolean {
  const span = visibleSpan(document, caption.anchor, caption.durationTicks)
  if (!span) return true
  const clip = caption.anchor.kind === 'clip' ? document.clips[caption.anchor.clipId] : null
  const whole = clip ? atSpeed(caption.durationTicks, clip.speed) : caption.durationTicks
  return span.endTicks - span.startTicks < whole
}

function dropClip(clip: Clip, drop: (path: string, what: string) => void): void {
  const path = `clips.${clip.id}`
  if (clip.anchor !== null) return drop(path, 'a clip beside the main track')
  if (clip.label !== '') drop(`${path}.label`, 'the label')
  if (clip.speed.num !== clip.speed.den) drop(`${path}.speed`, 'the speed')
  if (clip.reversed) drop(`${path}.reversed`, 'playing backwards')
  if (clip.freezeTicks !== null) drop(`${path}.freezeTicks`, 'the frozen picture')
  if (!isSame({ ...clip.picture, fit: 'fill' }, defaultPicture)) drop(`${path}.picture`, 'picture settings other than fit')
  if (!isSame({ ...clip.sound, gainDb: 0, muted: false }, defaultSound))
    drop(`${path}.sound`, 'sound settings other than gain and mute')
}

/** Of plain JSON, whatever the order of the keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return left.length === right.length && left.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]))
}
