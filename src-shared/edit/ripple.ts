import { castDraft } from 'immer'
import type { ClipId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Anchor } from '../project/schema/time.ts'
import { anchorAt, anchorToTimeline, deriveTimeline, playsOn } from '../project/timeline.ts'
import { clampTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'
import { findWithGap, followGaps } from './follow-gaps.ts'
import type { Notice } from './notices.ts'
import { mainItemStart, readDraft } from './places.ts'
import { settleTracks } from './settle-tracks.ts'

/**
 * What every command that moves cuts ends with: what stood in a gap goes with the gap, questions outside their clip or the
 * lesson go to the nearest cut, transitions between clips that are no longer neighbours go, and branches lead to the same
 * picture as before. `alreadyMoved` counts questions that the command itself put at a cut.
 */
export function settleRipple(draft: LessonDraft, before: LessonDocument, alreadyMoved = 0): Notice[] {
  const movedWithGaps = followGaps(draft, before)
  const after = readDraft(draft)
  const moved = alreadyMoved + movedWithGaps + clampQuestions(draft, after)
  dropLooseTransitions(draft, after)
  keepBranchTargets(draft, before, after)
  settleTracks(draft, after)
  return moved > 0 ? [{ code: 'questions-moved-to-cut', params: { count: moved } }] : []
}

function clampQuestions(draft: LessonDraft, document: LessonDocument): number {
  const { durationTicks } = deriveTimeline(document)
  let moved = 0
  for (const { id, anchor } of Object.values(document.questions)) {
    const question = draft.questions[id]
    if (!question) continue
    if (anchor.kind === 'timeline') {
      if (anchor.ticks <= durationTicks) continue
      question.anchor = anchorAt(document, durationTicks)
    } else {
      const clip = document.clips[anchor.clipId]
      if (!clip) continue
      const sourceTicks = clampTicks(anchor.sourceTicks, clip.sourceInTicks, clip.sourceOutTicks)
      if (sourceTicks === anchor.sourceTicks) continue
      question.anchor = { ...anchor, sourceTicks }
    }
    moved += 1
  }
  return moved
}

/** Transitions stay only between neighbours of the main track. */
function dropLooseTransitions(draft: LessonDraft, document: LessonDocument): void {
  const { mainClipIds, mainIndexes } = deriveTimeline(document)
  for (const transition of Object.values(document.transitions)) {
    const left = mainIndexes.get(transition.leftClipId)
    if (left === undefined || mainClipIds[left + 1] !== transition.rightClipId) delete draft.transitions[transition.id]
  }
}

function keepBranchTargets(draft: LessonDraft, before: LessonDocument, after: LessonDocument): void {
  const branching = Object.values(before.questions).filter(
    ({ branch }) => branch.correctTicks !== null || branch.incorrectTicks !== null,
  )
  if (branching.length === 0) return
  const target = (instant: Ticks | null): Ticks | null => (instant === null ? null : sameInstant(before, after, instant))
  for (const { id, branch } of branching) {
    const question = draft.questions[id]
    if (!question) continue
    question.branch = { correctTicks: target(branch.correctTicks), incorrectTicks: target(branch.incorrectTicks) }
  }
}

/** Where the picture of an instant is found after an edit; the nearest place that is left where it was cut away. */
function sameInstant(before: LessonDocument, after: LessonDocument, instant: Ticks): Ticks {
  const { durationTicks, clipSpans } = deriveTimeline(after)
  const anchor = anchorAt(before, instant)
  const span = anchor.kind === 'clip' ? clipSpans.get(anchor.clipId) : null
  if (!span) return clampTicks(findWithGap(before, after, instant)?.instant ?? instant, ticks(0), durationTicks)
  const mapped = anchorToTimeline(anchor, after)
  const clip = anchor.kind === 'clip' ? after.clips[anchor.clipId] : null
  const isSplitOff = clip && mapped > span.endTicks && isContinued(after, clip.id)
  const inClip = isSplitOff ? mapped : clampTicks(mapped, span.startTicks, span.endTicks)
  return clampTicks(inClip, ticks(0), durationTicks)
}

function isContinued(document: LessonDocument, clipId: ClipId): boolean {
  const { mainClipIds, mainIndexes } = deriveTimeline(document)
  const next = mainClipIds[(mainIndexes.get(clipId) ?? mainClipIds.length) + 1]
  const left = document.clips[clipId]
  const right = next && document.clips[next]
  return Boolean(left && right && playsOn(left, right))
}

/**
 * The anchor for something moved to the cut before the main track item at `index`: the start of the clip behind the cut, or
 * the end of the one before it, or (between gaps) the timeline.
 */
export function anchorAtCut(document: LessonDocument, index: number): Anchor {
  const behind = document.mainTrack[index]
  const ahead = document.mainTrack[index - 1]
  const edge = (clipId: ClipId, atStart: boolean): Anchor | null => {
    const clip = document.clips[clipId]
    if (!clip) return null
    const takesIn = atStart !== clip.reversed || clip.freezeTicks !== null
    return { kind: 'clip', clipId, sourceTicks: takesIn ? clip.sourceInTicks : clip.sourceOutTicks }
  }
  const found =
    (behind?.kind === 'clip' ? edge(behind.clipId, true) : null) ?? (ahead?.kind === 'clip' ? edge(ahead.clipId, false) : null)
  return found ?? { kind: 'timeline', ticks: mainItemStart(document, index) }
}

/** Replaces the anchors of everything that hangs on a clip. `move` returns null to leave one as it is. */
export function moveAnchors(draft: LessonDraft, clipId: ClipId, move: (sourceTicks: Ticks) => Anchor | null): void {
  const document = readDraft(draft)
  for (const table of ['captions', 'overlays', 'questions', 'markers', 'sections', 'clips'] as const) {
    for (const record of Object.values(document[table])) {
      if (record.anchor?.kind !== 'clip' || record.anchor.clipId !== clipId) continue
      const anchor = move(record.anchor.sourceTicks)
      const target = (draft[table] as Record<string, { anchor: Anchor | null }>)[record.id]
      if (anchor && target) target.anchor = castDraft(anchor)
    }
  }
}
