import { castDraft } from 'immer'
import type { ClipId, GapId } from '../../project/ids.ts'
import type { MainTrackItem } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import { anchorAt, anchorToTimeline, clipDurationTicks, deriveTimeline } from '../../project/timeline.ts'
import { addTicks, ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { pinOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { idsOf, type Selection } from '../selection.ts'
import { dropClips, removeClips, takeCaptions } from './delete-clips.ts'
import { removeRecords } from './delete-items.ts'

/**
 * Deletes all that is selected without closing up: clips of the main track leave a gap as long as they were. Captions go with
 * their words; all else that stood over them stays at its instant. Selected gaps stay.
 */
export const liftItems: Command<{ readonly items: Selection }> = {
  label: 'lift-items',
  run(draft, { items }, context) {
    const { clips } = readDraft(draft)
    const chosen = idsOf(items, 'clip')
    if (chosen.some((id) => !clips[id])) return refuse('edit.gone', { what: 'clip' })
    removeRecords(draft, items)
    const beside = chosen.filter((id) => clips[id]?.anchor !== null)
    const removed = removeClips(draft, beside)
    if (!removed.ok) return removed
    const lifted = new Set(chosen.filter((id) => clips[id]?.anchor === null))
    return done([...removed.value.notices, ...liftClips(draft, lifted, context)], [])
  },
}

function liftClips(draft: LessonDraft, lifted: ReadonlySet<ClipId>, { newId }: CommandContext): readonly Notice[] {
  if (lifted.size === 0) return []
  const before = readDraft(draft)
  const notices: Notice[] = []
  const deletedCaptions = takeCaptions(draft, before, lifted)
  if (deletedCaptions > 0) notices.push({ code: 'captions-deleted-with-clip', params: { count: deletedCaptions } })
  draft.mainTrack = castDraft(leaveGaps(before, lifted, () => newId() as GapId))
  keepInstants(draft, before, lifted)
  notices.push(...dropClips(draft, before, lifted))
  return [...settleRipple(draft, before), ...notices]
}

/** Clips that touch leave one gap. */
function leaveGaps(before: LessonDocument, lifted: ReadonlySet<ClipId>, newGapId: () => GapId): readonly MainTrackItem[] {
  const items: MainTrackItem[] = []
  const made = new Set<MainTrackItem>()
  for (const item of before.mainTrack) {
    const clip = item.kind === 'clip' && lifted.has(item.clipId) ? before.clips[item.clipId] : null
    if (!clip) {
      items.push(item)
      continue
    }
    const length = clipDurationTicks(clip, before.settings.frameRate)
    const last = items.at(-1)
    const grown = last?.kind === 'gap' && made.has(last) ? last : null
    const gap: MainTrackItem = grown
      ? { ...grown, durationTicks: addTicks(grown.durationTicks, length) }
      : { kind: 'gap', id: newGapId(), durationTicks: length }
    if (grown) items.pop()
    made.add(gap)
    items.push(gap)
  }
  return items
}

/** What stood over lifted clips is anchored to the timeline; what was hidden by a trim there goes with the media. */
function keepInstants(draft: LessonDraft, before: LessonDocument, lifted: ReadonlySet<ClipId>): void {
  const after = withoutClips(readDraft(draft), lifted)
  const { durationTicks } = deriveTimeline(after)
  const isOn = (anchor: Anchor | null): boolean => anchor?.kind === 'clip' && lifted.has(anchor.clipId)
  for (const overlay of Object.values(before.overlays)) {
    if (!isOn(overlay.anchor)) continue
    const pinned = pinOverlay(before, overlay)
    if (pinned) draft.overlays[overlay.id] = castDraft(pinned)
    else delete draft.overlays[overlay.id]
  }
  for (const table of ['questions', 'sections', 'markers', 'clips'] as const) {
    for (const { id, anchor } of Object.values(before[table])) {
      const target = (draft[table] as Record<string, { anchor: Anchor | null }>)[id]
      if (!target || !anchor || !isOn(anchor)) continue
      const instant = anchorToTimeline(anchor, before)
      if (table === 'markers' && (instant < 0 || instant > durationTicks || isHidden(before, anchor)))
        delete (draft[table] as Record<string, unknown>)[id]
      else target.anchor = castDraft(anchorAt(after, ticks(Math.max(0, instant))))
    }
  }
}

function isHidden(document: LessonDocument, anchor: Anchor): boolean {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const at = anchor.kind === 'clip' ? anchor.sourceTicks : 0
  return clip !== null && clip !== undefined && (at < clip.sourceInTicks || at > clip.sourceOutTicks)
}

function withoutClips(document: LessonDocument, lifted: ReadonlySet<ClipId>): LessonDocument {
  const clips = Object.fromEntries(Object.entries(document.clips).filter(([id]) => !lifted.has(id as ClipId)))
  return { ...document, clips }
}
