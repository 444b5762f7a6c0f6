import { castDraft } from 'immer'
import type { AssetId } from '../project/ids.ts'
import type { Clip, MainTrackItem } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, type Span } from '../project/timeline.ts'
import type { Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'

/** What stood beside a clip in the main track: a gap, or a clip, of which a cut may have left a part under another id. */
type Neighbour = {
  readonly id: string
  readonly assetId: AssetId | null
  readonly edgeTicks: Ticks | null
  /** What it played; null for a gap. */
  readonly source: Span | null
}

/** A part of a clip of which nothing stayed beside it, and what stood before and behind it, the nearest first. */
export type GoneClip = { readonly clip: Clip; readonly before: readonly Neighbour[]; readonly behind: readonly Neighbour[] }

export const endEdge = ({ reversed, sourceInTicks, sourceOutTicks }: Clip): Ticks => (reversed ? sourceInTicks : sourceOutTicks)
export const startEdge = ({ reversed, sourceInTicks, sourceOutTicks }: Clip): Ticks => (reversed ? sourceOutTicks : sourceInTicks)

/** A part of the same clip, found by where it ends or begins: parts come back under any id. */
export function partBeside(clip: Clip, edgeOf: (clip: Clip) => Ticks): Neighbour {
  return { id: '', assetId: clip.assetId, edgeTicks: edgeOf(clip), source: null }
}

/** The neighbours of a clip of the main track as they are before it goes. */
export function rememberPlace({ mainTrack, clips }: LessonDocument, clip: Clip): GoneClip {
  const index = mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clip.id)
  const toNeighbour =
    (edgeOf: (clip: Clip) => Ticks) =>
    (item: MainTrackItem): Neighbour => {
      if (item.kind === 'gap') return { id: item.id, assetId: null, edgeTicks: null, source: null }
      const other = clips[item.clipId]
      return {
        id: item.clipId,
        assetId: other?.assetId ?? null,
        edgeTicks: other ? edgeOf(other) : null,
        source: other ? { startTicks: other.sourceInTicks, endTicks: other.sourceOutTicks } : null,
      }
    }
  return {
    clip,
    before: mainTrack.slice(0, Math.max(0, index)).toReversed().map(toNeighbour(endEdge)),
    behind: mainTrack.slice(index + 1).map(toNeighbour(startEdge)),
  }
}

/** Whether the part is still away, and its medium still there. */
export function canReturn(document: LessonDocument, { clip }: GoneClip): boolean {
  const { clips, assets, tracks } = document
  if (assets[clip.assetId] === undefined || tracks[clip.trackId] === undefined) return false
  // Another part of the clip may stand there under its name.
  return !clips[clip.id] || !isPlayed(document, clip)
}

function isPlayed({ mainTrack, clips }: LessonDocument, { assetId, sourceInTicks, sourceOutTicks }: Clip): boolean {
  return mainTrack.some((item) => {
    const clip = item.kind === 'clip' ? clips[item.clipId] : undefined
    return clip?.assetId === assetId && clip.sourceInTicks < sourceOutTicks && clip.sourceOutTicks > sourceInTicks
  })
}

/** Puts the clip between what is left of its neighbours; `near` decides between those that look the same. */
export function returnClip(draft: LessonDraft, document: LessonDocument, gone: GoneClip, near: Ticks): void {
  const { clip } = gone
  const slot = clip.slotId === null ? undefined : draft.slots[clip.slotId]
  const isFree = slot !== undefined && !slot.filled
  if (isFree) slot.filled = true
  const groupId = clip.groupId !== null && document.groups[clip.groupId] ? clip.groupId : null
  draft.clips[clip.id] = castDraft({ ...clip, slotId: isFree ? clip.slotId : null, groupId })
  draft.mainTrack.splice(indexFor(document, gone, near), 0, { kind: 'clip', clipId: clip.id })
}

function indexFor(document: LessonDocument, { before, behind }: GoneClip, near: Ticks): number {
  const { mainTrack, clips } = document
  const { clipSpans } = deriveTimeline(document)
  // The next parts of a clip that was cut, from the one that has its name.
  const lastPart = ({ assetId, source }: Neighbour, from: number, step: 1 | -1): number => {
    let index = from
    for (let next = mainTrack[index + step]; source && next?.kind === 'clip'; next = mainTrack[index + step]) {
      const part = clips[next.clipId]
      const isPart =
        part?.assetId === assetId && part.sourceInTicks >= source.startTicks && part.sourceOutTicks <= source.endTicks
      if (!isPart) break
      index += step
    }
    return index
  }
  const find = (neighbour: Neighbour, edgeOf: (clip: Clip) => Ticks, side: 'startTicks' | 'endTicks'): number | null => {
    const known = mainTrack.flatMap((item, index) => {
      if (item.kind === 'gap') return item.id === neighbour.id ? [{ index, rank: 0 }] : []
      const clip = clips[item.clipId]
      if (!clip) return []
      const isEdge = clip.assetId === neighbour.assetId && edgeOf(clip) === neighbour.edgeTicks
      if (!isEdge && clip.id !== neighbour.id) return []
      const distance = Math.abs((clipSpans.get(clip.id)?.[side] ?? 0) - near)
      return [
        isEdge
          ? { index, rank: distance }
          : { index: lastPart(neighbour, index, side === 'endTicks' ? 1 : -1), rank: Number.MAX_SAFE_INTEGER },
      ]
    })
    return known.toSorted((a, b) => a.rank - b.rank)[0]?.index ?? null
  }
  for (const neighbour of before) {
    const index = find(neighbour, endEdge, 'endTicks')
    if (index !== null) return index + 1
  }
  for (const neighbour of behind) {
    const index = find(neighbour, startEdge, 'startTicks')
    if (index !== null) return index
  }
  return mainTrack.length
}
