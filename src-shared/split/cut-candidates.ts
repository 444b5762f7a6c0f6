import { snapToFrame } from '../time/frame-rate.ts'
import { secondsToTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { SplitAnalysis, Stretch } from './split-analysis.ts'

/** Where a recording could be cut, and what speaks against it (0 nothing, 1 as much as a part of half or double its length). */
export type CutCandidate = { readonly atTicks: Ticks; readonly cost: number; readonly title: string }

/** Longer pauses are better places, up to this length. */
const longPauseTicks = secondsToTicks(1.5)
const shortPauseCost = 0.5
/** A new picture in a pause. */
const sceneInPauseBonus = 0.3
/** Asked for scenes, a pause without one is a makeshift. */
const withoutSceneCost = 1.5
/** A scene that begins while somebody speaks is cut in a pause this near. */
const nearTicks = secondsToTicks(1)
/** Changes of half the brightness range are cuts beyond doubt. */
const surePercent = 40

export function pauseCandidates({ silences, scenes, frameRate, durationTicks }: SplitAnalysis): readonly CutCandidate[] {
  return silences.flatMap((pause) => {
    // Silence at the ends belongs to the first and the last part.
    if (pause.startTicks <= 0 || pause.endTicks >= durationTicks) return []
    const scene = scenes?.find(({ atTicks }) => isWithin(atTicks, pause))
    const at = snapToFrame(scene?.atTicks ?? middle(pause), frameRate)
    const length = Math.min(1, (pause.endTicks - pause.startTicks) / longPauseTicks)
    return [{ atTicks: at, cost: shortPauseCost * (1 - length) - (scene ? sceneInPauseBonus : 0), title: '' }]
  })
}

/** Scenes that begin in a pause or near one; all of them where a recording has no pauses, as one without speech. */
export function sceneCandidates(analysis: SplitAnalysis): readonly CutCandidate[] {
  const { silences, scenes, frameRate } = analysis
  const atScenes = (scenes ?? []).flatMap(({ atTicks, score }) => {
    const at = silences.length === 0 ? atTicks : nearestQuiet(atTicks, silences)
    if (at === null) return []
    return [{ atTicks: snapToFrame(at, frameRate), cost: 0.4 * (1 - Math.min(1, score / surePercent)), title: '' }]
  })
  const pauses = pauseCandidates(analysis).map((pause) => ({ ...pause, cost: pause.cost + withoutSceneCost }))
  return [...atScenes, ...pauses]
}

export function markerCandidates({ markers, frameRate }: SplitAnalysis): readonly CutCandidate[] {
  return markers.map(({ atTicks, label }) => ({ atTicks: snapToFrame(atTicks, frameRate), cost: 0, title: label }))
}

/** Cuts without a reason, evenly spread; only where a stretch would else be too long. */
export function evenCandidates(
  from: Ticks,
  to: Ticks,
  { targetTicks, maxTicks }: { readonly targetTicks: Ticks; readonly maxTicks: Ticks },
  { frameRate }: SplitAnalysis,
): readonly CutCandidate[] {
  // A little below the longest, because cuts move to the nearest picture.
  const count = Math.max(2, Math.round((to - from) / targetTicks), Math.ceil((to - from) / (maxTicks * 0.95)))
  return Array.from({ length: count - 1 }, (_, index) => ({
    atTicks: snapToFrame(ticks(Math.round(from + ((to - from) * (index + 1)) / count)), frameRate),
    cost: evenCost,
    title: '',
  }))
}

const evenCost = 1.5

/** In order, each instant once (the cheapest, and a title where one has it), none at the ends. */
export function orderCandidates(candidates: readonly CutCandidate[], durationTicks: Ticks): readonly CutCandidate[] {
  const byInstant = new Map<Ticks, CutCandidate>()
  for (const candidate of candidates) {
    const { atTicks } = candidate
    if (atTicks <= zeroTicks || atTicks >= durationTicks) continue
    const known = byInstant.get(atTicks)
    byInstant.set(
      atTicks,
      known ? { atTicks, cost: Math.min(known.cost, candidate.cost), title: known.title || candidate.title } : candidate,
    )
  }
  return [...byInstant.values()].toSorted((a, b) => a.atTicks - b.atTicks)
}

function nearestQuiet(at: Ticks, silences: readonly Stretch[]): Ticks | null {
  let best: Ticks | null = null
  for (const pause of silences) {
    if (isWithin(at, pause)) return at
    const place = middle(pause)
    if (Math.abs(place - at) <= nearTicks && (best === null || Math.abs(place - at) < Math.abs(best - at))) best = place
  }
  return best
}

function isWithin(at: Ticks, { startTicks, endTicks }: Stretch): boolean {
  return at >= startTicks && at <= endTicks
}

function middle({ startTicks, endTicks }: Stretch): Ticks {
  return ticks(Math.round((startTicks + endTicks) / 2))
}
