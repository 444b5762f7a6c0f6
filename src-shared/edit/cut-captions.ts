import { divideMarks } from '../caption/move-marks.ts'
import type { CaptionId } from '../project/ids.ts'
import { joinText } from '../project/join-text.ts'
import type { Caption } from '../project/schema/text.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import type { CutItem, CutPiece } from './cut-plan.ts'
import { runsOf } from './cut-plan.ts'

/** What of a caption is said in a stretch that is cut out, in the source ticks of its clip. */
export type RemovedCaption = Omit<Caption, 'anchor' | 'runsOn'> & {
  readonly sourceTicks: Ticks
  /** Whether the caption began before the stretch, and whether it goes on behind it. */
  readonly began: boolean
  readonly goesOn: boolean
}

export type CutCaptions = {
  /** What becomes of captions: null for those that go with all of their words. */
  readonly changed: ReadonlyMap<CaptionId, Caption | null>
  readonly added: readonly Caption[]
  /** By the piece that takes them away. */
  readonly removed: ReadonlyMap<CutPiece, readonly RemovedCaption[]>
}

/**
 * Divides captions where their clips are cut: each word goes with the sound in which its middle lies. What stays on both sides
 * of a cut shows as one caption on. Without word times all of the text stays while half of its time does.
 */
export function cutCaptions(captions: readonly Caption[], items: readonly CutItem[], newId: () => string): CutCaptions {
  const changed = new Map<CaptionId, Caption | null>()
  const added: Caption[] = []
  const removed = new Map<CutPiece, RemovedCaption[]>()
  const byClip = Map.groupBy(captions, ({ anchor }) => (anchor.kind === 'clip' ? anchor.clipId : ''))
  for (const run of runsOf(items)) {
    if (run.every(({ original, piece }) => piece.clip === original && !piece.removed)) continue
    const pieces = run.map(({ piece }) => piece).toSorted((a, b) => a.clip.sourceInTicks - b.clip.sourceInTicks)
    for (const clipId of new Set(run.map(({ original }) => original.id))) {
      const own = run.filter(({ original }) => original.id === clipId).map(({ piece }) => piece)
      for (const caption of byClip.get(clipId) ?? []) {
        if (own[0]?.clip.freezeTicks !== null) changed.set(caption.id, holdStill(caption, own))
        else divide(caption, pieces, own)
      }
    }
  }
  return { changed, added, removed }

  function divide(caption: Caption, pieces: readonly CutPiece[], own: readonly CutPiece[]): void {
    const shares = sharesOf(caption, pieces)
    const only = shares[0]
    if (!only) {
      changed.set(caption.id, waitOutside(caption, own))
      return
    }
    if (shares.every(({ piece }) => !piece.removed)) {
      changed.set(caption.id, onClip(caption, only.piece))
      return
    }
    const parts = withDropped(writeShares(caption, joinKept(shares)))
    const marks = new Map(
      divideMarks(
        caption,
        parts.map(({ text }) => text),
      ).map((each, index) => [parts[index], each]),
    )
    const { marks: _, ...unmarked } = caption
    const kept = parts.filter((part) => !part.piece.removed && part.text.trim() !== '')
    if (kept.length === 0) changed.set(caption.id, null)
    kept.forEach((share, index) => {
      const { piece, from, to, text, words } = share
      const durationTicks = ticks(to - from)
      const part: Caption = {
        ...unmarked,
        ...marks.get(share),
        id: index === 0 ? caption.id : (newId() as CaptionId),
        anchor: { kind: 'clip', clipId: piece.clip.id, sourceTicks: from },
        durationTicks,
        text,
        words,
        ...(index > 0 && words.length > 0 && !piece.clip.reversed && { runsOn: true }),
      }
      if (index === 0) changed.set(caption.id, part)
      else added.push(part)
    })
    const { anchor: __, runsOn: ___, ...lasting } = unmarked
    parts.forEach(({ piece, from, to, text, words }, index) => {
      if (!piece.removed) return
      const isKept = (part: (typeof parts)[number]): boolean => part.text.trim() !== ''
      const fragment: RemovedCaption = {
        ...lasting,
        ...marks.get(parts[index] as (typeof parts)[number]),
        sourceTicks: from,
        durationTicks: ticks(to - from),
        text,
        words,
        began: parts.slice(0, index).some(isKept),
        goesOn: parts.slice(index + 1).some(isKept),
      }
      const known = removed.get(piece)
      if (known) known.push(fragment)
      else removed.set(piece, [fragment])
    })
  }
}

type Share = { readonly piece: CutPiece; readonly from: Ticks; readonly to: Ticks }
type WrittenShare = Share & Pick<Caption, 'text' | 'words'>

