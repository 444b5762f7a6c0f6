import { zeroTicks, type Ticks } from '../time/ticks.ts'
import {
  evenCandidates,
  markerCandidates,
  orderCandidates,
  pauseCandidates,
  sceneCandidates,
  type CutCandidate,
} from './cut-candidates.ts'
import { lessonLengths, shortestPartTicks, type Part } from './parts.ts'
import type { SplitAnalysis, SplitBasis } from './split-analysis.ts'

export type SplitWish = {
  readonly by: SplitBasis
  /** How long a lesson should be. */
  readonly targetTicks: Ticks
  /** Shorter ones are avoided. */
  readonly minTicks: Ticks
  /** No lesson is longer; 180 s at most. */
  readonly maxTicks: Ticks
}

export const usualWish: SplitWish = {
  by: 'silence',
  targetTicks: lessonLengths.usual,
  minTicks: lessonLengths.shortest,
  maxTicks: lessonLengths.longest,
}

/**
 * Parts of a recording that cover all of it, none longer than `maxTicks`. Cuts lie in pauses as long as there are any: in
 * speech only where a stretch without a pause is longer than a lesson may be. Of all ways to cut, the one whose lengths
 * and places are best together.
 */
export function proposeCuts(analysis: SplitAnalysis, wish: SplitWish): readonly Part[] {
  const { durationTicks } = analysis
  const limits = withinLimits(wish)
  if (limits.by !== 'markers') {
    const found = limits.by === 'scene' ? sceneCandidates(analysis) : pauseCandidates(analysis)
    return toParts(bestCuts(zeroTicks, durationTicks, found, analysis, limits), '', durationTicks)
  }
  return partsAtMarkers(analysis, limits)
}

function withinLimits(wish: SplitWish): SplitWish {
  const maxTicks = Math.max(shortestPartTicks, Math.min(wish.maxTicks, lessonLengths.longest)) as Ticks
  const targetTicks = Math.max(shortestPartTicks, Math.min(wish.targetTicks, maxTicks)) as Ticks
  return { ...wish, maxTicks, targetTicks, minTicks: Math.min(wish.minTicks, targetTicks) as Ticks }
}

/** Every marker begins a part, unless it stands within a second of another; what is too long is cut further, in pauses. */
function partsAtMarkers(analysis: SplitAnalysis, wish: SplitWish): readonly Part[] {
  const { durationTicks } = analysis
  const kept: CutCandidate[] = [{ atTicks: zeroTicks, cost: 0, title: '' }]
  for (const marker of orderCandidates(markerCandidates(analysis), durationTicks)) {
    const before = kept.at(-1)
    const isApart = before && marker.atTicks - before.atTicks >= shortestPartTicks
    if (isApart && durationTicks - marker.atTicks >= shortestPartTicks) kept.push(marker)
  }
  const [first = ''] = analysis.markers.filter(({ atTicks }) => atTicks < shortestPartTicks).map(({ label }) => label)
  const pauses = pauseCandidates(analysis)
  return kept.flatMap(({ atTicks, title }, index) => {
    const endTicks = kept[index + 1]?.atTicks ?? durationTicks
    const isLong = endTicks - atTicks > wish.maxTicks
    const within = isLong ? bestCuts(atTicks, endTicks, pauses, analysis, wish) : []
    return toParts(within, index === 0 ? first : title, endTicks, atTicks)
  })
}

function toParts(
  cuts: readonly CutCandidate[],
  firstTitle: string,
  endTicks: Ticks,
  startTicks: Ticks = zeroTicks,
): readonly Part[] {
  const starts = [startTicks, ...cuts.map(({ atTicks }) => atTicks)]
  return starts.map((start, index) => ({
    startTicks: start,
    endTicks: starts[index + 1] ?? endTicks,
    title: index === 0 ? firstTitle : (cuts[index - 1]?.title ?? ''),
  }))
}

/** The cheapest cuts between two instants. */
function bestCuts(
  from: Ticks,
  to: Ticks,
  found: readonly CutCandidate[],
  analysis: SplitAnalysis,
  wish: SplitWish,
): readonly CutCandidate[] {
  const inside = found.filter(({ atTicks }) => atTicks > from && atTicks < to)
  const start: CutCandidate = { atTicks: from, cost: 0, title: '' }
  const end: CutCandidate = { atTicks: to, cost: 0, title: '' }
  const known = [start, ...orderCandidates(inside, analysis.durationTicks), end]
  const forced = known.flatMap(({ atTicks }, index) => {
    const next = known[index + 1]?.atTicks ?? atTicks
    return next - atTicks > wish.maxTicks ? evenCandidates(atTicks, next, wish, analysis) : []
  })
  const places = [start, ...orderCandidates([...inside, ...forced], to), end]
  const best: { cost: number; from: number }[] = [{ cost: 0, from: -1 }]
  for (let index = 1; index < places.length; index += 1) {
    const here = places[index] ?? end
    let choice = { cost: Infinity, from: index - 1 }
    for (let before = index - 1; before >= 0; before -= 1) {
      const length = here.atTicks - (places[before]?.atTicks ?? from)
      if (length > wish.maxTicks) break
      const cost = (best[before]?.cost ?? Infinity) + lengthCost(length, wish) + here.cost
      if (cost < choice.cost) choice = { cost, from: before }
    }
    best.push(choice)
  }
  const cuts: CutCandidate[] = []
  for (let index = best.at(-1)?.from ?? 0; index > 0; index = best[index]?.from ?? 0) {
    const place = places[index]
    if (place) cuts.unshift(place)
  }
  return cuts
}

/** 1 for half or double the wanted length; more below the shortest and above the soft limit. */
function lengthCost(length: number, { targetTicks, minTicks }: SplitWish): number {
  const off = Math.log2(Math.max(1, length) / targetTicks) ** 2
  const short = length < minTicks ? 3 * (1 - length / minTicks) : 0
  const long = length > lessonLengths.soft ? (3 * (length - lessonLengths.soft)) / lessonLengths.soft : 0
  return off + short + long
}
