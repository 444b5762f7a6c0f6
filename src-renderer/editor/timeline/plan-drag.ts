import { retimeCaption } from '#shared/edit/commands/captions.ts'
import { setGap } from '#shared/edit/commands/gaps.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { moveQuestion } from '#shared/edit/commands/questions.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { captionStretch, nextHardCut } from '#shared/project/place-caption.ts'
import { deriveTimeline, type Span } from '#shared/project/timeline.ts'
import { addTicks, clampTicks, subtractTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { draggedCaption, type CaptionPart, type PressedCaption } from './dragged-caption.ts'
import { dropIndex } from './geometry.ts'
import type { ItemPart } from './lane-drag.ts'
import type { Lane } from './lanes.ts'
import { mainTrackSpans, type CaptionItem, type ClipItem, type GapItem, type TimelineItem } from './timeline-items.ts'

export type Pressed = {
  readonly item: TimelineItem
  readonly part: ItemPart
  readonly lane: Lane
  /** All that goes along, the pressed item among it. */
  readonly picked: Selection
  /** Leaves a copy behind. */
  readonly copies: boolean
}

type Pointer = {
  /** How far the pointer went, in time. */
  readonly movedTicks: Ticks
  /** The same after snapping. */
  readonly snappedTicks: Ticks
  readonly clientX: number
  readonly clientY: number
}

/** What a drag does: which instants snap, to which of the targets, and what happens in the document on every move. */
export type DragPlan = {
  readonly snaps: readonly Ticks[]
  readonly targets: (all: readonly Ticks[]) => readonly Ticks[]
  readonly floating: ReadonlySet<string>
  readonly follow: (pointer: Pointer) => { readonly remark: string } | void
}

const all = (targets: readonly Ticks[]): readonly Ticks[] => targets
const nothing: DragPlan = { snaps: [], targets: all, floating: new Set(), follow: () => undefined }

/** The drag that a press begins; everything counts from the lesson as it is now. */
export function planDrag(editor: LessonEditor, pressed: Pressed): DragPlan {
  const { item, part, lane } = pressed
  if (item.kind === 'caption') return part === 'cut' ? nothing : planCaption(editor, item, part)
  if (item.kind === 'question') return planQuestion(editor, item.id, item.ticks)
  if (item.kind === 'gap') return part === 'end' ? planGap(editor, item) : nothing
  if (item.kind === 'clip' && lane.kind === 'clips') {
    if (part === 'whole') return planMove(editor, item)
    if (part === 'start' || part === 'end') return planTrim(editor, item, part)
  }
  return nothing
}

/** Trims by an edge; what follows ripples. */
function planTrim(editor: LessonEditor, { id: clipId, span }: ClipItem, edge: 'start' | 'end'): DragPlan {
  const at = edge === 'start' ? span.startTicks : span.endTicks
  return {
    snaps: [at],
    // What lies outside the clip moves with the edge.
    targets: (targets) => targets.filter((target) => target > span.startTicks && target < span.endTicks),
    floating: new Set(),
    follow: ({ snappedTicks }) => {
      editor.session.updateDrag(trimClip, { clipId, edge, deltaTicks: snappedTicks })
      if (edge === 'end') return
      // The clip keeps its place in the document and gets shorter behind; on screen its end, and all after it, stays where
      // it was, so that the edge follows the pointer.
      const endTicks = deriveTimeline(editor.document).clipSpans.get(clipId)?.endTicks ?? span.endTicks
      editor.view.setState({ shift: { fromTicks: span.startTicks, byTicks: subtractTicks(span.endTicks, endTicks) } })
    },
  }
}

/** Moves a clip of the main track to another place in the order. */
function planMove(editor: LessonEditor, { id: clipId }: ClipItem): DragPlan {
  const spans = mainTrackSpans(editor.document)
  const index = editor.document.mainTrack.findIndex((place) => place.kind === 'clip' && place.clipId === clipId)
  return {
    ...nothing,
    floating: new Set([clipId]),
    follow: ({ movedTicks }) =>
      void editor.session.updateDrag(moveClip, { clipId, toIndex: dropIndex(spans, index, movedTicks) }),
  }
}

function planGap(editor: LessonEditor, { id: gapId, span }: GapItem): DragPlan {
  return {
    snaps: [span.endTicks],
    targets: () => [],
    floating: new Set(),
    follow: ({ snappedTicks }) => {
      const durationTicks = clampTicks(
        addTicks(subtractTicks(span.endTicks, span.startTicks), snappedTicks),
        zeroTicks,
        longestGap,
      )
      editor.session.updateDrag(setGap, { gapId, durationTicks })
    },
  }
}

const longestGap = (86_400 * 120_000) as Ticks

function planCaption(editor: LessonEditor, item: CaptionItem, part: CaptionPart): DragPlan {
  const pressed = pressCaption(editor, item, part)
  const { startTicks, endTicks } = item.span
  return {
    snaps: part === 'start' ? [startTicks] : part === 'end' ? [endTicks] : [startTicks, endTicks],
    targets: all,
    floating: new Set(),
    follow: ({ snappedTicks }) => {
      const instants = draggedCaption(pressed, snappedTicks)
      editor.session.updateDrag(retimeCaption, { captionId: item.id, ...instants })
    },
  }
}

function pressCaption({ document }: LessonEditor, { caption, span }: CaptionItem, part: CaptionPart): PressedCaption {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const stretch: Span = captionStretch(document, caption)
  const clip = caption.anchor.kind === 'clip' ? clipSpans.get(caption.anchor.clipId) : undefined
  return {
    part,
    shown: span,
    lengthTicks: subtractTicks(stretch.endTicks, stretch.startTicks),
    room: { startTicks: clip?.startTicks ?? zeroTicks, endTicks: clip ? nextHardCut(document, span.startTicks) : durationTicks },
    lessonTicks: durationTicks,
  }
}

function planQuestion(
  editor: LessonEditor,
  questionId: Parameters<typeof moveQuestion.run>[1]['questionId'],
  at: Ticks,
): DragPlan {
  return {
    snaps: [at],
    targets: all,
    floating: new Set(),
    follow: ({ snappedTicks }) => {
      const atTicks = clampTicks(addTicks(at, snappedTicks), zeroTicks, editor.durationTicks)
      editor.session.updateDrag(moveQuestion, { questionId, atTicks })
    },
  }
}
