import type { ClipId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { atSpeed } from '../time/rational.ts'
import { ticks, ticksPerSecond, zeroTicks } from '../time/ticks.ts'
import type { Inputs } from './compile-inputs.ts'
import { compileLayer } from './compile-layer.ts'
import type { Layer } from './plan-layer.ts'
import type { Base } from './plan.ts'

/** What fills the canvas over a stretch of output frames, half-open. */
export type PlacedBase = { readonly startFrame: number; readonly endFrame: number; readonly base: Base }

type Item = { readonly startFrame: number; readonly endFrame: number; readonly clip: Clip | null; readonly layer: Layer | null }

/** The main track with its transitions, without holes from frame 0 on. */
export function compileBases(document: LessonDocument, inputs: Inputs, rate: FrameRate): PlacedBase[] {
  const items = mainItems(document, inputs, rate)
  const transitions = items.map((left, index) => compileTransition(document, left, items[index + 1], rate))
  return items.flatMap((item, index): PlacedBase[] => {
    const before = transitions[index - 1] ?? null
    const after = transitions[index] ?? null
    const startFrame = before ? before.endFrame : item.startFrame
    const endFrame = after ? after.startFrame : item.endFrame
    const base: Base = item.layer ? { kind: 'clip', layer: item.layer } : { kind: 'gap' }
    return [...(endFrame > startFrame ? [{ startFrame, endFrame, base }] : []), ...(after ? [after] : [])]
  })
}

/** How many output frames the transition into a clip really has; 0 where its neighbours have nothing beyond the cut to show. */
export function shownTransitionFrames(document: LessonDocument, rightClipId: ClipId, inputs: Inputs, rate: FrameRate): number {
  const items = mainItems(document, inputs, rate)
  const right = items.findIndex(({ clip }) => clip?.id === rightClipId)
  const left = items[right - 1]
  const placed = left ? compileTransition(document, left, items[right], rate) : null
  return placed ? placed.endFrame - placed.startFrame : 0
}

/** Clips and gaps that have frames: one shorter than half an output frame has none. */
function mainItems(document: LessonDocument, inputs: Inputs, rate: FrameRate): Item[] {
  const { clipSpans } = deriveTimeline(document)
  const items: Item[] = []
  let cursor = zeroTicks
  for (const item of document.mainTrack) {
    const clip = item.kind === 'clip' ? (document.clips[item.clipId] ?? null) : null
    const span = clip && clipSpans.get(clip.id)
    if (item.kind === 'clip' && !span) continue
    const endTicks = item.kind === 'gap' ? ticks(cursor + item.durationTicks) : (span?.endTicks ?? cursor)
    const [startFrame, endFrame] = [framesIn(cursor, rate), framesIn(endTicks, rate)]
    cursor = endTicks
    if (endFrame <= startFrame) continue
    const place = { startFrame, frameCount: endFrame - startFrame }
    items.push({ startFrame, endFrame, clip, layer: clip && compileLayer(document, clip, inputs, place, rate) })
  }
  return items
}

/**
 * Centred on the cut; as long as both clips have pictures beyond it and half of their own left, which leaves the other half
 * to the transition at their other end. Null where there is none, or nothing to show it with.
 */
function compileTransition(document: LessonDocument, left: Item, right: Item | undefined, rate: FrameRate): PlacedBase | null {
  if (!left.clip || !right?.clip || !left.layer || !right.layer) return null
  const transition = findTransition(document, left.clip.id, right.clip.id)
  if (!transition) return null
  const cut = right.startFrame
  const wanted = framesIn(transition.durationTicks, rate)
  const before = Math.min(Math.floor(wanted / 2), handleFrames(document, right.clip, 'before', rate), freeFrames(left))
  const after = Math.min(Math.ceil(wanted / 2), handleFrames(document, left.clip, 'after', rate), freeFrames(right))
  // Not more on one side than on the other, but for the odd frame.
  const earlier = Math.min(before, after)
  const later = Math.min(after, earlier + (wanted % 2))
  const startFrame = cut - earlier
  const frameCount = earlier + later
  if (frameCount === 0) return null
  const base: Base = {
    kind: 'transition',
    transition: transition.kind,
    startFrame,
    frameCount,
    left: left.layer,
    right: right.layer,
  }
  return { startFrame, endFrame: startFrame + frameCount, base }
}

function findTransition(document: LessonDocument, leftId: ClipId, rightId: ClipId): LessonDocument['transitions'][never] | null {
  return (
    Object.values(document.transitions).find(({ leftClipId, rightClipId }) => leftClipId === leftId && rightClipId === rightId) ??
    null
  )
}

function freeFrames({ startFrame, endFrame }: Item): number {
  return Math.floor((endFrame - startFrame) / 2)
}

/** How many frames a clip's source goes on with before its first picture or after its last one, at the clip's speed. */
function handleFrames(document: LessonDocument, clip: Clip, side: 'before' | 'after', rate: FrameRate): number {
  const interpretation = document.assets[clip.assetId]?.interpretation
  const video = interpretation?.video
  // Photos and held pictures last as long as one likes.
  if (clip.freezeTicks !== null || !interpretation || !video) return Infinity
  const isTowardsEnd = (side === 'after') !== clip.reversed
  const end = video.startTicks + video.durationTicks - interpretation.originTicks
  const start = Math.max(0, video.startTicks - interpretation.originTicks)
  const source = Math.max(0, isTowardsEnd ? end - clip.sourceOutTicks : clip.sourceInTicks - start)
  const frames = (atSpeed(ticks(source), clip.speed) * rate.num) / (ticksPerSecond * rate.den)
  // Time stamps in milliseconds make a whole number of frames a little short.
  return Math.floor(frames + 0.1)
}
