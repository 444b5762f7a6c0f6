import type { RenderPlan } from '../plan.ts'
import type { CopySource, EncodeReason, SourcePacket } from './copy-source.ts'
import { judgeFrames, type FrameJudgement } from './judge-frames.ts'
import { judgeSource } from './judge-source.ts'
import { judgeGroups } from './judge-groups.ts'

/**
 * Output frames that are copied: the packets from `firstPacket` on, in decoding order, are exactly their pictures and need
 * nothing before them. `shows` gives for each packet the frame it shows on, counted from `startFrame`.
 */
export type CopyStretch = {
  readonly kind: 'copy'
  readonly startFrame: number
  readonly frameCount: number
  readonly input: number
  readonly firstPacket: number
  readonly shows: readonly number[]
}

export type EncodeStretch = {
  readonly kind: 'encode'
  readonly startFrame: number
  readonly frameCount: number
  /** What most of its frames are encoded for. */
  readonly reason: EncodeReason
}

/** A picture shown twice at an end, or once in a minute where 29.97 becomes 30, is not what keeps the others from being copied. */
const oddShare = 0.05

/** Stretches follow each other without holes and cover the plan. */
export type Stretch = CopyStretch | EncodeStretch

/** Shorter copies are not worth the key frame that the encoder must make behind them: half a second. */
const shortestCopySeconds = 0.5

/**
 * Which frames of a plan are copied from its files (`sources`, one an input) and which are encoded. A copy starts at a
 * picture that needs nothing before it, ends before any packet, and holds no picture that does not show.
 */
export function planStretches(plan: RenderPlan, sources: readonly CopySource[]): readonly Stretch[] {
  const orders = sources.map((source) => (source.refusal === null ? presentationOrder(source.packets) : null))
  const refusals = plan.inputs.map((input, index) => judgeSource(plan, input, sources[index] ?? { refusal: 'damaged' }))
  const frames = judgeFrames(
    plan,
    sources.map((source, index) => ({
      refusal: refusals[index] ?? null,
      times: orders[index]?.times ?? [],
      pictureReasons: source.refusal === null && refusals[index] === null ? shownReasons(plan, source, orders[index]) : [],
    })),
  )
  const copies = findRuns(frames).flatMap((run) => {
    const source = sources[run.input]
    const order = orders[run.input]
    if (!order || !source || source.refusal !== null) return []
    const found = copyWithin(plan, run, source.packets, order.places)
    return found ? [found] : []
  })
  return fillHoles(plan, frames, copies)
}

type PresentationOrder = {
  readonly times: readonly number[]
  /** The place of each packet among the pictures that show; -1 for a hidden one. */
  readonly places: readonly number[]
}

function presentationOrder(packets: readonly SourcePacket[]): PresentationOrder {
  const shown = packets.flatMap(({ hidden, atTicks }, index) => (hidden ? [] : [{ atTicks, index }]))
  shown.sort((a, b) => a.atTicks - b.atTicks)
  const places = Array<number>(packets.length).fill(-1)
  for (const [place, { index }] of shown.entries()) places[index] = place
  return { times: shown.map(({ atTicks }) => atTicks), places }
}

/** Why the pictures of a file, in the order in which they show, may not be copied. */
function shownReasons(
  plan: RenderPlan,
  { packets }: { readonly packets: readonly SourcePacket[] },
  order: PresentationOrder | null | undefined,
): (EncodeReason | null)[] {
  const byPacket = judgeGroups(plan, packets)
  const byPlace = Array<EncodeReason | null>(order?.times.length ?? 0).fill(null)
  for (const [index, place] of (order?.places ?? []).entries()) if (place >= 0) byPlace[place] = byPacket[index] ?? null
  return byPlace
}

/** Frames in a row that show the pictures of one file in a row. */
type Run = { readonly input: number; readonly startFrame: number; readonly firstPicture: number; frameCount: number }

function findRuns(frames: readonly FrameJudgement[]): Run[] {
  const runs: Run[] = []
  let last: Run | null = null
  for (const [frame, judged] of frames.entries()) {
    if (judged.reason !== null) {
      last = null
    } else if (last && last.input === judged.input && judged.picture === last.firstPicture + last.frameCount) {
      last.frameCount += 1
    } else {
      last = { input: judged.input, startFrame: frame, firstPicture: judged.picture, frameCount: 1 }
      runs.push(last)
    }
  }
  return runs
}

/** The longest copy from the first possible start within a run; null where it is too short. */
function copyWithin(plan: RenderPlan, run: Run, packets: readonly SourcePacket[], places: readonly number[]): CopyStretch | null {
  const endPicture = run.firstPicture + run.frameCount
  const first = packets.findIndex(
    ({ isIdr }, index) => isIdr && (places[index] ?? -1) >= run.firstPicture && (places[index] ?? -1) < endPicture,
  )
  if (first < 0) return null
  const firstPlace = places[first] ?? 0
  const count = packetsUntil(places, first, firstPlace, endPicture)
  if (count < (shortestCopySeconds * plan.frameRate.num) / plan.frameRate.den) return null
  return {
    kind: 'copy',
    startFrame: run.startFrame + firstPlace - run.firstPicture,
    frameCount: count,
    input: run.input,
    firstPacket: first,
    shows: places.slice(first, first + count).map((place) => place - firstPlace),
  }
}

/** How many packets from `first` on show on all frames from `firstPlace` to some frame before `endPicture`, and on no other. */
function packetsUntil(places: readonly number[], first: number, firstPlace: number, endPicture: number): number {
  let [count, highest] = [0, firstPlace]
  for (let index = first; index < places.length; index += 1) {
    const place = places[index] ?? -1
    if (place < firstPlace || place >= endPicture) break
    highest = Math.max(highest, place)
    const taken = index + 1 - first
    if (highest + 1 - firstPlace === taken) count = taken
  }
  return count
}

/** Encodes what lies between the copies. */
function fillHoles(plan: RenderPlan, frames: readonly FrameJudgement[], copies: readonly CopyStretch[]): Stretch[] {
  const stretches: Stretch[] = []
  let next = 0
  const encodeUntil = (end: number): void => {
    if (end > next) {
      const reason = mainReason(frames.slice(next, end))
      stretches.push({ kind: 'encode', startFrame: next, frameCount: end - next, reason })
    }
    next = end
  }
  for (const copy of copies) {
    encodeUntil(copy.startFrame)
    stretches.push(copy)
    next = copy.startFrame + copy.frameCount
  }
  encodeUntil(plan.frameCount)
  return stretches
}

/** The most frequent reason; frames without one are encoded because their pictures jump or their group is touched. */
function mainReason(frames: readonly FrameJudgement[]): EncodeReason {
  const counts = new Map<EncodeReason, number>()
  for (const { reason } of frames) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (first) return first[0]
  const jumpCount = frames.filter((frame, index) => jumps(frames[index - 1], frame)).length
  return jumpCount > frames.length * oddShare ? 'frame-rate' : 'groups'
}

/** Whether the frames of one clip show a picture twice or leave one out. */
function jumps(before: FrameJudgement | undefined, after: FrameJudgement): boolean {
  if (!before || before.reason !== null || after.reason !== null) return false
  return before.clipId === after.clipId && after.picture !== before.picture + 1
}
