import { castDraft } from 'immer'
import { emphasisFor } from '../../caption/move-emphasis.ts'
import { divideMarks, marksFor } from '../../caption/move-marks.ts'
import { wordStarts } from '../../caption/word-starts.ts'
import { joinText } from '../../project/join-text.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '../../project/ids.ts'
import { sourceLength } from '../../project/invariants.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Caption } from '../../project/schema/text.ts'
import { fromSpeed } from '../../time/rational.ts'
import { ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { divideByTime, shiftWords } from '../caption-words.ts'
import { done, refuse, type Command } from '../command.ts'
import { setCaptionText, setEmphasis, setMarks } from '../set-caption-text.ts'
import { readDraft } from '../places.ts'
import { isContinued } from '../../project/selectors.ts'
import { visibleSpan } from '../../project/timeline.ts'
import { captionStretch, placeOnTimeline } from '../../project/place-caption.ts'
import { partAtCuts } from '../part-caption.ts'

/** Adds a caption between two timeline instants and selects it. */
export const addCaption: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly text: string
}> = {
  label: 'add-caption',
  run(draft, { captionTrackId, startTicks, endTicks, text }, context) {
    const before = readDraft(draft)
    if (!before.captionTracks[captionTrackId]) return refuse('edit.gone', { what: 'caption track' })
    const place = placeOnTimeline(before, startTicks, endTicks)
    if (!place) return refuse('edit.caption-outside', {})
    const id = context.newId() as CaptionId
    draft.captions[id] = castDraft({ id, captionTrackId, ...place, text, words: [], speaker: '', done: false })
    return done([], [{ kind: 'caption', id }])
  },
}

/**
 * Changes the text, the speaker or the mark that a person checked it. Timed words follow the text; where it is again what it was in
 * `began`, before somebody typed, so are they: what was not sure then is not sure now.
 */
export const editCaption: Command<{
  readonly captionId: CaptionId
  readonly changes: Partial<Pick<Caption, 'text' | 'speaker' | 'done'>>
  readonly began?: Caption
}> = {
  label: 'edit-caption',
  run(draft, { captionId, changes, began }) {
    const caption = readDraft(draft).captions[captionId]
    const target = draft.captions[captionId]
    if (!caption || !target) return refuse('edit.gone', { what: 'caption' })
    Object.assign(target, changes)
    const { text } = changes
    if (text === undefined || text === caption.text) return done()
    // Half a word that is being typed is not the one that stood out.
    const emphasis = isTyped(began, caption) ? emphasisFor(began, text) : null
    setCaptionText(target, caption, text)
    if (emphasis) setEmphasis(target, emphasis)
    if (began?.id === captionId && began.text === text && began.durationTicks === caption.durationTicks) {
      target.words = castDraft([...began.words])
      setMarks(target, began)
    }
    return done()
  },
}

/** Moves either end of a caption, or both, to timeline instants. */
export const retimeCaption: Command<{ readonly captionId: CaptionId; readonly startTicks?: Ticks; readonly endTicks?: Ticks }> = {
  label: 'retime-caption',
  run(draft, { captionId, startTicks, endTicks }) {
    const before = readDraft(draft)
    const caption = before.captions[captionId]
    const target = draft.captions[captionId]
    if (!caption || !target) return refuse('edit.gone', { what: 'caption' })
    const now = captionStretch(before, caption)
    const start = startTicks ?? now.startTicks
    const end = endTicks ?? now.endTicks
    const place = placeOnTimeline(before, start, end)
    if (!place) return refuse('edit.caption-outside', {})
    const movedWhole = startTicks !== undefined && endTicks !== undefined
    target.anchor = place.anchor
    target.durationTicks = place.durationTicks
    // When an edge alone moves, the words stay where they are spoken.
    const moved = movedWhole ? zeroTicks : anchorMove(before, caption.anchor, place.anchor, ticks(start - now.startTicks))
    if (moved !== 0) target.words = castDraft(shiftWords(caption.words, moved))
    return done()
  },
}

