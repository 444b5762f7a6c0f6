import { joinText } from './join-text.ts'
import { compareText } from '../base/compare-text.ts'
import { fromSpeed } from '../time/rational.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import type { CaptionTrackId } from './ids.ts'
import type { LessonDocument, Marker } from './schema/document.ts'
import type { Question } from './schema/question.ts'
import type { Caption, CaptionTrack } from './schema/text.ts'
import { anchorToTimeline, deriveTimeline, visibleSpan, type Span, type Timeline } from './timeline.ts'

/** A question with its timeline instant. */
export type PlacedQuestion = { readonly question: Question; readonly atTicks: Ticks }

/** A caption with the stretch of the timeline on which it shows. */
export type PlacedCaption = { readonly caption: Caption; readonly span: Span }

/** Every question in the order the learner meets them; ids decide between two at one instant. */
export function questionsInOrder(document: LessonDocument): readonly PlacedQuestion[] {
  return Object.values(document.questions)
    .map((question) => ({ question, atTicks: anchorToTimeline(question.anchor, document) }))
    .toSorted((a, b) => a.atTicks - b.atTicks || compareText(a.question.id, b.question.id))
}

/**
 * The captions of a track that show at all, in playing order; those in trimmed-away parts are left out. Parts of one caption
 * on both sides of a cut (the same text, touching) come as one, named by the first.
 */
export function captionsInOrder(document: LessonDocument, trackId: CaptionTrackId): readonly PlacedCaption[] {
  const timeline = deriveTimeline(document)
  const byTimeline = inOrder.get(document.captions) ?? new WeakMap<Timeline, ByTrack>()
  const byTrack = byTimeline.get(timeline) ?? new Map<CaptionTrackId, readonly PlacedCaption[]>()
  const captions = byTrack.get(trackId) ?? orderCaptions(document, trackId)
  inOrder.set(document.captions, byTimeline.set(timeline, byTrack.set(trackId, captions)))
  return captions
}

type ByTrack = Map<CaptionTrackId, readonly PlacedCaption[]>

/** By the table of captions and the clips they hang on: an edit asks more than once, and most edits change neither. */
const inOrder = new WeakMap<LessonDocument['captions'], WeakMap<Timeline, ByTrack>>()

function orderCaptions(document: LessonDocument, trackId: CaptionTrackId): readonly PlacedCaption[] {
  const placed = Object.values(document.captions)
    .filter((caption) => caption.captionTrackId === trackId)
    .flatMap((caption) => {
      const span = visibleSpan(document, caption.anchor, caption.durationTicks)
      return span ? [{ caption, span }] : []
    })
    .toSorted((a, b) => a.span.startTicks - b.span.startTicks || compareText(a.caption.id, b.caption.id))
  const joined: PlacedCaption[] = []
  for (const entry of placed) {
    const last = joined.at(-1)
    const span = last && { ...last.span, endTicks: entry.span.endTicks }
    if (last && span && isContinued(last, entry)) joined[joined.length - 1] = { caption: last.caption, span }
    else if (last && span && runsOn(last, entry)) joined[joined.length - 1] = { caption: joinParted(document, last, entry), span }
    else joined.push(entry)
  }
  return joined
}

/** Whether a caption goes on in another one that says the same where a cut parted it from it. */
export function isContinued(left: PlacedCaption, right: PlacedCaption): boolean {
  const otherClip =
    left.caption.anchor.kind !== 'clip' ||
    right.caption.anchor.kind !== 'clip' ||
    left.caption.anchor.clipId !== right.caption.anchor.clipId
  // Translations of two captions may say the same.
  const ofSame = left.caption.translates?.captionId === right.caption.translates?.captionId
  return otherClip && ofSame && left.span.endTicks === right.span.startTicks && left.caption.text === right.caption.text
}

/** Source ticks of clips that are not played at their own speed round to a tick beside the cut. */
const touchingTicks = 100

function runsOn(left: PlacedCaption, { caption, span }: PlacedCaption): boolean {
  return (
    caption.runsOn === true &&
    left.caption.anchor.kind === 'clip' &&
    caption.anchor.kind === 'clip' &&
    left.caption.anchor.clipId !== caption.anchor.clipId &&
    Math.abs(span.startTicks - left.span.endTicks) <= touchingTicks
  )
}

/** Both parts of a caption that a cut goes through as one, in the time of the first. */
function joinParted(document: LessonDocument, left: PlacedCaption, right: PlacedCaption): Caption {
  const { anchor } = left.caption
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const laterTicks = ticks(anchorToTimeline(right.caption.anchor, document) - anchorToTimeline(anchor, document))
  const shift = clip ? fromSpeed(laterTicks, clip.speed) : laterTicks
  const words = right.caption.words.map((word) => ({ ...word, offsetTicks: ticks(word.offsetTicks + shift) }))
  const head = left.caption.text.trim()
  const text = joinText(head, right.caption.text.trim())
  const behind = text.length - right.caption.text.trim().length
  const marks = [
    ...(left.caption.marks ?? []),
    ...(right.caption.marks ?? []).map((mark) => ({ ...mark, from: mark.from + behind, to: mark.to + behind })),
  ]
  return {
    ...left.caption,
    text,
    ...(marks.length > 0 && { marks }),
    durationTicks: ticks(shift + right.caption.durationTicks),
    words: left.caption.words.length > 0 && words.length > 0 ? [...left.caption.words, ...words] : [],
  }
}

/** A marker with its timeline instant. */
export type PlacedMarker = { readonly marker: Marker; readonly atTicks: Ticks }

/** The markers in order of time; those in trimmed-away parts are left out, as captions are. */
export function markersInOrder(document: LessonDocument): readonly PlacedMarker[] {
  return Object.values(document.markers)
    .filter(({ anchor }) => {
      const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
      return (
        anchor.kind !== 'clip' || (clip && clip.sourceInTicks <= anchor.sourceTicks && anchor.sourceTicks <= clip.sourceOutTicks)
      )
    })
    .map((marker) => ({ marker, atTicks: anchorToTimeline(marker.anchor, document) }))
    .toSorted((a, b) => a.atTicks - b.atTicks || compareText(a.marker.id, b.marker.id))
}

/** The words of a caption as they are shown: after the name of who says them, where that is known. */
export function captionWords({ speaker, text }: Caption): string {
  return speaker === '' || text.trim() === '' ? text : `${speaker}: ${text}`
}

/** Caption tracks as the user ordered them. */
export function captionTracksInOrder(document: LessonDocument): readonly CaptionTrack[] {
  return Object.values(document.captionTracks).toSorted((a, b) => a.order - b.order || compareText(a.id, b.id))
}

/** The track that is drawn by default: captions in the lesson's language, else the first captions, else the first track. */
export function mainCaptionTrack(document: LessonDocument): CaptionTrack | null {
  const tracks = captionTracksInOrder(document).filter((track) => track.kind !== 'descriptions')
  const spoken = tracks.filter((track) => track.kind === 'captions')
  return spoken.find((track) => track.language === document.metadata.language) ?? spoken[0] ?? tracks[0] ?? null
}

/** DESIGN.md section 1: a soft warning above 90 s, a hard limit at 180 s. */
export const softLengthTicks = ticks(90 * 120_000)
export const hardLengthTicks = ticks(180 * 120_000)

export function judgeLength(document: LessonDocument): 'empty' | 'fine' | 'long' | 'too-long' {
  const { durationTicks } = deriveTimeline(document)
  if (durationTicks <= 0) return 'empty'
  if (durationTicks > hardLengthTicks) return 'too-long'
  return durationTicks > softLengthTicks ? 'long' : 'fine'
}
