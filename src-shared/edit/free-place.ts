import type { TrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Span } from '../project/timeline.ts'
import { frameAt, frameToTicks, snapToFrame } from '../time/frame-rate.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { itemsOfTrack, type TrackItem } from './neighbours.ts'

/** Something that moves, the track it comes from and the one it goes to. */
export type MovingItem = TrackItem & { readonly from: TrackId; readonly trackId: TrackId }

/**
 * The way nearest to the wanted one by which all of them can move without meeting what stays on their tracks; null where there
 * is none between `low` and `high`. The first of them comes to stand on the frame grid.
 */
export function findFreeDelta(
  document: LessonDocument,
  moving: readonly MovingItem[],
  wanted: Ticks,
  { low, high }: { readonly low: Ticks; readonly high: Ticks },
): Ticks | null {
  const [lead] = moving
  if (!lead) return wanted
  const { frameRate } = document.settings
  const ids = new Set<string>(moving.map(({ id }) => id))
  const staying = new Map(
    [...new Set(moving.map(({ trackId }) => trackId))].map((trackId) => [
      trackId,
      itemsOfTrack(document, trackId).filter(({ id }) => !ids.has(id)),
    ]),
  )
  const start = lead.span.startTicks
  const inFrames = (delta: number): Ticks => ticks(snapToFrame(ticks(start + delta), frameRate) - start)
  const floor = (delta: number): Ticks => ticks(frameToTicks(frameAt(ticks(start + delta), frameRate), frameRate) - start)
  const ceil = (delta: number): Ticks => ticks(-floorOf(-(start + delta), frameRate) - start)
  const isFree = (delta: Ticks): boolean =>
    delta >= low && delta <= high && moving.every(({ trackId, span }) => !meets(staying.get(trackId) ?? [], shifted(span, delta)))
  if (meetEachOther(moving)) return null
  const nearest = [wanted === 0 ? wanted : inFrames(wanted), floor(wanted), ceil(wanted)].find(isFree)
  if (nearest !== undefined) return nearest
  const beside = moving.flatMap(({ trackId, span }) =>
    (staying.get(trackId) ?? []).flatMap((other) => [
      ceil(other.span.endTicks - span.startTicks),
      floor(other.span.startTicks - span.endTicks),
    ]),
  )
  return beside.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).find(isFree) ?? null
}

function floorOf(instant: number, rate: LessonDocument['settings']['frameRate']): number {
  return frameToTicks(frameAt(ticks(instant), rate), rate)
}

function shifted({ startTicks, endTicks }: Span, delta: Ticks): Span {
  return { startTicks: ticks(startTicks + delta), endTicks: ticks(endTicks + delta) }
}

function meets(items: readonly TrackItem[], span: Span): boolean {
  return items.some((item) => item.span.startTicks < span.endTicks && span.startTicks < item.span.endTicks)
}

/** Two that come from different tracks to one. */
function meetEachOther(moving: readonly MovingItem[]): boolean {
  return moving.some(({ from, trackId, span }) =>
    meets(
      moving.filter((other) => other.from !== from && other.trackId === trackId),
      span,
    ),
  )
}
