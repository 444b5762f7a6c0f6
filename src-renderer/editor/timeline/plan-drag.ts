import { retimeCaption } from '#shared/edit/commands/captions.ts'
import { setGap } from '#shared/edit/commands/gaps.ts'
import { moveClips } from '#shared/edit/commands/move-clips.ts'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { moveToMainTrack, moveToPictureInPicture } from '#shared/edit/commands/move-to-track.ts'
import { duplicateItems } from '#shared/edit/commands/paste-items.ts'
import { rollCut } from '#shared/edit/commands/roll-cut.ts'
import { slideClip } from '#shared/edit/commands/slide-clip.ts'
import { slipClip } from '#shared/edit/commands/slip-clip.ts'
import { trimItem } from '#shared/edit/commands/trim-item.ts'
import { copyItems } from '#shared/edit/clipboard.ts'
import { mainIndexAt } from '#shared/edit/places.ts'
import type { Selection } from '#shared/edit/selection.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { captionStretch, nextHardCut } from '#shared/project/place-caption.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { addTicks, clampTicks, subtractTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { draggedCaption, type CaptionPart, type PressedCaption } from './dragged-caption.ts'
import { dropIndex } from './geometry.ts'
import {
  mainTrackSpans,
  type CaptionItem,
  type ClipItem,
  type GapItem,
  type OverlayItem,
  type TimelineItem,
} from './timeline-items.ts'

/** What of an item is pressed: an end, all of it, or the cut before it. */
export type ItemPart = 'start' | 'end' | 'whole' | 'cut'

export type Pressed = {
  readonly item: TimelineItem
  readonly part: ItemPart
  /** All that goes along, the pressed item among it. */
  readonly picked: Selection
  /** Leaves it where it is, and a copy comes along. */
  readonly copies: boolean
}

export type Pointer = {
  /** How far the pointer went, in time. */
  readonly movedTicks: Ticks
  /** The same after snapping. */
  readonly snappedTicks: Ticks
  /** The key of the lane that the pointer is over, or `aboveClips`. */
  readonly overLane: string | null
}

/** Between the clips and the tools of the timeline, where no lane is. */
export const aboveClips = 'above-clips'

/** What a drag does: which instants snap, to what within which stretch, and what happens in the document on every move. */
export type DragPlan = {
  readonly snaps: readonly Ticks[]
  /** Targets outside would move along; null takes all. */
  readonly within: { readonly fromTicks: Ticks; readonly toTicks: Ticks } | null
  /** What is drawn under the pointer, wherever the document puts it. */
  readonly floats: boolean
  readonly follow: (pointer: Pointer) => void
  /** In words beside the pointer, where no length changes: how far it went. */
  readonly tellsMove: boolean
}

const still = { within: null, floats: false, tellsMove: false } as const
const nothing: DragPlan = { ...still, snaps: [], follow: () => undefined }
/** A day: longer than every lesson. */
const longestGap = ticks(86_400 * ticksPerSecond)

/** The drag that a press begins; everything counts from the lesson as it is now. */
export function planDrag(editor: LessonEditor, { item, part, picked, copies }: Pressed): DragPlan {
  if (copies && item.kind !== 'gap') return planCopy(editor, item, picked)
  if (part === 'cut') return item.kind === 'clip' ? planRoll(editor, item) : nothing
  switch (item.kind) {
    case 'gap':
      return part === 'end' ? planGap(editor, item) : nothing
    case 'question':
      return planMove(editor, item, picked)
    case 'caption':
      return part === 'whole' && picked.length > 1 ? planMove(editor, item, picked) : planCaption(editor, item, part)
    case 'overlay':
      return part === 'whole' ? planMove(editor, item, picked) : planTrim(editor, item, part)
    case 'clip':
      return part === 'whole' ? planClip(editor, item, picked) : planTrim(editor, item, part)
  }
}

