import { castDraft } from 'immer'
import type { CaptionId, ClipId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Caption, CaptionMark } from '../../project/schema/text.ts'
import { joinText } from '../../project/join-text.ts'
import { deriveTimeline, playsOn, type Span } from '../../project/timeline.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import type { RemovedCaption } from '../cut-captions.ts'
import { canReturn, returnClip } from '../return-clip.ts'
import { overlaySpan, sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import type { RemovedPiece, RemovedStretch } from '../removed-stretch.ts'
import { retimeThrough } from '../retime-overlay.ts'
import { moveAnchors, settleRipple } from '../ripple.ts'
import { keepBranches } from './cut-stretches.ts'

/**
 * Puts a stretch back where it was cut out: the clips at the cut play on through it, as one where they are alike, and its
 * captions return. Refused where neither clip ends or begins at the cut any more.
 */
export const restoreStretch: Command<{ readonly removed: RemovedStretch }> = {
  label: 'restore-stretch',
  run(draft, { removed }, context) {
    // A gap is not put back: nothing says where it was.
    if (removed.main.length === 0) return refuse('edit.cut-gone', {})
    for (const piece of removed.main) {
      const before = readDraft(draft)
      const seam = findSeam(before, mainClips(before), piece, true)
      const opened = seam ? openSeam(draft, before, seam, piece) : returnGone(draft, before, piece, context)
      if (!opened) return refuse('edit.cut-gone', {})
      returnCaptions(draft, opened, piece, context)
      followOpening(draft, before, opened)
    }
    for (const piece of removed.beside) {
      const before = readDraft(draft)
      const beside = Object.values(before.clips).filter(({ trackId, anchor }) => anchor !== null && trackId === piece.trackId)
      const seam = findSeam(before, beside, piece, false)
      if (seam) openBeside(draft, before, seam, piece)
    }
    return done([])
  },
}

/** Whether all parts of a stretch still find their cuts; false after the cut was undone or changed. */
export function canRestore(document: LessonDocument, { main }: RemovedStretch): boolean {
  const clips = mainClips(document)
  return (
    main.length > 0 &&
    main.every((piece) => findSeam(document, clips, piece, true) !== null || (piece.gone && canReturn(document, piece.gone)))
  )
}

/** The clips on both sides of a cut. */
type Seam = { readonly left: Clip | null; readonly right: Clip | null }

function mainClips({ mainTrack, clips }: LessonDocument): readonly Clip[] {
  return mainTrack.flatMap((item) => (item.kind === 'clip' ? (clips[item.clipId] ?? []) : []))
}

/** Beside the main track the halves have been moved apart already, with the clips under them. */
function findSeam(document: LessonDocument, clips: readonly Clip[], piece: RemovedPiece, isTouching: boolean): Seam | null {
  const { clipSpans } = deriveTimeline(document)
  const alike = clips.filter(
    (clip) =>
      clip.assetId === piece.assetId &&
      clip.freezeTicks === null &&
      clip.reversed === piece.reversed &&
      clip.speed.num * piece.speed.den === piece.speed.num * clip.speed.den,
  )
  const endsAt = ({ sourceInTicks, sourceOutTicks }: Clip): boolean =>
    piece.reversed ? sourceInTicks === piece.sourceOutTicks : sourceOutTicks === piece.sourceInTicks
  const startsAt = ({ sourceInTicks, sourceOutTicks }: Clip): boolean =>
    piece.reversed ? sourceOutTicks === piece.sourceInTicks : sourceInTicks === piece.sourceOutTicks
  const lefts = piece.hasLeft ? alike.filter(endsAt) : []
  const rights = piece.hasRight ? alike.filter(startsAt) : []
  const frame = Math.ceil((120_000 * document.settings.frameRate.den) / document.settings.frameRate.num)
  const touches = (left: Clip, right: Clip): boolean => {
    const end = clipSpans.get(left.id)?.endTicks ?? 0
    return left.id !== right.id && (!isTouching || Math.abs((clipSpans.get(right.id)?.startTicks ?? Infinity) - end) <= frame)
  }
  const both = lefts.flatMap((left) => rights.filter((right) => touches(left, right)).map((right): Seam => ({ left, right })))
  const ends = lefts.map((left): Seam => ({ left, right: null }))
  const starts = rights.map((right): Seam => ({ left: null, right }))
  const seams = [both, ends, starts].find(({ length }) => length > 0) ?? []
  // Clips that play the same have the same cuts.
  const distance = (seam: Seam): number => Math.abs((seamInstant(document, seam) ?? Infinity) - piece.cutTicks)
  return seams.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

function seamInstant(document: LessonDocument, { left, right }: Seam): Ticks | undefined {
  const { clipSpans } = deriveTimeline(document)
  return left ? clipSpans.get(left.id)?.endTicks : right ? clipSpans.get(right.id)?.startTicks : undefined
}

/** Which clip plays the piece now, and where on the timeline. */
type Opened = { readonly clipId: ClipId; readonly at: Ticks; readonly lengthTicks: Ticks }

function openSeam(draft: LessonDraft, before: LessonDocument, { left, right }: Seam, piece: RemovedPiece): Opened {
  const { durationTicks } = deriveTimeline(before)
  const at = seamInstant(before, { left, right })
  const isJoined = left !== null && right !== null && isAlike(left, right)
  if (left) extend(draft, left, isJoined ? right : piece, 'end')
  else if (right) extend(draft, right, piece, 'start')
  const clipId = (left ?? right)?.id as ClipId
  if (isJoined) {
    const target = draft.clips[left.id]
    if (target) {
      target.picture.fadeOutTicks = right.picture.fadeOutTicks
      target.sound.fadeOutTicks = right.sound.fadeOutTicks
    }
    moveAnchors(draft, right.id, (sourceTicks) => ({ kind: 'clip', clipId: left.id, sourceTicks }))
    for (const transition of Object.values(draft.transitions))
      if (transition.leftClipId === right.id) transition.leftClipId = left.id
    if (draft.challenge?.modelClipId === right.id) draft.challenge.modelClipId = left.id
    draft.mainTrack = draft.mainTrack.filter((item) => item.kind === 'gap' || item.clipId !== right.id)
    delete draft.clips[right.id]
  }
  const lengthTicks = ticks(deriveTimeline(readDraft(draft)).durationTicks - durationTicks)
  return { clipId, at: at ?? ticks(0), lengthTicks }
}

/** A part that nothing of its clip stands beside stands where it stood, as a clip; null where it is there again. */
function returnGone(
  draft: LessonDraft,
  before: LessonDocument,
  { gone, cutTicks }: RemovedPiece,
  { newId }: CommandContext,
): Opened | null {
  if (!gone || !canReturn(before, gone)) return null
  const clipId = before.clips[gone.clip.id] ? (newId() as ClipId) : gone.clip.id
  returnClip(draft, before, { ...gone, clip: { ...gone.clip, id: clipId } }, cutTicks)
  const { clipSpans } = deriveTimeline(readDraft(draft))
  const { startTicks, endTicks } = clipSpans.get(clipId) ?? { startTicks: cutTicks, endTicks: cutTicks }
  return { clipId, at: startTicks, lengthTicks: ticks(endTicks - startTicks) }
}

function extend(draft: LessonDraft, clip: Clip, to: Pick<Clip, 'sourceInTicks' | 'sourceOutTicks'>, edge: 'start' | 'end'): void {
  const target = draft.clips[clip.id]
  if (!target) return
  if ((edge === 'end') !== clip.reversed) target.sourceOutTicks = to.sourceOutTicks
  else target.sourceInTicks = to.sourceInTicks
}

/** Nothing but what they play and how they fade is another. */
function isAlike(left: Clip, right: Clip): boolean {
  return right.slotId === null && likenessOf(left) === likenessOf(right)
}

function likenessOf({ picture, sound, trackId, groupId, label, altText }: Clip): string {
  const plain = { fadeInTicks: 0, fadeOutTicks: 0 }
  return JSON.stringify([{ ...picture, ...plain }, { ...sound, ...plain }, trackId, groupId, label, altText])
}

/** What keeps to the timeline moves on, as it moved up when the stretch was cut out; then the ripple is settled. */
function followOpening(draft: LessonDraft, before: LessonDocument, { at, lengthTicks }: Opened): void {
  const after = readDraft(draft)
  const move = (instant: Ticks): Ticks => (instant > at ? ticks(instant + lengthTicks) : instant)
  for (const overlay of Object.values(before.overlays)) {
    const span: Span | null = overlay.anchor.kind === 'timeline' ? overlaySpan(before, overlay) : null
    if (!span || span.endTicks <= at) continue
    const moveAll = (instant: Ticks): Ticks => (span.startTicks >= at ? ticks(instant + lengthTicks) : move(instant))
    const next = retimeThrough(before, overlay, span, after, moveAll)
    if (next) draft.overlays[overlay.id] = castDraft(next)
  }
  settleRipple(draft, before)
  keepBranches(draft, before, move)
}

function returnCaptions(draft: LessonDraft, { clipId }: Opened, piece: RemovedPiece, { newId }: CommandContext): void {
  for (const fragment of piece.captions) {
    if (!draft.captionTracks[fragment.captionTrackId]) continue
    const document = readDraft(draft)
    const run = runAround(document, clipId)
    const end = fragment.sourceTicks + fragment.durationTicks
    const near = Object.values(document.captions).filter(
      ({ captionTrackId, anchor }) =>
        captionTrackId === fragment.captionTrackId && anchor.kind === 'clip' && run.has(anchor.clipId),
    )
    const head = fragment.began ? near.find((caption) => endOf(caption) === fragment.sourceTicks) : undefined
    const tail = fragment.goesOn ? near.find((caption) => startOf(caption) === end) : undefined
    const parts = [head, asPart(fragment, clipId), tail].flatMap((part) => part ?? [])
    const whole = joinParts(parts)
    if (tail) delete draft.captions[tail.id]
    if (whole.text.trim() === '' && !head && !tail) continue
    const own = document.captions[fragment.id] ? (newId() as CaptionId) : fragment.id
    const { sourceTicks: _, began: __, goesOn: ___, marks: ____, ...lasting } = fragment
    const id = head?.id ?? tail?.id ?? own
    const { runsOn: _____, marks: ______, ...rest }: Omit<Caption, 'anchor'> = head ?? tail ?? lasting
    draft.captions[id] = castDraft({ ...rest, ...(head?.runsOn && { runsOn: true }), ...whole, id })
  }
}

/** The clips around one that play its media on and on, as the halves of a cut: a caption may run through all of them. */
function runAround({ mainTrack, clips }: LessonDocument, clipId: ClipId): ReadonlySet<ClipId> {
  const run = new Set([clipId])
  const clipAt = (index: number): Clip | null => {
    const item = mainTrack[index]
    return item?.kind === 'clip' ? (clips[item.clipId] ?? null) : null
  }
  const start = mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clipId)
  for (const step of [-1, 1]) {
    for (let index = start; ; index += step) {
      const [near, far] = [clipAt(index), clipAt(index + step)]
      if (!near || !far || !(step > 0 ? playsOn(near, far) : playsOn(far, near))) break
      run.add(far.id)
    }
  }
  return run
}

const startOf = ({ anchor }: Caption): number => (anchor.kind === 'clip' ? anchor.sourceTicks : -1)
const endOf = (caption: Caption): number => startOf(caption) + caption.durationTicks

type Part = Pick<Caption, 'anchor' | 'durationTicks' | 'text' | 'words' | 'marks'>

function asPart({ sourceTicks, durationTicks, text, words, marks }: RemovedCaption, clipId: ClipId): Part {
  return { anchor: { kind: 'clip', clipId, sourceTicks }, durationTicks, text, words, ...(marks && { marks }) }
}

/** Parts in order that touch. What has no word times says the same text on both sides of a cut. */
function joinParts(parts: readonly Part[]): Part {
  const [first, ...rest] = parts as readonly [Part, ...Part[]]
  return rest.reduce(joinPart, {
    anchor: first.anchor,
    durationTicks: first.durationTicks,
    text: first.text,
    words: first.words,
    ...(first.marks && { marks: first.marks }),
  })
}

function joinPart(whole: Part, part: Part): Part {
  const shift = whole.durationTicks
  const isTimed = [whole, part].every(({ text, words }) => text.trim() === '' || words.length > 0)
  const words = part.words.map((word) => ({ ...word, offsetTicks: ticks(word.offsetTicks + shift) }))
  const [head, tail] = [whole.text.trim(), part.text.trim()]
  const isSame = !isTimed && head === tail
  const text = isSame ? head : joinText(head, tail)
  const lead = part.text.length - part.text.trimStart().length
  const place = text.length - tail.length - lead
  const moved = (part.marks ?? []).map((mark) => ({ ...mark, from: mark.from + place, to: mark.to + place }))
  const marks = joinMarks([...(whole.marks ?? []), ...(isSame ? [] : moved)])
  return {
    anchor: whole.anchor,
    durationTicks: ticks(shift + part.durationTicks),
    text,
    words: isTimed ? [...whole.words, ...words] : [],
    ...(marks.length > 0 && { marks }),
  }
}

/** Marks alike that touch, or that only a space parts, were one before the cut. */
function joinMarks(marks: readonly CaptionMark[]): readonly CaptionMark[] {
  return marks.reduce<readonly CaptionMark[]>((joined, mark) => {
    const last = joined.find(({ style, to }) => style === mark.style && mark.from >= to && mark.from - to <= 1)
    return last ? joined.map((each) => (each === last ? { ...each, to: mark.to } : each)) : [...joined, mark]
  }, [])
}

function openBeside(draft: LessonDraft, before: LessonDocument, { left, right }: Seam, piece: RemovedPiece): void {
  if (left && right && isAlike(left, right)) {
    extend(draft, left, right, 'end')
    const target = draft.clips[left.id]
    if (target) {
      target.picture.fadeOutTicks = right.picture.fadeOutTicks
      target.sound.fadeOutTicks = right.sound.fadeOutTicks
    }
    delete draft.clips[right.id]
  } else if (left) extend(draft, left, piece, 'end')
  else if (right) {
    const start = deriveTimeline(before).clipSpans.get(right.id)?.startTicks ?? ticks(0)
    extend(draft, right, piece, 'start')
    const length = deriveTimeline(readDraft(draft)).clipSpans.get(right.id)
    const grown = length ? length.endTicks - length.startTicks - (lengthBefore(before, right) ?? 0) : 0
    const target = draft.clips[right.id]
    const at = ticks(Math.max(0, start - grown))
    if (target) target.anchor = castDraft(sideAnchor(readDraft(draft), before.tracks[right.trackId], at))
  }
  settleRipple(draft, before)
}

function lengthBefore(document: LessonDocument, { id }: Clip): number | null {
  const span = deriveTimeline(document).clipSpans.get(id)
  return span ? span.endTicks - span.startTicks : null
}
