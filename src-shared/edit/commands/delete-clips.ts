import { castDraft } from 'immer'
import type { ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import type { Caption } from '../../project/schema/text.ts'
import { deriveTimeline, playsOn } from '../../project/timeline.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { divideByTime } from '../caption-words.ts'
import { done, refuse, type Command, type CommandResult, type LessonDraft } from '../command.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { anchorAtCut, settleRipple } from '../ripple.ts'

/** Deletes clips; what follows closes up. Questions and sections move to the cut, captions go with their words. */
export const deleteClips: Command<{ readonly clipIds: readonly ClipId[] }> = {
  label: 'delete-clips',
  run: (draft, { clipIds }) => removeClips(draft, clipIds),
}

/** The body of `deleteClips`, for commands that delete clips among other things. */
export function removeClips(draft: LessonDraft, clipIds: readonly ClipId[]): CommandResult {
  const before = readDraft(draft)
  if (clipIds.some((clipId) => !before.clips[clipId])) return refuse('edit.gone', { what: 'clip' })
  const doomed = new Set(clipIds)
  for (const clip of Object.values(before.clips))
    if (clip.anchor?.kind === 'clip' && doomed.has(clip.anchor.clipId)) doomed.add(clip.id)

  const deletedCaptions = takeCaptions(draft, before, doomed)
  const deletedOverlays = takeOverlays(draft, before, doomed)
  const moves = planCutMoves(before, doomed)
  draft.mainTrack = draft.mainTrack.filter((item) => item.kind === 'gap' || !doomed.has(item.clipId))
  const modelNotices = dropClips(draft, before, doomed)
  const movedQuestions = applyCutMoves(draft, moves)

  const notices: Notice[] = []
  if (deletedCaptions > 0) notices.push({ code: 'captions-deleted-with-clip', params: { count: deletedCaptions } })
  if (deletedOverlays > 0) notices.push({ code: 'overlays-deleted-with-clip', params: { count: deletedOverlays } })
  return done([...settleRipple(draft, before, movedQuestions), ...notices, ...modelNotices])
}

/** Takes clips out of their table and of what names them; their places on the main track are the caller's. */
export function dropClips(draft: LessonDraft, before: LessonDocument, doomed: ReadonlySet<ClipId>): readonly Notice[] {
  for (const clipId of doomed) {
    const slotId = before.clips[clipId]?.slotId
    const slot = slotId && draft.slots[slotId]
    if (slot) slot.filled = false
    delete draft.clips[clipId]
  }
  if (!draft.challenge?.modelClipId || !doomed.has(draft.challenge.modelClipId)) return []
  draft.challenge.modelClipId = null
  return [{ code: 'model-clip-deleted', params: {} }]
}

/** The cut each moved record goes to, as an index into the main track without the deleted clips. */
type CutMoves = { readonly questions: ReadonlyMap<string, number>; readonly sections: ReadonlyMap<string, number> }

function planCutMoves(before: LessonDocument, doomed: ReadonlySet<ClipId>): CutMoves {
  const cutOf = new Map<ClipId, number>()
  let kept = 0
  for (const item of before.mainTrack) {
    if (item.kind === 'clip' && doomed.has(item.clipId)) cutOf.set(item.clipId, kept)
    else kept += 1
  }
  const cut = (anchor: Anchor): number | null => {
    if (anchor.kind === 'timeline' || !doomed.has(anchor.clipId)) return null
    const host = before.clips[anchor.clipId]?.anchor
    return cutOf.get(host?.kind === 'clip' ? host.clipId : anchor.clipId) ?? kept
  }
  const collect = (records: readonly { readonly id: string; readonly anchor: Anchor }[]): ReadonlyMap<string, number> =>
    new Map(
      records.flatMap((record) => {
        const index = cut(record.anchor)
        return index === null ? [] : [[record.id, index] as const]
      }),
    )
  return { questions: collect(Object.values(before.questions)), sections: collect(Object.values(before.sections)) }
}

function applyCutMoves(draft: LessonDraft, moves: CutMoves): number {
  const document = readDraft(draft)
  for (const table of ['questions', 'sections'] as const) {
    for (const [id, index] of moves[table]) {
      const record = (draft[table] as Record<string, { anchor: Anchor }>)[id]
      if (record) record.anchor = anchorAtCut(document, index)
    }
  }
  return moves.questions.size
}

function takeOverlays(draft: LessonDraft, before: LessonDocument, doomed: ReadonlySet<ClipId>): number {
  let count = 0
  for (const table of ['overlays', 'markers'] as const) {
    for (const { id, anchor } of Object.values(before[table])) {
      if (anchor.kind === 'timeline' || !doomed.has(anchor.clipId)) continue
      delete (draft[table] as Record<string, unknown>)[id]
      if (table === 'overlays') count += 1
    }
  }
  return count
}

/**
 * Captions go with their words. One that a split runs through has words on both sides: what was said in the part that stays
 * is kept. Without word times the longer side decides.
 */
export function takeCaptions(draft: LessonDraft, before: LessonDocument, doomed: ReadonlySet<ClipId>): number {
  let count = 0
  for (const caption of Object.values(before.captions)) {
    const { anchor } = caption
    const clip = anchor.kind === 'clip' ? before.clips[anchor.clipId] : null
    if (anchor.kind !== 'clip' || !clip) continue
    const next = continuation(before, clip)
    const spill = next ? spilledTicks(caption, clip, anchor.sourceTicks) : 0
    if (doomed.has(clip.id)) {
      const kept = next && !doomed.has(next.id) && spill > 0 ? keepTail(caption, next, ticks(spill)) : null
      if (kept) draft.captions[caption.id] = castDraft(kept)
      else {
        delete draft.captions[caption.id]
        count += 1
      }
    } else if (next && doomed.has(next.id) && spill > 0) {
      const kept = keepHead(caption, ticks(spill))
      if (kept) draft.captions[caption.id] = castDraft(kept)
    }
  }
  return count
}

/** The clip behind that plays on where this one stops, as the right half of a split does. */
function continuation(document: LessonDocument, clip: Clip): Clip | null {
  const { mainClipIds, mainIndexes } = deriveTimeline(document)
  const index = mainIndexes.get(clip.id)
  const nextId = index === undefined ? undefined : mainClipIds[index + 1]
  const next = nextId === undefined ? undefined : document.clips[nextId]
  // Backwards, a caption counts its length against the direction of play: it never runs over this cut.
  return next && !clip.reversed && playsOn(clip, next) ? next : null
}

/** How much of a visible caption, in source ticks, lies past the end of its clip. */
function spilledTicks(caption: Caption, clip: Clip, sourceTicks: Ticks): number {
  const isHidden = sourceTicks >= clip.sourceOutTicks || sourceTicks + caption.durationTicks <= clip.sourceInTicks
  return isHidden ? 0 : Math.max(0, sourceTicks + caption.durationTicks - clip.sourceOutTicks)
}

function keepTail(caption: Caption, next: Clip, spill: Ticks): Caption | null {
  const offset = ticks(caption.durationTicks - spill)
  const anchor: Anchor = { kind: 'clip', clipId: next.id, sourceTicks: next.sourceInTicks }
  const divided = divideByTime(caption, offset)
  if (divided) return { ...caption, anchor, durationTicks: spill, ...divided.tail }
  return spill > caption.durationTicks / 2 ? { ...caption, anchor, durationTicks: spill } : null
}

function keepHead(caption: Caption, spill: Ticks): Caption | null {
  const offset = ticks(caption.durationTicks - spill)
  const divided = divideByTime(caption, offset)
  return divided ? { ...caption, durationTicks: offset, ...divided.head } : null
}