function planClip(editor: LessonEditor, item: ClipItem, picked: Selection): DragPlan {
  const { tool } = editor.view.getState()
  const { startTicks, endTicks } = item.span
  if (tool === 'slip') {
    const follow = ({ movedTicks }: Pointer): void =>
      void editor.session.updateDrag(slipClip, { clipId: item.id, deltaTicks: movedTicks })
    return { ...still, snaps: [], tellsMove: true, follow }
  }
  if (item.clip.anchor !== null) return planMove(editor, item, picked)
  if (tool === 'slide') {
    const follow = ({ snappedTicks }: Pointer): void =>
      void editor.session.updateDrag(slideClip, { clipId: item.id, deltaTicks: snappedTicks })
    return { ...still, snaps: [startTicks, endTicks], tellsMove: true, follow }
  }
  return planOrder(editor, item, picked)
}

/** A copy of what was picked goes where the pointer lets go; main clips at the nearest cut. */
function planCopy(editor: LessonEditor, item: TimelineItem, picked: Selection): DragPlan {
  const firstTicks = copyItems(editor.document, picked)?.originTicks ?? item.span.startTicks
  return {
    ...still,
    snaps: [item.span.startTicks, item.span.endTicks],
    follow: ({ snappedTicks }) => {
      const atTicks = ticks(Math.max(0, firstTicks + snappedTicks))
      editor.session.updateDrag(duplicateItems, { items: picked, atTicks })
    },
  }
}

/** Trims by an edge; what follows a main clip ripples. */
function planTrim(editor: LessonEditor, item: ClipItem | OverlayItem, edge: 'start' | 'end'): DragPlan {
  const { kind, id, span } = item
  const ripples = item.kind === 'clip' && item.clip.anchor === null
  return {
    ...still,
    snaps: [edge === 'start' ? span.startTicks : span.endTicks],
    within: ripples ? { fromTicks: span.startTicks, toTicks: span.endTicks } : null,
    follow: ({ snappedTicks }) => {
      const refs = { kind, id } as Parameters<typeof trimItem.run>[1]['item']
      editor.session.updateDrag(trimItem, { item: refs, edge, deltaTicks: snappedTicks })
      if (!ripples || edge === 'end') return
      // The clip keeps its place in the document and gets shorter behind; on screen its end, and all after it, stays where
      // it was, so that the edge follows the pointer.
      const endTicks = deriveTimeline(editor.document).clipSpans.get(item.id)?.endTicks ?? span.endTicks
      editor.view.setState({ shift: { fromTicks: span.startTicks, byTicks: subtractTicks(span.endTicks, endTicks) } })
    },
  }
}

/** Moves clips of the main track to another place in their order, or one of them over the others, as picture in picture. */
function planOrder(editor: LessonEditor, item: ClipItem, picked: Selection): DragPlan {
  const { document } = editor
  const chosen = new Set<string>(picked.map(({ id }) => id))
  const places = document.mainTrack.map((place) => (place.kind === 'clip' ? place.clipId : null))
  const clipIds = places.filter((id): id is ClipId => id !== null && chosen.has(id))
  // The pressed clip stands for all that goes along.
  const spans = mainTrackSpans(document).filter((_, index) => places[index] === item.id || !chosen.has(places[index] ?? ''))
  const index = places.filter((id) => id === item.id || !chosen.has(id ?? '')).indexOf(item.id)
  return {
    ...still,
    snaps: [item.span.startTicks, item.span.endTicks],
    floats: true,
    follow: ({ movedTicks, snappedTicks, overLane }) => {
      // A track that this drag itself has made counts, too; it is made again with each move.
      const over = trackOf(editor.document, overLane)
      const isAbove = overLane === aboveClips || over?.band === 'overlays' || over?.band === 'picture-in-picture'
      if (isAbove && clipIds.length === 1) {
        const atTicks = ticks(Math.max(0, item.span.startTicks + snappedTicks))
        const known = trackOf(document, overLane)
        const onto = known?.band === 'picture-in-picture' ? { trackId: known.id } : {}
        editor.session.updateDrag(moveToPictureInPicture, { clipId: item.id, atTicks, ...onto })
      } else {
        editor.session.updateDrag(moveClips, { clipIds, toIndex: dropIndex(spans, index, movedTicks) })
      }
    },
  }
}

