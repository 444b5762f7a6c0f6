import type { ClipId, GapId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, playsOn, type Span } from '../project/timeline.ts'
import { framesIn, snapToFrame } from '../time/frame-rate.ts'
import { addTicks, clampTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import { halve } from './commands/split-clip.ts'

/** A part of a clip between two cuts: what it plays, under the id that it will have. */
export type CutPiece = {
  readonly clip: Clip
  /** On the timeline before the cuts. */
  readonly span: Span
  readonly removed: boolean
}

export type CutItem =
  | { readonly kind: 'gap'; readonly id: GapId; readonly durationTicks: Ticks }
  | { readonly kind: 'clip'; readonly original: Clip; readonly pieces: readonly CutPiece[] }

/** What the main track becomes when stretches of the timeline are cut out of it. */
export type CutPlan = {
  /** On the frame grid, in order; they may touch, but never overlap. */
  readonly stretches: readonly Span[]
  /** In order; what is removed is among them. */
  readonly items: readonly CutItem[]
}

/** Stretches on the frame grid inside the lesson, in order, joined where they overlap; those shorter than a frame are gone. */
export function joinStretches(document: LessonDocument, stretches: readonly Span[]): readonly Span[] {
  const { durationTicks } = deriveTimeline(document)
  const toCut = (instant: Ticks): Ticks => clampTicks(snapToFrame(instant, document.settings.frameRate), zeroTicks, durationTicks)
  const joined: { startTicks: Ticks; endTicks: Ticks }[] = []
  for (const { startTicks, endTicks } of stretches.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const [start, end] = [toCut(startTicks), toCut(endTicks)]
    const last = joined.at(-1)
    if (end <= start) continue
    if (last && start < last.endTicks) last.endTicks = ticks(Math.max(last.endTicks, end))
    else joined.push({ startTicks: start, endTicks: end })
  }
  return joined
}

/** Plans cuts of the main track. Of every clip the first part that stays keeps its id, its slot and how it fades in. */
export function planCuts(document: LessonDocument, wanted: readonly Span[], newId: () => string): CutPlan {
  const stretches = joinStretches(document, wanted)
  const { clipSpans } = deriveTimeline(document)
  const items: CutItem[] = []
  let cursor = zeroTicks
  let first = 0
  for (const item of document.mainTrack) {
    const startTicks = cursor
    const clip = item.kind === 'clip' ? document.clips[item.clipId] : null
    const length = item.kind === 'gap' ? item.durationTicks : lengthOf(clip && clipSpans.get(clip.id))
    cursor = addTicks(cursor, length)
    while ((stretches[first]?.endTicks ?? Infinity) <= startTicks) first += 1
    const inside: Span[] = []
    for (let index = first; (stretches[index]?.startTicks ?? Infinity) < cursor; index += 1) {
      const stretch = stretches[index]
      if (stretch) inside.push(within(stretch, { startTicks, endTicks: cursor }))
    }
    if (item.kind === 'gap')
      items.push({
        kind: 'gap',
        id: item.id,
        durationTicks: ticks(length - inside.reduce((sum, each) => sum + lengthOf(each), 0)),
      })
    else if (clip) {
      const pieces = cutUp(document, clip, { startTicks, endTicks: cursor }, inside)
      items.push({ kind: 'clip', original: clip, pieces: nameParts(clip, pieces, newId) })
    }
  }
  return { stretches, items }
}

/** The parts of a clip of any track between stretches inside its span; all under the clip's own id. */
export function cutUp(document: LessonDocument, clip: Clip, span: Span, inside: readonly Span[]): readonly CutPiece[] {
  const { frameRate } = document.settings
  const pieces: CutPiece[] = []
  let rest = clip
  let restStart = span.startTicks
  const cutAt = (instant: Ticks, removed: boolean): void => {
    if (instant <= restStart) return
    if (instant >= span.endTicks) {
      pieces.push({ clip: rest, span: { startTicks: restStart, endTicks: span.endTicks }, removed })
      restStart = span.endTicks
      return
    }
    const frames = framesIn(ticks(instant - span.startTicks), frameRate) - framesIn(ticks(restStart - span.startTicks), frameRate)
    const { left, right } = halve(rest, frames, frameRate, clip.id)
    pieces.push({ clip: { ...left, slotId: clip.slotId }, span: { startTicks: restStart, endTicks: instant }, removed })
    rest = { ...right, slotId: clip.slotId }
    restStart = instant
  }
  for (const { startTicks, endTicks } of inside) {
    cutAt(startTicks, false)
    cutAt(endTicks, true)
  }
  cutAt(span.endTicks, false)
  return pieces
}

/** Ids of the parts that stay; fades stay at the ends of what is left. */
export function nameParts(original: Clip, pieces: readonly CutPiece[], newId: () => string): readonly CutPiece[] {
  if (pieces.length === 1 && pieces[0]?.removed === false) return pieces
  const first = pieces.findIndex(({ removed }) => !removed)
  const last = pieces.findLastIndex(({ removed }) => !removed)
  return pieces.map((piece, index) => {
    if (piece.removed) return piece
    const { clip } = piece
    const fadesOf = <T extends { readonly fadeInTicks: Ticks; readonly fadeOutTicks: Ticks }>(now: T, whole: T): T => ({
      ...now,
      fadeInTicks: index === first ? whole.fadeInTicks : zeroTicks,
      fadeOutTicks: index === last ? whole.fadeOutTicks : zeroTicks,
    })
    const named: Clip = {
      ...clip,
      id: index === first ? original.id : (newId() as ClipId),
      slotId: index === first ? original.slotId : null,
      picture: fadesOf(clip.picture, original.picture),
      sound: fadesOf(clip.sound, original.sound),
    }
    return { ...piece, clip: named }
  })
}

/** Where an instant of before is found after the cuts; the cut itself for one that was cut away. */
export function instantAfterCuts(stretches: readonly Span[], instant: Ticks): Ticks {
  let removed = 0
  for (const { startTicks, endTicks } of stretches) {
    if (startTicks >= instant) break
    removed += Math.min(instant, endTicks) - startTicks
  }
  return ticks(instant - removed)
}

/** The parts of an item's span that stretches take away. */
export function stretchesWithin(stretches: readonly Span[], span: Span): readonly Span[] {
  return stretches
    .filter(({ startTicks, endTicks }) => startTicks < span.endTicks && endTicks > span.startTicks)
    .map((stretch) => within(stretch, span))
}

/** Parts of clips that play on one after the other, as one stretch of source: a caption runs through all of them. */
export function runsOf(items: readonly CutItem[]): readonly (readonly { readonly original: Clip; readonly piece: CutPiece }[])[] {
  const runs: { original: Clip; piece: CutPiece }[][] = []
  let last: Clip | null = null
  for (const item of items) {
    if (item.kind === 'gap') {
      last = null
      continue
    }
    const run = last && playsOn(last, item.original) ? runs.at(-1) : undefined
    const parts = item.pieces.map((piece) => ({ original: item.original, piece }))
    if (run) run.push(...parts)
    else runs.push(parts)
    last = item.original
  }
  return runs
}

function within({ startTicks, endTicks }: Span, span: Span): Span {
  return { startTicks: ticks(Math.max(startTicks, span.startTicks)), endTicks: ticks(Math.min(endTicks, span.endTicks)) }
}

function lengthOf(span: Span | null | undefined): Ticks {
  return ticks(span ? span.endTicks - span.startTicks : 0)
}
