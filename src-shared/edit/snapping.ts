import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { markersInOrder, questionsInOrder } from '../project/selectors.ts'
import { deriveTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { beatsOfClip, shippedBeats, type Beats } from '../sound/beats.ts'
import { addTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { SelectedItem, Selection } from './selection.ts'

/** An instant that a drag is drawn to. `id` names the record it belongs to. */
export type SnapTarget = {
  readonly atTicks: Ticks
  readonly kind: 'lesson' | 'playhead' | 'beat' | Exclude<SelectedItem['kind'], 'section' | 'transition'>
  readonly id?: string
}

export type Snap = {
  readonly target: SnapTarget
  /** What brings the nearest of the given instants onto the target. */
  readonly deltaTicks: Ticks
}

type SnapOptions = {
  readonly except?: Selection
  readonly playheadTicks?: Ticks
  /** What is known of the beats of an asset; those of our music always are. */
  readonly beatsOf?: (asset: Asset) => Beats | null
}

/** The instants to snap to, in order: the lesson's ends, edges of clips, gaps, overlays and captions, questions, markers, the beats of music, the playhead. */
export function snapTargets(
  document: LessonDocument,
  { except = [], playheadTicks, beatsOf = shippedBeats }: SnapOptions = {},
): readonly SnapTarget[] {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const left = new Set<string>(except.map(({ id }) => id))
  const targets: SnapTarget[] = [
    { atTicks: zeroTicks, kind: 'lesson' },
    { atTicks: durationTicks, kind: 'lesson' },
  ]
  if (playheadTicks !== undefined) targets.push({ atTicks: playheadTicks, kind: 'playhead' })
  const addPoint = (kind: SnapTarget['kind'], id: string, atTicks: Ticks): void => {
    if (!left.has(id)) targets.push({ atTicks, kind, id })
  }
  const addEdges = (kind: SnapTarget['kind'], id: string, span: Span | null): void => {
    if (!span) return
    addPoint(kind, id, span.startTicks)
    addPoint(kind, id, span.endTicks)
  }
  for (const [id, span] of clipSpans) addEdges('clip', id, span)
  let cursor = zeroTicks
  for (const item of document.mainTrack) {
    const startTicks = cursor
    cursor = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (clipSpans.get(item.clipId)?.endTicks ?? cursor)
    if (item.kind === 'gap') addEdges('gap', item.id, { startTicks, endTicks: cursor })
  }
  for (const { id, anchor, durationTicks: length } of Object.values(document.overlays))
    addEdges('overlay', id, visibleSpan(document, anchor, length))
  for (const { id, anchor, durationTicks: length } of Object.values(document.captions))
    addEdges('caption', id, visibleSpan(document, anchor, length))
  for (const { question, atTicks } of questionsInOrder(document)) addPoint('question', question.id, atTicks)
  for (const { marker, atTicks } of markersInOrder(document)) addPoint('marker', marker.id, atTicks)
  for (const clip of Object.values(document.clips)) {
    const asset = document.assets[clip.assetId]
    const span = document.tracks[clip.trackId]?.role === 'music' ? clipSpans.get(clip.id) : null
    const beats = asset && span ? beatsOf(asset) : null
    if (span && beats) for (const { atTicks } of beatsOfClip(clip, span, beats)) addPoint('beat', clip.id, atTicks)
  }
  return targets.toSorted((a, b) => a.atTicks - b.atTicks)
}

/** The nearest pair of a target and one of the instants (the edges of what is dragged), at most `withinTicks` apart. */
export function findSnap(targets: readonly SnapTarget[], instants: readonly Ticks[], withinTicks: Ticks): Snap | null {
  let best: Snap | null = null
  for (const instant of instants) {
    const behind = firstAtOrAfter(targets, instant)
    for (const target of [targets[behind - 1], targets[behind]]) {
      if (!target) continue
      const deltaTicks = ticks(target.atTicks - instant)
      if (Math.abs(deltaTicks) > withinTicks || (best && Math.abs(deltaTicks) >= Math.abs(best.deltaTicks))) continue
      best = { target, deltaTicks }
    }
  }
  return best
}

function firstAtOrAfter(targets: readonly SnapTarget[], instant: Ticks): number {
  let low = 0
  let high = targets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((targets[middle]?.atTicks ?? instant) < instant) low = middle + 1
    else high = middle
  }
  return low
}
