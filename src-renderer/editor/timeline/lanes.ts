import type { CaptionTrack } from '#shared/project/schema/text.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { captionTracksInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import type { Span } from '#shared/project/timeline.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import {
  captionItems,
  mainItems,
  questionItems,
  trackItems,
  type CaptionItem,
  type ClipItem,
  type GapItem,
  type QuestionItem,
  type TimelineItem,
  type TrackItems,
} from './timeline-items.ts'

/** One row of the timeline. `key` is unique among them. */
export type Lane =
  | { readonly kind: 'clips'; readonly key: string; readonly track: Track; readonly items: readonly (ClipItem | GapItem)[] }
  | { readonly kind: 'track'; readonly key: string; readonly track: Track; readonly items: TrackItems['items'] }
  | {
      readonly kind: 'captions'
      readonly key: string
      readonly captionTrack: CaptionTrack
      /** Drawn by default. */
      readonly isMain: boolean
      readonly items: readonly CaptionItem[]
    }
  | {
      readonly kind: 'questions'
      readonly key: string
      readonly locked: boolean
      readonly items: readonly QuestionItem[]
    }

/**
 * The rows of the timeline from what lies in front to what is only heard: overlays, pictures in the picture, the main clips,
 * captions, questions, sound. A new lesson has only that of the clips; what is locked can always be unlocked. What did not change since `before` is the same object.
 */
export function timelineLanes(document: LessonDocument, before: readonly Lane[]): readonly Lane[] {
  const tracks: readonly Lane[] = trackItems(document).map(({ track, items }) => ({ kind: 'track', key: track.id, track, items }))
  const band = (name: Track['band']): readonly Lane[] =>
    tracks.filter((lane) => lane.kind === 'track' && lane.track.band === name)
  const main = Object.values(document.tracks).find((track) => track.band === 'main')
  const first = mainCaptionTrack(document)
  const captions = captionTracksInOrder(document)
    .map((captionTrack): Lane => {
      const items = captionItems(document, captionTrack.id)
      return { kind: 'captions', key: captionTrack.id, captionTrack, isMain: captionTrack.id === first?.id, items }
    })
    .filter((lane) => lane.items.length > 0 || isLaneLocked(lane))
  const questions = questionItems(document)
  const locked = document.settings.questionsLocked ?? false
  const lanes: readonly Lane[] = [
    ...band('overlays').toReversed(),
    ...band('picture-in-picture').toReversed(),
    ...(main ? [{ kind: 'clips', key: main.id, track: main, items: mainItems(document) } as const] : []),
    ...captions,
    ...(questions.length > 0 || locked ? [{ kind: 'questions', key: 'questions', locked, items: questions } as const] : []),
    ...band('audio'),
  ]
  const known = new Map(before.map((lane) => [lane.key, lane]))
  return lanes.map((lane) => keepSame(known.get(lane.key), lane))
}

function keepSame(before: Lane | undefined, now: Lane): Lane {
  if (!before || before.kind !== now.kind) return now
  const items = keepSameItems(before.items, now.items)
  const isSame =
    items === before.items && Object.entries(now).every(([name, value]) => name === 'items' || valueOf(before, name) === value)
  return isSame ? before : ({ ...now, items } as Lane)
}

const valueOf = (record: object, name: string): unknown => (record as Readonly<Record<string, unknown>>)[name]

/** The same list where nothing in it changed, and the same records where they did not. */
function keepSameItems(before: readonly TimelineItem[], now: readonly TimelineItem[]): readonly TimelineItem[] {
  // Most edits leave the order as it was: only where it changed is an item looked up.
  let known: ReadonlyMap<string, TimelineItem> | null = null
  const items = now.map((item, index) => {
    const there = before[index]
    if (there?.id === item.id) return isSameItem(there, item) ? there : item
    known ??= new Map(before.map((each) => [each.id as string, each]))
    const old = known.get(item.id)
    return old && isSameItem(old, item) ? old : item
  })
  return items.length === before.length && items.every((item, index) => item === before[index]) ? before : items
}

function isSameItem(a: TimelineItem, b: TimelineItem): boolean {
  if (a.span.startTicks !== b.span.startTicks || a.span.endTicks !== b.span.endTicks) return false
  for (const name in b) if (name !== 'span' && valueOf(a, name) !== valueOf(b, name)) return false
  return true
}

export const selectedItem = ({ kind, id }: TimelineItem): SelectedItem => ({ kind, id }) as SelectedItem

export function findItem(lanes: readonly Lane[], id: string | null): TimelineItem | null {
  for (const { items } of lanes) {
    const found = (items as readonly TimelineItem[]).find((item) => item.id === id)
    if (found) return found
  }
  return null
}

/** What of some lanes touches a stretch of time, as a box drawn over them takes it. */
export function itemsInStretch(lanes: readonly Lane[], from: Ticks, to: Ticks): readonly SelectedItem[] {
  return lanes.flatMap(({ items }) => itemsBetween<TimelineItem>(items, from, to).map(selectedItem))
}

function itemsBetween<T extends { readonly span: Span }>(items: readonly T[], from: Ticks, to: Ticks): readonly T[] {
  return items.filter(({ span }) =>
    span.startTicks === span.endTicks
      ? span.startTicks >= from && span.startTicks <= to
      : span.endTicks > from && span.startTicks < to,
  )
}

export function isLaneLocked(lane: Lane): boolean {
  if (lane.kind === 'questions') return lane.locked
  return (lane.kind === 'captions' ? lane.captionTrack.locked : lane.track.locked) ?? false
}

/** What a lane is called, to the eye and to the ear. */
export function laneName(lane: Lane): string {
  if (lane.kind === 'clips') return text.timeline.lanes.clips
  if (lane.kind === 'track') return lane.track.name
  if (lane.kind === 'questions') return text.timeline.lanes.questions
  const { label, language, kind } = lane.captionTrack
  const name = label || (text.inspector.languages.find(([code]) => code === language)?.[1] ?? language)
  if (kind === 'descriptions') return text.timeline.descriptionLane(name)
  return lane.isMain ? text.timeline.lanes.captions : text.timeline.captionLane(name)
}
