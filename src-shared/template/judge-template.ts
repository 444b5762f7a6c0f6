import type { AssetId, SlotId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument, Slot } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { ticks, type Ticks } from '../time/ticks.ts'

/** `gone`: what the slot stood for was taken out of the lesson, which is the author's right. */
export type SlotStanding = 'open' | 'filled' | 'gone'

export type JudgedSlot = {
  readonly slot: Slot
  readonly standing: SlotStanding
  /** Timeline length of what a clip slot shows; null for others. */
  readonly lengthTicks: Ticks | null
  readonly problem: 'too-short' | 'too-long' | null
}

/** How far a lesson has come from its template. Lengths are timeline ticks. */
export type JudgedTemplate = {
  readonly slots: readonly JudgedSlot[]
  readonly lengthTicks: Ticks
  readonly minTicks: Ticks | null
  readonly maxTicks: Ticks | null
  readonly length: 'fine' | 'too-short' | 'too-long'
  /** Required slots that are still open. */
  readonly missing: number
  readonly done: boolean
}

/** Half a frame at 30 a second: rounding of a cut to the frame grid breaks no rule. */
const toleranceTicks = 2000

/** What is filled, what is missing and which rules are broken; null where the lesson is not made from a template. Pure. */
export function judgeTemplate(document: LessonDocument): JudgedTemplate | null {
  const slots = Object.values(document.slots)
  const template = document.template ?? null
  if (slots.length === 0 && template === null) return null
  const judged = slots.map((slot) => judgeSlot(document, slot))
  const lengthTicks = deriveTimeline(document).durationTicks
  const { minTicks = null, maxTicks = null } = template ?? {}
  const length = judgeLength(lengthTicks, minTicks, maxTicks)
  const missing = judged.filter(({ slot, standing }) => slot.required && standing === 'open').length
  const sound = judged.every(({ problem }) => problem === null)
  return { slots: judged, lengthTicks, minTicks, maxTicks, length, missing, done: missing === 0 && sound && length === 'fine' }
}

function judgeSlot(document: LessonDocument, slot: Slot): JudgedSlot {
  const shown = contentOfSlot(document, slot)
  const standing = standingOf(slot, shown)
  const lengthTicks = slot.kind === 'clip' ? lengthOf(document, slot.id) : null
  const length = standing === 'filled' && lengthTicks !== null ? judgeLength(lengthTicks, slot.minTicks, slot.maxTicks) : 'fine'
  return { slot, standing, lengthTicks, problem: length === 'fine' ? null : length }
}

function standingOf(slot: Slot, shown: string | null): SlotStanding {
  // A lesson may do without music; other slots have something in them from the start.
  if (shown === null && slot.kind !== 'music') return 'gone'
  if (slot.filled) return 'filled'
  if (shown === null || shown.trim() === '') return 'open'
  // Changed anywhere in the editor counts as filled, too.
  return slot.placeholder === undefined || shown === slot.placeholder ? 'open' : 'filled'
}

/** Whether a slot counts as filled only because its author left it as the template made it. */
export function isKept(document: LessonDocument, slot: Slot): boolean {
  const shown = contentOfSlot(document, slot)
  return slot.filled && (shown === null ? slot.kind === 'music' : shown === slot.placeholder)
}

/** Where several files go that are chosen at once for a slot: into it, and into the open ones of its kind that follow. */
export function slotsFrom(document: LessonDocument, { id, kind }: Pick<Slot, 'id' | 'kind'>): readonly SlotId[] {
  const judged = judgeTemplate(document)?.slots ?? []
  const behind = judged.slice(judged.findIndex(({ slot }) => slot.id === id) + 1)
  return [id, ...behind.filter(({ slot, standing }) => slot.kind === kind && standing === 'open').map(({ slot }) => slot.id)]
}

/** The names of the slots that should be filled in before learners see the lesson. */
export function findOpenSlots(document: LessonDocument): readonly string[] {
  const judged = judgeTemplate(document)?.slots ?? []
  return judged.filter(({ slot, standing }) => slot.required && standing === 'open').map(({ slot }) => slot.name)
}

/** The text, the asset id or the prompt that stands in a slot; null where nothing does. */
export function contentOfSlot(document: LessonDocument, { id, kind }: Pick<Slot, 'id' | 'kind'>): string | null {
  switch (kind) {
    case 'clip':
    case 'music':
      return clipsOfSlot(document, id)[0]?.assetId ?? null
    case 'question':
      return Object.values(document.questions).find(({ slotId }) => slotId === id)?.prompt ?? null
    case 'text':
    case 'image': {
      const content = Object.values(document.overlays).find(({ slotId }) => slotId === id)?.content
      return content?.kind === 'text' ? content.text : content?.kind === 'image' ? content.assetId : null
    }
  }
}

export function clipsOfSlot(document: LessonDocument, slotId: SlotId): readonly Clip[] {
  return Object.values(document.clips).filter((clip) => clip.slotId === slotId)
}

/** Whether an asset is only the card that holds a slot's place. */
export function isPlaceholderAsset(document: LessonDocument, assetId: AssetId): boolean {
  return Object.values(document.slots).some(({ placeholder }) => placeholder === assetId)
}

function lengthOf(document: LessonDocument, slotId: SlotId): Ticks | null {
  const { clipSpans } = deriveTimeline(document)
  const spans = clipsOfSlot(document, slotId).flatMap(({ id }) => clipSpans.get(id) ?? [])
  return spans.length === 0 ? null : ticks(spans.reduce((sum, { startTicks, endTicks }) => sum + endTicks - startTicks, 0))
}

function judgeLength(length: Ticks, min: Ticks | null, max: Ticks | null): 'fine' | 'too-short' | 'too-long' {
  if (min !== null && length < min - toleranceTicks) return 'too-short'
  if (max !== null && length > max + toleranceTicks) return 'too-long'
  return 'fine'
}