/** How far the start of a caption moved in the media; by its move on the timeline where that is not the same clip. */
function anchorMove({ clips }: LessonDocument, from: Caption['anchor'], to: Caption['anchor'], lost: Ticks): Ticks {
  if (from.kind !== 'clip') return lost
  if (to.kind === 'clip' && to.clipId === from.clipId) return ticks(to.sourceTicks - from.sourceTicks)
  const clip = clips[from.clipId]
  return clip ? fromSpeed(lost, clip.speed) : lost
}

export const deleteCaptions: Command<{ readonly captionIds: readonly CaptionId[] }> = {
  label: 'delete-captions',
  run(draft, { captionIds }) {
    for (const captionId of captionIds) {
      if (!draft.captions[captionId]) return refuse('edit.gone', { what: 'caption' })
      delete draft.captions[captionId]
    }
    return done()
  },
}

/**
 * Splits a caption at a cursor position in its text (UTF-16 units). The time is that of the first word behind the cursor, or
 * shared out by letters where words carry no times. The second part is selected.
 */
export const splitCaption: Command<{ readonly captionId: CaptionId; readonly atCharacter: number }> = {
  label: 'split-caption',
  run(draft, { captionId, atCharacter }, context) {
    const caption = readDraft(draft).captions[captionId]
    const target = draft.captions[captionId]
    if (!caption || !target) return refuse('edit.gone', { what: 'caption' })
    const head = caption.text.slice(0, atCharacter).trim()
    const tail = caption.text.slice(atCharacter).trim()
    if (head === '' || tail === '' || caption.durationTicks < 2) return refuse('edit.caption-split-text', {})
    const starts = wordStarts(caption.text, caption.words)
    const firstBehind = starts.findIndex((start) => start !== undefined && start >= atCharacter)
    const spoken = caption.words[firstBehind]?.offsetTicks
    const shared = Math.round((caption.durationTicks * head.length) / (head.length + tail.length))
    const { anchor } = caption
    const mediaEnd = anchor.kind === 'clip' ? mediaLength(readDraft(draft), anchor.clipId) : Infinity
    // A caption may be longer than the media under it: both halves begin where there is some.
    const last = anchor.kind === 'clip' ? Math.min(caption.durationTicks, mediaEnd - anchor.sourceTicks) : caption.durationTicks
    const offset = ticks(Math.max(1, Math.min(last - 1, spoken ?? shared)))
    const words = firstBehind > 0 ? divideAt(caption.words, firstBehind, offset) : divideByTime(caption, offset)

    const later = (instant: Ticks): Ticks => ticks(instant + offset)
    const isReversed = anchor.kind === 'clip' && readDraft(draft).clips[anchor.clipId]?.reversed === true
    const rest = ticks(caption.durationTicks - offset)
    const id = context.newId() as CaptionId
    const shifted = (by: Ticks): Caption['anchor'] =>
      anchor.kind === 'clip'
        ? { ...anchor, sourceTicks: ticks(Math.min(mediaEnd, anchor.sourceTicks + by)) }
        : { ...anchor, ticks: ticks(anchor.ticks + by) }
    const behind = anchor.kind === 'clip' && isReversed ? anchor : shifted(ticks(later(ticks(0))))
    if (isReversed) target.anchor = shifted(rest)
    const [headMarks, tailMarks] = divideMarks(caption, [head, tail])
    target.text = head
    setMarks(target, headMarks ?? {})
    target.durationTicks = offset
    target.words = castDraft(words && 'head' in words ? [...words.head.words] : [])
    const { marks: _, ...unmarked } = caption
    draft.captions[id] = castDraft({
      ...unmarked,
      ...tailMarks,
      id,
      anchor: behind,
      text: tail,
      durationTicks: rest,
      words: words && 'tail' in words ? words.tail.words : [],
    })
    return done([], [{ kind: 'caption', id }])
  },
}

