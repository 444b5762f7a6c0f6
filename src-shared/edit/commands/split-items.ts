import { castDraft } from 'immer'
import { divideMarks } from '../../caption/move-marks.ts'
import type { CaptionId, ClipId, OverlayId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, mainClipAt } from '../../project/timeline.ts'
import { framesIn, snapToFrame } from '../../time/frame-rate.ts'
import { ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import { halveCaption } from '../halve-caption.ts'
import { overlaySpan, sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import { retimeOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { idsOf, type SelectedItem, type Selection } from '../selection.ts'
import { halve, splitMainClip } from './split-clip.ts'

/** Cuts what is selected (clips of any track, overlays, captions) at an instant, at the nearest frame; the right halves are selected. */
export const splitItems: Command<{ readonly items: Selection; readonly atTicks: Ticks }> = {
  label: 'split-items',
  run: (draft, { items, atTicks }, context) => split(draft, items, atTicks, context),
}

/** Cuts all that plays at an instant, on every track that is not locked. */
export const splitAll: Command<{ readonly atTicks: Ticks }> = {
  label: 'split-items',
  run: (draft, { atTicks }, context) => split(draft, splittable(readDraft(draft)), atTicks, context),
}

function splittable({ tracks, clips, overlays, captionTracks, captions }: LessonDocument): Selection {
  const items: SelectedItem[] = []
  for (const { id, trackId } of Object.values(clips)) if (!tracks[trackId]?.locked) items.push({ kind: 'clip', id })
  for (const { id, trackId } of Object.values(overlays)) if (!tracks[trackId]?.locked) items.push({ kind: 'overlay', id })
  for (const { id, captionTrackId } of Object.values(captions))
    if (!captionTracks[captionTrackId]?.locked) items.push({ kind: 'caption', id })
  return items
}

function split(draft: LessonDraft, items: Selection, atTicks: Ticks, context: CommandContext): CommandResult {
  const before = readDraft(draft)
  const cut = snapToFrame(atTicks, before.settings.frameRate)
  const chosen = new Set<string>(idsOf(items, 'clip'))
  const halves: SelectedItem[] = []
  const under = mainClipAt(before, cut)
  const rightId = under && chosen.has(under.id) ? splitMainClip(draft, before, cut, context) : null
  if (rightId) halves.push({ kind: 'clip', id: rightId })
  for (const clipId of idsOf(items, 'clip')) {
    const id = splitSideClip(draft, before, clipId, cut, context)
    if (id) halves.push({ kind: 'clip', id })
  }
  for (const overlayId of idsOf(items, 'overlay')) {
    const id = splitOverlay(draft, before, overlayId, cut, context)
    if (id) halves.push({ kind: 'overlay', id })
  }
  for (const captionId of idsOf(items, 'caption')) {
    const id = splitCaptionAt(draft, before, captionId, cut, zeroTicks, context)
    if (id) halves.push({ kind: 'caption', id })
  }
  return halves.length > 0 ? done(settleRipple(draft, before), halves) : refuse('edit.split-nothing', {})
}

function splitSideClip(
  draft: LessonDraft,
  before: LessonDocument,
  clipId: ClipId,
  cut: Ticks,
  { newId }: CommandContext,
): ClipId | null {
  const clip = before.clips[clipId]
  const span = deriveTimeline(before).clipSpans.get(clipId)
  if (!clip?.anchor || !span) return null
  const { frameRate } = before.settings
  // Sound may start between two frames: the cut then lies a whole number of frames from its start.
  const frames = framesIn(ticks(cut - span.startTicks), frameRate)
  if (frames < 1 || frames >= framesIn(ticks(span.endTicks - span.startTicks), frameRate)) return null
  const id = newId() as ClipId
  const { left, right } = halve(clip, frames, frameRate, id)
  const target = draft.clips[clipId]
  if (target) Object.assign(target, castDraft({ ...left, anchor: target.anchor }))
  const after = readDraft(draft)
  const start = deriveTimeline(after).clipSpans.get(clipId)?.endTicks ?? cut
  draft.clips[id] = castDraft({ ...right, anchor: sideAnchor(after, after.tracks[clip.trackId], start) })
  return id
}

/** The first half keeps how the overlay enters, the second how it leaves. */
function splitOverlay(
  draft: LessonDraft,
  before: LessonDocument,
  overlayId: OverlayId,
  cut: Ticks,
  { newId }: CommandContext,
): OverlayId | null {
  const overlay = before.overlays[overlayId]
  const span = overlay && overlaySpan(before, overlay)
  if (!overlay || !span || cut <= span.startTicks || cut >= span.endTicks) return null
  const after = readDraft(draft)
  const head = retimeOverlay(before, overlay, { ...span, endTicks: cut }, after, 'instants')
  const tail = retimeOverlay(before, overlay, { ...span, startTicks: cut }, after, 'instants')
  if (!head || !tail) return null
  const atOnce = { kind: 'none', durationTicks: zeroTicks } as const
  const id = newId() as OverlayId
  draft.overlays[overlayId] = castDraft({ ...head, leave: atOnce })
  draft.overlays[id] = castDraft({ ...tail, id, enter: atOnce, slotId: null })
  return id
}

/** Cuts a caption at an instant of `before`; the second half goes `laterTicks` later. Null where it cannot be cut there. */
export function splitCaptionAt(
  draft: LessonDraft,
  before: LessonDocument,
  captionId: CaptionId,
  cut: Ticks,
  laterTicks: Ticks,
  { newId }: CommandContext,
): CaptionId | null {
  const caption = before.captions[captionId]
  const halves = caption && halveCaption(before, caption, cut, readDraft(draft), laterTicks)
  if (!halves) return null
  const id = newId() as CaptionId
  const { head, tail } = halves
  const [headMarks, tailMarks] = divideMarks(caption, [head.text, tail.text])
  const { marks: _, ...unmarked } = caption
  draft.captions[captionId] = castDraft({ ...unmarked, ...headMarks, ...head })
  draft.captions[id] = castDraft({ ...unmarked, ...tailMarks, ...tail, id })
  return id
}