/** The part of a caption in each piece of its run, by source instants; what was trimmed away before goes with the outer ones. */
function sharesOf({ anchor, durationTicks }: Caption, pieces: readonly CutPiece[]): readonly Share[] {
  const from = anchor.kind === 'clip' ? anchor.sourceTicks : ticks(0)
  const to = ticks(from + durationTicks)
  const inside = pieces.filter(({ clip }) => clip.sourceOutTicks > from && clip.sourceInTicks < to)
  return inside.map((piece, index) => ({
    piece,
    from: index === 0 ? from : piece.clip.sourceInTicks,
    to: index === inside.length - 1 ? to : piece.clip.sourceOutTicks,
  }))
}

/** Parts of a run that stay beside each other keep their caption whole. */
function joinKept(shares: readonly Share[]): readonly Share[] {
  const joined: Share[] = []
  for (const share of shares) {
    const last = joined.at(-1)
    if (last && !last.piece.removed && !share.piece.removed) joined[joined.length - 1] = { ...last, to: share.to }
    else joined.push(share)
  }
  return joined
}

/** Time without a word that stays beside what goes is put back together with it. */
function withDropped(parts: readonly WrittenShare[]): readonly WrittenShare[] {
  const isDropped = (part: WrittenShare | undefined): part is WrittenShare =>
    part !== undefined && !part.piece.removed && part.text.trim() === ''
  return parts.map((part, index) => {
    if (!part.piece.removed) return part
    const [before, behind] = [parts[index - 1], parts[index + 1]]
    const from = index === 1 && isDropped(before) ? before.from : part.from
    const shift = part.from - from
    const words = part.words.map((word) => ({ ...word, offsetTicks: ticks(word.offsetTicks + shift) }))
    return { ...part, from, to: isDropped(behind) ? behind.to : part.to, words }
  })
}

function writeShares(caption: Caption, shares: readonly Share[]): readonly WrittenShare[] {
  const { anchor, words, text } = caption
  if (words.length === 0) return shareWhole(caption, shares)
  const start = anchor.kind === 'clip' ? anchor.sourceTicks : ticks(0)
  const places = wordPlaces(text, words)
  let taken = 0
  return shares.map((share, index) => {
    const isLast = index === shares.length - 1
    const end = isLast ? words.length : countUntil(words, taken, share.to - start)
    const own = words.slice(taken, end)
    const [first, next] = [places?.[taken], end === words.length ? text.length : places?.[end]]
    const isSliced = first !== undefined && next !== undefined
    const written = isSliced
      ? text.slice(taken === 0 ? 0 : first, next).trim()
      : own.reduce((joined, word) => joinText(joined, word.text), '')
    taken = end
    return { ...share, text: own.length === 0 ? '' : written, words: own.map((word) => moved(word, share.from - start, share)) }
  })
}

/** The words are in order: how many of them have their middle before an offset. */
function countUntil(words: Caption['words'], from: number, offset: number): number {
  let count = from
  while (count < words.length) {
    const word = words[count]
    if (!word || word.offsetTicks + word.durationTicks / 2 >= offset) break
    count += 1
  }
  return count
}

function moved(word: Caption['words'][number], byTicks: number, { from, to }: Share): Caption['words'][number] {
  const start = Math.max(0, word.offsetTicks - byTicks)
  const end = Math.min(Math.max(start, word.offsetTicks + word.durationTicks - byTicks), Math.max(start, to - from))
  return { ...word, offsetTicks: ticks(start), durationTicks: ticks(end - start) }
}

/** Where each word begins in the text; null where one is not found. */
function wordPlaces(text: string, words: Caption['words']): readonly number[] | null {
  const places: number[] = []
  let from = 0
  for (const word of words) {
    const at = text.indexOf(word.text, from)
    if (at < 0) return null
    places.push(at)
    from = at + word.text.length
  }
  return places
}

/** Nobody knows which words go: the text stays whole, or goes whole. */
function shareWhole({ text }: Caption, shares: readonly Share[]): readonly WrittenShare[] {
  const lengthOf = (removed: boolean): number =>
    shares.filter(({ piece }) => piece.removed === removed).reduce((sum, { from, to }) => sum + to - from, 0)
  const stays = lengthOf(false) >= lengthOf(true)
  const longest = shares.filter(({ piece }) => piece.removed).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  return shares.map((share) => {
    const isWritten = stays ? !share.piece.removed : share === longest
    return { ...share, text: isWritten ? text : '', words: [] }
  })
}

function onClip(caption: Caption, { clip }: CutPiece): Caption {
  const { anchor } = caption
  return anchor.kind !== 'clip' || anchor.clipId === clip.id ? caption : { ...caption, anchor: { ...anchor, clipId: clip.id } }
}

/** Outside of what plays it waits for its clip to be trimmed open again. */
function waitOutside(caption: Caption, own: readonly CutPiece[]): Caption | null {
  const kept = own.find(({ removed }) => !removed)
  return kept ? onClip(caption, kept) : null
}

/** A picture that stands still has one instant, which goes with its first part. */
function holdStill(caption: Caption, own: readonly CutPiece[]): Caption | null {
  return waitOutside(caption, own)
}
