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
    const place = patch.op === 'replace' ? findOverwritten(joined, patch) : -1
    if (place < 0) joined.push(patch)
    else joined[place] = patch
  }
  return joined
}

/** The replacement that a later one may stand for: nothing in between has to do with its place. */
function findOverwritten(patches: readonly Patch[], later: Patch): number {
  for (let place = patches.length - 1; place >= 0; place -= 1) {
    const patch = patches[place]
    if (patch?.op !== 'replace') return -1
    const shorter = Math.min(patch.path.length, later.path.length)
    const isRelated = patch.path.slice(0, shorter).every((part, index) => part === later.path[index])
    if (isRelated) return patch.path.length === later.path.length ? place : -1
  }
  return -1
}

/** Whether patches leave everything as their inverse found it, as when what was typed was taken back. */
export function changesNothing(patches: readonly Patch[], inverse: readonly Patch[]): boolean {
  const before = new Map(inverse.map((patch) => [keyOf(patch), JSON.stringify(patch.value)]))
  return (
    patches.length === before.size &&
    patches.every((patch) => patch.op === 'replace' && before.get(keyOf(patch)) === JSON.stringify(patch.value))
  )
}

const keyOf = ({ op, path }: Patch): string => JSON.stringify([op, path])