/** Moves what stands beside the main clips through time, and to the track of its kind that the pointer is over. */
function planMove(editor: LessonEditor, item: Exclude<TimelineItem, GapItem>, picked: Selection): DragPlan {
  const { document } = editor
  const own = bandOf(document, item)
  return {
    ...still,
    snaps: item.kind === 'question' ? [item.ticks] : [item.span.startTicks, item.span.endTicks],
    follow: ({ snappedTicks, overLane }) => {
      const over = trackOf(document, overLane)
      if (item.kind === 'clip' && own === 'picture-in-picture' && over?.band === 'main' && picked.length === 1) {
        const index = mainIndexAt(document, ticks(Math.max(0, item.span.startTicks + snappedTicks)))
        editor.session.updateDrag(moveToMainTrack, { clipId: item.id, index })
        return
      }
      const track = own !== null && over?.band === own ? { trackId: over.id } : {}
      editor.session.updateDrag(moveItems, { items: picked, deltaTicks: snappedTicks, ...track })
    },
  }
}

function trackOf({ tracks }: LessonDocument, key: string | null) {
  return Object.values(tracks).find(({ id }) => id === key)
}

function bandOf({ tracks }: LessonDocument, item: TimelineItem) {
  const trackId = item.kind === 'clip' ? item.clip.trackId : item.kind === 'overlay' ? item.overlay.trackId : null
  return trackId === null ? null : (tracks[trackId]?.band ?? null)
}

/** Moves the cut before a clip: one side gets longer by what the other gets shorter. */
function planRoll(editor: LessonEditor, { id: rightClipId, span }: ClipItem): DragPlan {
  return {
    ...still,
    snaps: [span.startTicks],
    tellsMove: true,
    follow: ({ snappedTicks }) => void editor.session.updateDrag(rollCut, { rightClipId, deltaTicks: snappedTicks }),
  }
}

function planGap(editor: LessonEditor, { id: gapId, span }: GapItem): DragPlan {
  const length = subtractTicks(span.endTicks, span.startTicks)
  return {
    ...still,
    snaps: [span.endTicks],
    within: { fromTicks: span.startTicks, toTicks: span.endTicks },
    follow: ({ snappedTicks }) => {
      const durationTicks = clampTicks(addTicks(length, snappedTicks), zeroTicks, longestGap)
      editor.session.updateDrag(setGap, { gapId, durationTicks })
    },
  }
}

function planCaption(editor: LessonEditor, item: CaptionItem, part: CaptionPart): DragPlan {
  const pressed = pressCaption(editor, item, part)
  const { startTicks, endTicks } = item.span
  return {
    ...still,
    snaps: part === 'start' ? [startTicks] : part === 'end' ? [endTicks] : [startTicks, endTicks],
    follow: ({ snappedTicks }) =>
      void editor.session.updateDrag(retimeCaption, { captionId: item.id, ...draggedCaption(pressed, snappedTicks) }),
  }
}

function pressCaption({ document }: LessonEditor, { caption, span }: CaptionItem, part: CaptionPart): PressedCaption {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const stretch = captionStretch(document, caption)
  const clip = caption.anchor.kind === 'clip' ? clipSpans.get(caption.anchor.clipId) : undefined
  return {
    part,
    shown: span,
    lengthTicks: subtractTicks(stretch.endTicks, stretch.startTicks),
    room: { startTicks: clip?.startTicks ?? zeroTicks, endTicks: clip ? nextHardCut(document, span.startTicks) : durationTicks },
    lessonTicks: durationTicks,
  }
}