/** The marks of texts that are joined by a space. */
function joinMarks(captions: readonly Caption[]): Pick<Caption, 'marks'> {
  let joined = ''
  const marks = captions.flatMap((caption) => {
    const text = caption.text.trim()
    joined = joinText(joined, text)
    const at = joined.length - text.length
    return (marksFor(caption, text).marks ?? []).map((mark) => ({ ...mark, from: mark.from + at, to: mark.to + at }))
  })
  return marks.length === 0 ? {} : { marks }
}

/** Whether the caption is as it was in `began`, but for its text and what followed from that. */
function isTyped(began: Caption | undefined, caption: Caption): began is Caption {
  return began?.id === caption.id && emphasisFor(began, caption.text).join('\n') === (caption.emphasis ?? []).join('\n')
}

function mediaLength(document: LessonDocument, clipId: ClipId): number {
  const clip = document.clips[clipId]
  const asset = clip && document.assets[clip.assetId]
  return (asset && sourceLength(asset)) ?? Infinity
}

function divideAt(words: Caption['words'], count: number, offset: Ticks): ReturnType<typeof divideByTime> {
  return {
    head: { text: '', words: words.slice(0, count) },
    tail: { text: '', words: shiftWords(words.slice(count), offset) },
  }
}

/** Joins captions of one track into the earliest of them, in playing order. */
export const mergeCaptions: Command<{ readonly captionIds: readonly CaptionId[] }> = {
  label: 'merge-captions',
  run(draft, { captionIds }, context) {
    const before = readDraft(draft)
    const captions = [...new Set(captionIds)]
      .flatMap((id) => before.captions[id] ?? [])
      .map((caption) => ({ caption, ...captionStretch(before, caption) }))
      .toSorted((a, b) => a.startTicks - b.startTicks)
    const [first] = captions
    if (!first || captions.length < 2 || captions.length < new Set(captionIds).size) return refuse('edit.caption-merge', {})
    if (captions.some(({ caption }) => caption.captionTrackId !== first.caption.captionTrackId))
      return refuse('edit.caption-merge', {})
    const endTicks = ticks(Math.max(...captions.map((entry) => entry.endTicks)))
    const place = placeOnTimeline(before, first.startTicks, endTicks)
    const target = draft.captions[first.caption.id]
    if (!place || !target) return refuse('edit.caption-merge', {})
    const { anchor } = first.caption
    const clip = anchor.kind === 'clip' ? before.clips[anchor.clipId] : null
    const toOwnTime = (timeline: number): Ticks => (clip ? fromSpeed(ticks(timeline), clip.speed) : ticks(timeline))
    target.anchor = place.anchor
    target.durationTicks = place.durationTicks
    const said = captions.filter(({ caption }, index) => !saysAgain(before, captions[index - 1]?.caption, caption))
    const written = said.filter(({ caption }) => caption.text.trim() !== '')
    target.text = written.reduce((joined, { caption }) => joinText(joined, caption.text.trim()), '')
    setMarks(target, joinMarks(written.map(({ caption }) => caption)))
    const isTimed = written.every(({ caption }) => caption.words.length > 0)
    target.words = castDraft(
      isTimed
        ? said.flatMap(({ caption, startTicks }) => {
            const shift = toOwnTime(startTicks - first.startTicks)
            return caption.words.map((word) => ({ ...word, offsetTicks: ticks(word.offsetTicks + shift) }))
          })
        : [],
    )
    target.done = captions.every(({ caption }) => caption.done)
    setEmphasis(target, [...new Set(captions.flatMap(({ caption }) => caption.emphasis ?? []))])
    for (const { caption } of captions.slice(1)) delete draft.captions[caption.id]
    partAtCuts(draft, first.caption.id, context)
    return done([], [{ kind: 'caption', id: first.caption.id }])
  },
}

/** Whether a caption shows the one before it on behind a cut, so that its text is not said once more. */
function saysAgain(document: LessonDocument, left: Caption | undefined, right: Caption): boolean {
  if (!left) return false
  const [before, behind] = [left, right].map((caption) => visibleSpan(document, caption.anchor, caption.durationTicks))
  return Boolean(before && behind && isContinued({ caption: left, span: before }, { caption: right, span: behind }))
}
