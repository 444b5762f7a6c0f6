import { Rules } from '@cto.af/linebreak'

const rules = new Rules()

/** Offsets (UTF-16 code units) after which a line may end, by UAX 14; the last is the length of the text. */
export function findBreakOpportunities(text: string): readonly number[] {
  return Array.from(rules.breaks(text), (found) => found.position)
}

/** A stretch of text that is not broken: its width without and with the spaces that end it. */
export type Segment = {
  readonly endCluster: number
  readonly inkWidth: number
  readonly fullWidth: number
  readonly characterCount: number
  /** It ends a phrase (with a comma or a full stop), where a line ends best. */
  readonly endsPhrase: boolean
}

export type LineLimits = { readonly width: number; readonly characters: number }

/** More than all unevenness of two lines together: fewer lines always win. */
const costOfLine = 4
/** How uneven lines may become for the sake of a break between phrases; chosen by eye over real caption files. */
const costOfSplitPhrase = 0.12

/**
 * Breaks segments into as few lines as the limits allow, as even as possible, between phrases where there is a choice.
 * Returns the cluster index at which each line ends. A segment wider than the limit stands alone.
 */
export function breakBalanced(segments: readonly Segment[], limits: LineLimits): readonly number[] {
  // best[n]: the cheapest way to set the first n segments, and where its last line starts.
  const best: { readonly cost: number; readonly lineStart: number }[] = [{ cost: 0, lineStart: 0 }]
  for (let end = 1; end <= segments.length; end += 1) {
    best.push(cheapestLine(segments, end, best, limits, end === segments.length))
  }
  const ends: number[] = []
  for (let end = segments.length; end > 0; end = best[end]?.lineStart ?? 0) ends.unshift(segments[end - 1]?.endCluster ?? 0)
  return ends
}

function cheapestLine(
  segments: readonly Segment[],
  end: number,
  best: readonly { readonly cost: number }[],
  limits: LineLimits,
  isLast: boolean,
): { readonly cost: number; readonly lineStart: number } {
  const last = segments[end - 1]
  let cheapest = { cost: Infinity, lineStart: end - 1 }
  if (!last) return cheapest
  let width = last.inkWidth
  let characters = last.characterCount
  for (let start = end - 1; start >= 0; start -= 1) {
    const alone = start === end - 1
    if (!alone && (width > limits.width || characters > limits.characters)) break
    const slack = Math.max(0, 1 - width / limits.width)
    const phrase = isLast || last.endsPhrase ? 0 : costOfSplitPhrase
    const cost = (best[start]?.cost ?? 0) + costOfLine + slack * slack + phrase
    if (cost < cheapest.cost) cheapest = { cost, lineStart: start }
    width += segments[start - 1]?.fullWidth ?? 0
    characters += segments[start - 1]?.characterCount ?? 0
  }
  return cheapest
}
