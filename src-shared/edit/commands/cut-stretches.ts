import { castDraft } from 'immer'
import type { ClipId, TransitionId } from '../../project/ids.ts'
import type { Clip, MainTrackItem } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import { anchorAt, anchorToTimeline, deriveTimeline, type Span } from '../../project/timeline.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import { cutCaptions } from '../cut-captions.ts'
import { cutUp, instantAfterCuts, nameParts, planCuts, stretchesWithin, type CutItem, type CutPlan } from '../cut-plan.ts'
import { overlaySpan, sideAnchor } from '../neighbours.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { retimeThrough } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { dropClips } from './delete-clips.ts'

/**
 * Cuts any number of stretches out of the timeline in one step, to the nearest frames; what follows closes up. Captions go with
 * their words, clips beside the main track are cut along with it, music and what else keeps to the timeline stays, questions and
 * markers go to the cut, and pictures over the film keep what is left of their time.
 */
export const cutStretches: Command<{ readonly stretches: readonly Span[] }> = {
  label: 'cut-stretches',
  run: (draft, { stretches }, context) => removeStretches(draft, stretches, context),
}

/** The body of `cutStretches`, for commands that find the stretches themselves. */
export function removeStretches(draft: LessonDraft, stretches: readonly Span[], context: CommandContext): CommandResult {
  const before = readDraft(draft)
  const plan = planCuts(before, stretches, context.newId)
  if (plan.stretches.length === 0) return refuse('edit.stretch-outside', {})
  const notices = [...writeMainTrack(draft, before, plan)]
  const captions = cutCaptions(Object.values(before.captions), plan.items, context.newId)
  let gone = 0
  for (const [id, caption] of captions.changed) {
    if (caption === null) {
      delete draft.captions[id]
      gone += 1
    } else if (caption !== before.captions[id]) draft.captions[id] = castDraft(caption)
  }
  for (const caption of captions.added) draft.captions[caption.id] = castDraft(caption)
  cutBeside(draft, before, plan, context)
  const overlaysGone = cutOverlays(draft, before, plan)
  const moved = moveRest(draft, before, plan)
  const rippled = settleRipple(draft, before, moved)
  keepBranches(draft, before, (instant) => instantAfterCuts(plan.stretches, instant))
  if (gone > 0) notices.push({ code: 'captions-deleted-with-clip', params: { count: gone } })
  if (overlaysGone > 0) notices.push({ code: 'overlays-deleted-with-clip', params: { count: overlaysGone } })
  return done([...rippled, ...notices], [])
}

function writeMainTrack(draft: LessonDraft, before: LessonDocument, { items }: CutPlan): readonly Notice[] {
  const doomed = new Set<ClipId>()
  const ends = new Map<ClipId, { readonly first: ClipId; readonly last: ClipId }>()
  for (const item of items) {
    if (item.kind === 'gap' || isWhole(item)) continue
    const kept = item.pieces.filter(({ removed }) => !removed)
    const [first, last] = [kept[0], kept.at(-1)]
    if (first && last) ends.set(item.original.id, { first: first.clip.id, last: last.clip.id })
    else doomed.add(item.original.id)
    for (const { clip } of kept) draft.clips[clip.id] = castDraft(clip)
  }
  draft.mainTrack = items.flatMap((item): MainTrackItem[] => {
    if (item.kind === 'gap') return item.durationTicks > 0 ? [{ ...item }] : []
    return item.pieces.flatMap(({ clip, removed }) => (removed ? [] : [{ kind: 'clip', clipId: clip.id }]))
  })
  for (const { id, leftClipId, rightClipId } of Object.values(before.transitions)) {
    const target = draft.transitions[id as TransitionId]
    const [left, right] = [ends.get(leftClipId), ends.get(rightClipId)]
    if (target && left && left.last !== leftClipId) target.leftClipId = left.last
    if (target && right && right.first !== rightClipId) target.rightClipId = right.first
  }
  return dropClips(draft, before, doomed)
}

const isWhole = (item: CutItem): boolean => item.kind === 'gap' || (item.pieces.length === 1 && item.pieces[0]?.removed === false)

