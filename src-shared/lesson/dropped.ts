import { isSame } from '../base/is-same.ts'
import { defaultPicture, mainTrack, mainTrackId } from '../project/defaults.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { anchorAt, deriveTimeline, visibleSpan } from '../project/timeline.ts'
import { trackKind } from '../project/track-kinds.ts'
import { atSpeed, toRational } from '../time/rational.ts'
import { zeroTicks } from '../time/ticks.ts'

/** Something of a document that lesson.json has no words for. */
export type Dropped = { readonly path: string; readonly what: string }

const tables = {
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
  if (document.metadata.ignoredFindings) drop('metadata.ignoredFindings', 'what of the check is to be ignored')
  if (document.template) drop('template', 'the rules of the template')
  if (document.mainTrack.some((item) => item.kind === 'gap')) drop('mainTrack', 'gaps; later clips and questions move forward')
  for (const clip of Object.values(document.clips)) dropClip(clip, document, drop)
  if (Object.values(document.captions).some((caption) => caption.words.length > 0)) drop('captions', 'times of single words')
  if (Object.values(document.captions).some((caption) => caption.done)) drop('captions', 'which captions were corrected')
  if (Object.values(document.captions).some((caption) => isTrimmed(caption, document)))
    drop('captions', 'captions of trimmed-away parts')
  if (Object.values(document.captions).some(({ text }) => text.trim() === '')) drop('captions', 'captions without text')
  dropTracks(document, drop)
  for (const { id, locked } of Object.values(document.captionTracks))
    if (locked) drop(`captionTracks.${id}.locked`, 'the lock of captions')
  const model = document.challenge?.modelClipId
  if (model && document.clips[model]?.anchor !== null) drop('challenge.modelClipId', 'a model answer beside the main track')
  if (document.brandKit?.captionStyle) drop('brandKit.captionStyle', 'the caption style of the school style')
  const { frameRate, safeBox, audience, questionsLocked } = document.settings
  if (questionsLocked) drop('settings.questionsLocked', 'the lock of the questions')
  if (frameRate.num !== frameRate.den * 30) drop('settings.frameRate', 'the frame rate; 30 is used')
  if (safeBox !== 'lms') drop('settings.safeBox', 'the safe area of social networks')
  if (audience !== 'adult') drop('settings.audience', 'the age of the audience')
  const pictures = Object.values(document.overlays).flatMap(({ content }) => (content.kind === 'image' ? [content.assetId] : []))
  const logo = document.brandKit?.logoAssetId ? [document.brandKit.logoAssetId] : []
  const shown = new Set<string>([
    ...Object.values(document.clips).flatMap((clip) => namedAssets(clip, document)),
    ...pictures,
    ...logo,
  ])
  for (const asset of Object.values(document.assets)) {
    if (!shown.has(asset.id)) drop(`assets.${asset.id}`, 'media that nothing shows')
    if (asset.altText !== '') drop(`assets.${asset.id}`, 'the description of the media')
    if (asset.licence.spdx !== null || asset.licence.attribution !== '' || asset.consent.status !== 'unknown')
      drop(`assets.${asset.id}`, 'licence and consent of the media')
  }
  return dropped
}

/** The media that a written clip names. */
function namedAssets({ assetId, trackId, picture }: Clip, document: LessonDocument): readonly string[] {
  const track = document.tracks[trackId]
  if (!track || (track.band !== 'main' && trackKind(track) === null)) return []
  return [assetId, ...(picture.look?.lutAssetId ? [picture.look.lutAssetId] : [])]
}

function dropTracks(document: LessonDocument, drop: (path: string, what: string) => void): void {
  const used = new Set<string>(Object.values(document.clips).map(({ trackId }) => trackId))
  for (const track of Object.values(document.tracks)) {
    const path = `tracks.${track.id}`
    if (track.id === mainTrackId) {
      if (!isSame(track, mainTrack)) drop(path, 'settings of the main track')
    } else if (track.band === 'overlays') continue
    else if (trackKind(track) === null || !used.has(track.id)) drop(path, 'a track without clips, or of no kind')
    else if (track.solo || track.locked || track.hidden || (track.band !== 'audio' && track.role !== 'voice'))
      drop(path, 'solo, lock and hide of a track')
  }
}

/** Whether any of a caption lies in what its clip no longer plays. */
function isTrimmed(caption: Caption, document: LessonDocument): boolean {
  const span = visibleSpan(document, caption.anchor, caption.durationTicks)
  if (!span) return true
  const clip = caption.anchor.kind === 'clip' ? document.clips[caption.anchor.clipId] : null
  const whole = clip ? atSpeed(caption.durationTicks, clip.speed) : caption.durationTicks
  return span.endTicks - span.startTicks < whole
}

function dropClip(clip: Clip, document: LessonDocument, drop: (path: string, what: string) => void): void {
  const path = `clips.${clip.id}`
  const { placement, placementKeyframes, crop, followKeyframes } = clip.picture
  if (clip.label !== '') drop(`${path}.label`, 'the label')
  const speed = toRational(clip.speed.num / clip.speed.den)
  if (speed.num * clip.speed.den !== clip.speed.num * speed.den)
    drop(`${path}.speed`, 'parts of the speed finer than a thousandth')
  if (placementKeyframes.length > 0 && !isSame(placement, defaultPicture.placement))
    drop(`${path}.picture.placement`, 'the place that a movement replaces')
  if (followKeyframes.length > 0 && crop) drop(`${path}.picture.crop`, 'the crop that a followed region replaces')
  if (clip.anchor !== null) dropBeside(clip, document, drop)
}

/** Music stands on the timeline, all else on the main clip it begins over. */
function dropBeside(clip: Clip, document: LessonDocument, drop: (path: string, what: string) => void): void {
  const track = document.tracks[clip.trackId]
  const kind = track ? trackKind(track) : null
  const path = `clips.${clip.id}`
  if (kind === null) return drop(path, 'a clip beside the main track')
  const start = deriveTimeline(document).clipSpans.get(clip.id)?.startTicks ?? zeroTicks
  const again = kind === 'music' ? { kind: 'timeline', ticks: start } : anchorAt(document, start)
  if (start < 0 || !isSame(clip.anchor, again)) drop(`${path}.anchor`, 'what the clip follows when others move')
}
