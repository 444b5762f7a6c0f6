import { castDraft } from 'immer'
import type { ClipId, OverlayId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { frameAt, frameToTicks, framesIn, snapToFrame } from '../../time/frame-rate.ts'
import { clampTicks, ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandResult, type LessonDraft } from '../command.ts'
import { overlaySpan, roomAround, sideAnchor } from '../neighbours.ts'
import { clipFrames, readDraft } from '../places.ts'
import { resizeClip, type Edge } from '../resize-clip.ts'
import { retimeOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { trimClip } from './trim-clip.ts'

export type TrackItemRef = { readonly kind: 'clip'; readonly id: ClipId } | { readonly kind: 'overlay'; readonly id: OverlayId }

type Args = {
  readonly item: TrackItemRef
  readonly edge: Edge
  /** How far the edge moves on the timeline, to the right where positive. */
  readonly deltaTicks: Ticks
}

/**
 * Moves one end of an overlay or of a clip beside the main track, on the frame grid; the other end stays. Stops at its neighbours
 * on the track, at the media's and the lesson's ends, and at one frame. A clip of the main track is trimmed with ripple.
 */
export const trimItem: Command<Args> = {
  label: 'trim-item',
  run(draft, args, context) {
    const { item, edge, deltaTicks } = args
    if (item.kind === 'overlay') return trimOverlay(draft, item.id, edge, deltaTicks)
    const isMain = draft.clips[item.id]?.anchor === null
    return isMain
      ? trimClip.run(draft, { clipId: item.id, edge, deltaTicks }, context)
      : trimSideClip(draft, item.id, edge, deltaTicks)
  },
}

function trimSideClip(draft: LessonDraft, clipId: ClipId, edge: Edge, deltaTicks: Ticks): CommandResult {
  const before = readDraft(draft)
  const clip = before.clips[clipId]
  const target = draft.clips[clipId]
  const asset = clip && before.assets[clip.assetId]
  const span = deriveTimeline(before).clipSpans.get(clipId)
  if (!clip || !target || !asset || !span) return refuse('edit.gone', { what: 'clip' })
  const { frameRate } = before.settings
  const frames = clipFrames(clip, frameRate)
  const moved = framesIn(deltaTicks, frameRate)
  const room = roomAround(before, clip.trackId, { id: clipId, span })
  const free = edge === 'end' ? (room.to === null ? Infinity : room.to - span.endTicks) : span.startTicks - room.from
  const most = frames + (free === Infinity ? Infinity : Math.max(0, frameAt(ticks(free), frameRate)))
  const wanted = Math.max(1, Math.min(most, edge === 'end' ? frames + moved : frames - moved))
  if (wanted === frames) return done()
  const stretch = resizeClip(clip, asset, edge, wanted, frameRate)
  Object.assign(target, stretch)
  const grown = clipFrames({ ...clip, ...stretch }, frameRate) - frames
  if (edge === 'start' && grown !== 0) {
    const start = ticks(span.startTicks - frameToTicks(grown, frameRate))
    target.anchor = castDraft(sideAnchor(before, before.tracks[clip.trackId], start))
  }
  return done(settleRipple(draft, before))
}

function trimOverlay(draft: LessonDraft, id: OverlayId, edge: Edge, deltaTicks: Ticks): CommandResult {
  const before = readDraft(draft)
  const overlay = before.overlays[id]
  const span = overlay && overlaySpan(before, overlay)
  if (!overlay || !span) return refuse('edit.gone', { what: 'text or sticker' })
  const { frameRate } = before.settings
  const { from, to } = roomAround(before, overlay.trackId, { id, span })
  const frame = frameToTicks(1, frameRate)
  const last = lastInstant(before, to)
  const snapped = (instant: Ticks): Ticks => snapToFrame(ticks(instant + deltaTicks), frameRate)
  const trimmed =
    edge === 'start'
      ? { ...span, startTicks: clampTicks(snapped(span.startTicks), from, ticks(Math.max(from, span.endTicks - frame))) }
      : { ...span, endTicks: clampTicks(snapped(span.endTicks), ticks(Math.min(last, span.startTicks + frame)), last) }
  if (trimmed.startTicks === span.startTicks && trimmed.endTicks === span.endTicks) return done()
  const retimed = retimeOverlay(before, overlay, trimmed, before, 'instants')
  if (!retimed) return refuse('edit.move-no-room', {})
  draft.overlays[id] = castDraft(retimed)
  return done()
}

function lastInstant(document: LessonDocument, to: Ticks | null): Ticks {
  const { durationTicks } = deriveTimeline(document)
  return to === null ? durationTicks : ticks(Math.min(to, durationTicks))
}