/** What belongs to the clips beside the main track is cut out of them, too, or a voice would no longer fit its picture. */
function cutBeside(draft: LessonDraft, before: LessonDocument, { stretches, items }: CutPlan, { newId }: CommandContext): void {
  const { clipSpans } = deriveTimeline(before)
  const after = readDraft(draft)
  const isCut = cutClipIds(items)
  for (const clip of Object.values(before.clips)) {
    const span = clipSpans.get(clip.id)
    if (clip.anchor?.kind !== 'clip' || !span) continue
    const track = before.tracks[clip.trackId]
    const inside = stretchesWithin(stretches, span)
    const anchorOf = (instant: Span['startTicks']): Anchor => sideAnchor(after, track, instantAfterCuts(stretches, instant))
    if (inside.length === 0) {
      const target = draft.clips[clip.id]
      if (target && isCut.has(clip.anchor.clipId)) target.anchor = castDraft(anchorOf(span.startTicks))
      continue
    }
    const pieces = nameParts(clip, cutUp(before, clip, span, inside), newId)
    const kept = pieces.filter(({ removed }) => !removed)
    if (kept.length === 0) dropClips(draft, before, new Set([clip.id]))
    for (const piece of kept)
      draft.clips[piece.clip.id] = castDraft({ ...piece.clip, anchor: anchorOf(piece.span.startTicks) } satisfies Clip)
  }
}

function cutClipIds(items: readonly CutItem[]): ReadonlySet<ClipId> {
  return new Set(items.flatMap((item) => (item.kind === 'clip' && !isWhole(item) ? [item.original.id] : [])))
}

/** Says how many went with all of their time. */
function cutOverlays(draft: LessonDraft, before: LessonDocument, { stretches, items }: CutPlan): number {
  const after = readDraft(draft)
  const isCut = cutClipIds(items)
  let gone = 0
  for (const overlay of Object.values(before.overlays)) {
    const { anchor } = overlay
    const span = overlaySpan(before, overlay)
    if (!span) {
      // It waits in a part that was trimmed away.
      if (anchor.kind === 'clip' && isCut.has(anchor.clipId) && !after.clips[anchor.clipId]) delete draft.overlays[overlay.id]
      continue
    }
    const isTouched = stretchesWithin(stretches, span).length > 0
    const isMoved =
      anchor.kind === 'timeline' ? instantAfterCuts(stretches, span.startTicks) !== span.startTicks : isCut.has(anchor.clipId)
    if (!isTouched && !isMoved) continue
    const next = retimeThrough(before, overlay, span, after, (instant) => instantAfterCuts(stretches, instant))
    if (next) draft.overlays[overlay.id] = castDraft(next)
    else {
      delete draft.overlays[overlay.id]
      gone += 1
    }
  }
  return gone
}

/** Questions, sections, markers, and what stands in gaps; says how many questions came to a cut. */
function moveRest(draft: LessonDraft, before: LessonDocument, { stretches, items }: CutPlan): number {
  const after = readDraft(draft)
  const isCut = cutClipIds(items)
  const hasGaps = before.mainTrack.some(({ kind }) => kind === 'gap')
  let moved = 0
  for (const table of ['questions', 'sections', 'markers', 'captions'] as const) {
    for (const { id, anchor } of Object.values(before[table])) {
      const target = (draft[table] as Record<string, { anchor: Anchor }>)[id]
      if (!target || (table === 'captions' && anchor.kind === 'clip')) continue
      if (anchor.kind === 'clip' ? !isCut.has(anchor.clipId) : !hasGaps || !standsInGap(before, anchor.ticks)) continue
      const clip = anchor.kind === 'clip' ? before.clips[anchor.clipId] : null
      const isWaiting =
        clip && anchor.kind === 'clip' && (anchor.sourceTicks < clip.sourceInTicks || anchor.sourceTicks > clip.sourceOutTicks)
      if (isWaiting && clip && after.clips[clip.id]) continue
      const instant = anchorToTimeline(anchor, before)
      target.anchor = castDraft(anchorAt(after, instantAfterCuts(stretches, instant)))
      const isGone = stretches.some(({ startTicks, endTicks }) => instant >= startTicks && instant < endTicks)
      if (table === 'questions' && isGone) moved += 1
    }
  }
  return moved
}

function standsInGap(document: LessonDocument, instant: Span['startTicks']): boolean {
  return anchorAt(document, instant).kind === 'timeline'
}

/** Branches lead to the same picture as before. */
export function keepBranches(
  draft: LessonDraft,
  before: LessonDocument,
  move: (instant: Span['startTicks']) => Span['startTicks'],
): void {
  for (const { id, branch } of Object.values(before.questions)) {
    const { correctTicks, incorrectTicks } = branch
    const question = draft.questions[id]
    if (!question || (correctTicks === null && incorrectTicks === null)) continue
    question.branch = {
      correctTicks: correctTicks === null ? null : move(correctTicks),
      incorrectTicks: incorrectTicks === null ? null : move(incorrectTicks),
    }
  }
}
