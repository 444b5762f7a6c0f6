import type { Patch } from 'immer'
import type { LessonDocument } from '../project/schema/document.ts'
import type { MainTrackItem } from '../project/schema/clip.ts'

/**
 * Immer writes a removal at the head of a list as one patch an entry behind it. The main track is the one long list of a
 * document, so its patches are written anew: what changed between the common head and the common tail.
 */
export function compactPatches(patches: readonly Patch[], from: LessonDocument, to: LessonDocument): Patch[] {
  const others = patches.filter((patch) => patch.path[0] !== 'mainTrack')
  return from.mainTrack === to.mainTrack ? others : [...others, ...diffMainTrack(from.mainTrack, to.mainTrack)]
}

function diffMainTrack(from: readonly MainTrackItem[], to: readonly MainTrackItem[]): Patch[] {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && isSameItem(from[head], to[head])) head += 1
  let tail = 0
  while (tail < shorter - head && isSameItem(from.at(-1 - tail), to.at(-1 - tail))) tail += 1
  const removed = from.slice(head, from.length - tail)
  const added = to.slice(head, to.length - tail)
  return [
    ...removed.map((): Patch => ({ op: 'remove', path: ['mainTrack', head] })),
    ...added.map((value, index): Patch => ({ op: 'add', path: ['mainTrack', head + index], value })),
  ]
}

function isSameItem(a: MainTrackItem | undefined, b: MainTrackItem | undefined): boolean {
  if (a === b) return true
  if (a?.kind === 'clip') return b?.kind === 'clip' && a.clipId === b.clipId
  return a?.kind === 'gap' && b?.kind === 'gap' && a.id === b.id && a.durationTicks === b.durationTicks
}

/** Drops a replacement that a later one of the same place overwrites, so that typing a sentence stays one patch. */
export function joinPatches(earlier: readonly Patch[], later: readonly Patch[]): Patch[] {
  const joined = [...earlier]
  for (const patch of later) {
    const last = joined.at(-1)
    if (last && last.op === 'replace' && patch.op === 'replace' && isSamePath(last.path, patch.path))
      joined[joined.length - 1] = patch
    else joined.push(patch)
  }
  return joined
}

function isSamePath(a: Patch['path'], b: Patch['path']): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index])
}
