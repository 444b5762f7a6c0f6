import type { AssetId, TrackId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, type Span } from '../project/timeline.ts'
import type { Ticks } from '../time/ticks.ts'
import { cutCaptions, type RemovedCaption } from './cut-captions.ts'
import { cutUp, instantAfterCuts, planCuts, stretchesWithin, type CutPiece } from './cut-plan.ts'
import { endEdge, partBeside, rememberPlace, startEdge, type GoneClip } from './return-clip.ts'

/** A part of a clip that was cut out: enough to find the cut again and to open it. */
export type RemovedPiece = Pick<Clip, 'sourceInTicks' | 'sourceOutTicks' | 'speed' | 'reversed'> & {
  readonly trackId: TrackId
  readonly assetId: AssetId
  /** Whether the clip went on before it, and behind it. */
  readonly hasLeft: boolean
  readonly hasRight: boolean
  /** Where the cut was made: the lesson may have more than one that looks like it. */
  readonly cutTicks: Ticks
  readonly captions: readonly RemovedCaption[]
  /** Where nothing of the clip stayed beside it: all that is needed to put it back. */
  readonly gone: GoneClip | null
}

/** What one stretch takes away: parts of clips of the main track in playing order, and of those beside it. */
export type RemovedStretch = { readonly main: readonly RemovedPiece[]; readonly beside: readonly RemovedPiece[] }

/** Nothing is written here, so that any ids will do. */
const newId = (): string => 'part'

/** What `cutStretches` will take away, by stretch as they come out of `joinStretches`. */
export function listRemoved(document: LessonDocument, stretches: readonly Span[]): readonly RemovedStretch[] {
  const plan = planCuts(document, stretches, newId)
  const captions = cutCaptions(Object.values(document.captions), plan.items, newId)
  const pieces = plan.items.flatMap((item) => {
    if (item.kind === 'gap') return []
    return removedOf(item.pieces).map((found) => ({ ...found, gone: goneOf(document, item.original, item.pieces, found.piece) }))
  })
  const { clipSpans } = deriveTimeline(document)
  const beside = Object.values(document.clips).flatMap((clip) => {
    const span = clipSpans.get(clip.id)
    if (clip.anchor?.kind !== 'clip' || !span) return []
    const inside = stretchesWithin(plan.stretches, span)
    return inside.length === 0 ? [] : removedOf(cutUp(document, clip, span, inside))
  })
  return plan.stretches.map(({ startTicks, endTicks }) => {
    const isInside = ({ piece: { span } }: RemovedOf): boolean => span.startTicks >= startTicks && span.endTicks <= endTicks
    const cutTicks = instantAfterCuts(plan.stretches, startTicks)
    return {
      main: pieces.filter(isInside).map((found) => ({
        ...toRemoved(found, cutTicks, captions.removed.get(found.piece) ?? []),
        gone: found.gone,
      })),
      beside: beside.filter(isInside).map((found) => toRemoved(found, cutTicks, [])),
    }
  })
}

/** For a part that neither touches what stays of its clip: its other neighbours may come back later than it. */
function goneOf(document: LessonDocument, original: Clip, pieces: readonly CutPiece[], piece: CutPiece): GoneClip | null {
  const index = pieces.indexOf(piece)
  const [left, right] = [pieces[index - 1], pieces[index + 1]]
  if ((left && !left.removed) || (right && !right.removed)) return null
  const { before, behind } = rememberPlace(document, original)
  return {
    clip: piece.clip,
    before: [
      ...pieces
        .slice(0, index)
        .toReversed()
        .map(({ clip }) => partBeside(clip, endEdge)),
      ...before,
    ],
    behind: [...pieces.slice(index + 1).map(({ clip }) => partBeside(clip, startEdge)), ...behind],
  }
}

type RemovedOf = { readonly piece: CutPiece; readonly hasLeft: boolean; readonly hasRight: boolean }

function removedOf(pieces: readonly CutPiece[]): readonly RemovedOf[] {
  return pieces.flatMap((piece, index) =>
    piece.removed ? [{ piece, hasLeft: index > 0, hasRight: index < pieces.length - 1 }] : [],
  )
}

function toRemoved(
  { piece: { clip }, hasLeft, hasRight }: RemovedOf,
  cutTicks: Ticks,
  captions: readonly RemovedCaption[],
): RemovedPiece {
  const { trackId, assetId, sourceInTicks, sourceOutTicks, speed, reversed } = clip
  return { trackId, assetId, sourceInTicks, sourceOutTicks, speed, reversed, hasLeft, hasRight, cutTicks, captions, gone: null }
}

/** Whether two cuts took the same away, as when one was undone and made again. */
export function isSameCut(a: RemovedStretch, b: RemovedStretch): boolean {
  const placeOf = ({ main }: RemovedStretch): string => JSON.stringify(main.map(({ captions: _, gone: __, ...place }) => place))
  return placeOf(a) === placeOf(b)
}
