import { castDraft } from 'immer'
import { defaultPicture, mainTrackId } from '../../project/defaults.ts'
import type { ClipId, TrackId } from '../../project/ids.ts'
import { placeOnTimeline } from '../../project/place-caption.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import { suggestFit } from '../../project/suggest-fit.ts'
import { anchorAt, anchorToTimeline, deriveTimeline, visibleSpan, type Span } from '../../project/timeline.ts'
import { frameToTicks, snapToFrame } from '../../time/frame-rate.ts'
import { clampTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { freeTrack } from '../free-track.ts'
import type { Notice } from '../notices.ts'
import { overlaySpan, sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import { retimeOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { cornerPlacement } from './tracks.ts'

/**
 * Takes a clip from the main track, which closes up, and plays it as picture in picture from an instant on (on the given track,
 * or the first free one, or a new one). What was anchored to it stands where its pictures are now.
 */
export const moveToPictureInPicture: Command<{
  readonly clipId: ClipId
  readonly atTicks: Ticks
  readonly trackId?: TrackId
}> = {
  label: 'move-to-track',
  run(draft, { clipId, atTicks, trackId }, { newId }) {
    const before = readDraft(draft)
    const { clipSpans, mainIndexes, mainClipIds } = deriveTimeline(before)
    const clip = before.clips[clipId]
    const span = clipSpans.get(clipId)
    if (!clip || !span || !mainIndexes.has(clipId)) return refuse('edit.gone', { what: 'clip' })
    if (mainClipIds.length === 1) return refuse('edit.last-main-clip', {})
    draft.mainTrack = draft.mainTrack.filter((item) => item.kind === 'gap' || item.clipId !== clipId)
    const closed = readDraft(draft)
    const { frameRate } = before.settings
    const { durationTicks } = deriveTimeline(closed)
    const latest = ticks(Math.max(0, durationTicks - frameToTicks(1, frameRate)))
    const start = clampTicks(snapToFrame(atTicks, frameRate), zeroTicks, latest)
    const place = { startTicks: start, endTicks: ticks(start + span.endTicks - span.startTicks) }
    const asked = trackId === undefined ? null : before.tracks[trackId]
    if (asked === undefined) return refuse('edit.gone', { what: 'track' })
    if (asked && asked.band !== 'picture-in-picture') return refuse('edit.track-other-band', { track: asked.name })
    const track = freeTrack(before, 'picture-in-picture', place, () => newId() as TrackId, asked ? [asked] : undefined)
    if (asked && track.id !== asked.id) return refuse('edit.move-no-room', {})
    draft.tracks[track.id] ??= castDraft(track)
    draft.clips[clipId] = castDraft({
      ...clip,
      trackId: track.id,
      anchor: sideAnchor(closed, track, start),
      picture: { ...clip.picture, fit: 'fit', placement: cornerPlacement, placementKeyframes: [] },
    })
    const notices = takeAlong(draft, before, clipId, ticks(start - span.startTicks))
    return done([...settleRipple(draft, before), ...notices], [{ kind: 'clip', id: clipId }])
  },
}

/** Puts a picture in picture on the main track, before the item at `index`, as large as a clip that is new there. */
export const moveToMainTrack: Command<{ readonly clipId: ClipId; readonly index: number }> = {
  label: 'move-to-track',
  run(draft, { clipId, index }) {
    const before = readDraft(draft)
    const clip = before.clips[clipId]
    const asset = clip && before.assets[clip.assetId]
    if (!clip?.anchor || !asset) return refuse('edit.gone', { what: 'clip' })
    if (!hasPicture(asset)) return refuse('edit.asset-unplayable', { file: asset.fileName })
    const fit = suggestFit(asset, before.settings.canvas)
    const picture = { ...clip.picture, fit, placement: defaultPicture.placement, placementKeyframes: [] }
    draft.clips[clipId] = castDraft({ ...clip, trackId: mainTrackId, anchor: null, picture })
    draft.mainTrack.splice(Math.max(0, Math.min(index, before.mainTrack.length)), 0, { kind: 'clip', clipId })
    return done(settleRipple(draft, before), [{ kind: 'clip', id: clipId }])
  },
}

function hasPicture({ imageSize, interpretation }: Asset): boolean {
  return imageSize !== null || Boolean(interpretation?.video)
}

/** Anchors what hangs on a clip that left the main track to what plays there now; what is hidden or would lie outside goes. */
function takeAlong(draft: LessonDraft, before: LessonDocument, clipId: ClipId, byTicks: Ticks): readonly Notice[] {
  const after = readDraft(draft)
  const { durationTicks } = deriveTimeline(after)
  const isOn = (anchor: Anchor | null): boolean => anchor?.kind === 'clip' && anchor.clipId === clipId
  const moved = (span: Span): Span => ({ startTicks: ticks(span.startTicks + byTicks), endTicks: ticks(span.endTicks + byTicks) })
  const lost = { captions: 0, overlays: 0 }
  for (const caption of Object.values(before.captions)) {
    const target = draft.captions[caption.id]
    if (!isOn(caption.anchor) || !target) continue
    const span = visibleSpan(before, caption.anchor, caption.durationTicks)
    const to = span && moved(span)
    const place = to && placeOnTimeline(after, to.startTicks, to.endTicks)
    if (place) Object.assign(target, castDraft(place))
    else {
      delete draft.captions[caption.id]
      lost.captions += 1
    }
  }
  for (const overlay of Object.values(before.overlays)) {
    if (!isOn(overlay.anchor)) continue
    const span = overlaySpan(before, overlay)
    const retimed = span && retimeOverlay(before, overlay, moved(span), after)
    if (retimed) draft.overlays[overlay.id] = castDraft(retimed)
    else {
      delete draft.overlays[overlay.id]
      lost.overlays += 1
    }
  }
  for (const table of ['questions', 'sections', 'markers', 'clips'] as const) {
    for (const { id, anchor } of Object.values(before[table])) {
      const target = (draft[table] as Record<string, { anchor: Anchor | null }>)[id]
      if (!target || !anchor || id === clipId || !isOn(anchor)) continue
      const instant = clampTicks(ticks(anchorToTimeline(anchor, before) + byTicks), zeroTicks, durationTicks)
      target.anchor = castDraft(anchorAt(after, instant))
    }
  }
  const notices: Notice[] = []
  if (lost.captions > 0) notices.push({ code: 'captions-deleted-with-clip', params: { count: lost.captions } })
  if (lost.overlays > 0) notices.push({ code: 'overlays-deleted-with-clip', params: { count: lost.overlays } })
  return notices
}
