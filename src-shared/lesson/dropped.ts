import { defaultPicture, defaultSound } from '../project/defaults.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { visibleSpan } from '../project/timeline.ts'

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

/** What decompiling leaves out, but for the questions. */
export function listDropped(document: LessonDocument): readonly Dropped[] {
  const dropped: Dropped[] = []
  const drop = (path: string, what: string): void => void dropped.push({ path, what })
  for (const [table, what] of Object.entries(tables))
    if (Object.keys(document[table as keyof typeof tables]).length > 0) drop(table, what)
  if (document.brandKit) drop('brandKit', 'the school style')
  if (document.mainTrack.some((item) => item.kind === 'gap')) drop('mainTrack', 'gaps; later clips and questions move forward')
  for (const clip of Object.values(document.clips)) dropClip(clip, drop)
  if (Object.values(document.captions).some((caption) => caption.words.length > 0)) drop('captions', 'times of single words')
  const hidden = Object.values(document.captions).filter(
    (caption) => visibleSpan(document, caption.anchor, caption.durationTicks) === null,
  )
  if (hidden.length > 0) drop('captions', 'captions of trimmed-away parts')
  const { frameRate, loudnessLufs, safeBox, audience } = document.settings
  if (frameRate.num !== frameRate.den * 30) drop('settings.frameRate', 'the frame rate; 30 is used')
  if (loudnessLufs !== -16) drop('settings.loudnessLufs', 'the loudness; -16 LUFS is used')
  if (safeBox !== 'lms') drop('settings.safeBox', 'the safe area of social networks')
  if (audience !== 'adult') drop('settings.audience', 'the age of the audience')
  for (const asset of Object.values(document.assets))
    if (asset.licence.spdx !== null || asset.licence.attribution !== '' || asset.consent.status !== 'unknown')
      drop(`assets.${asset.id}`, 'licence and consent of the media')
  return dropped
}

function dropClip(clip: Clip, drop: (path: string, what: string) => void): void {
  const path = `clips.${clip.id}`
  if (clip.anchor !== null) return drop(path, 'a clip beside the main track')
  if (clip.speed.num !== clip.speed.den) drop(`${path}.speed`, 'the speed')
  if (clip.reversed) drop(`${path}.reversed`, 'playing backwards')
  if (clip.freezeTicks !== null) drop(`${path}.freezeTicks`, 'the frozen picture')
  if (!isSame({ ...clip.picture, fit: 'fill' }, defaultPicture)) drop(`${path}.picture`, 'picture settings other than fit')
  if (!isSame({ ...clip.sound, gainDb: 0, muted: false }, defaultSound))
    drop(`${path}.sound`, 'sound settings other than gain and mute')
}

/** Both are plain JSON with the same keys in the same order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
