import { castDraft } from 'immer'
import { segmentWords, type SpokenCue } from '../caption/segment-words.ts'
import type { CaptionId, CaptionTrackId } from '../project/ids.ts'
import { captionStretch, nextHardCut, placeOnTimeline } from '../project/place-caption.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption, CaptionTrack } from '../project/schema/text.ts'
import { deriveTimeline, isShownOtherwise, playsOn, sourceToTimeline, type Span } from '../project/timeline.ts'
import type { SpokenWord } from '../speech/transcript.ts'
import { fromSpeed } from '../time/rational.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import type { CommandContext, LessonDraft } from './command.ts'
import type { ShotCuts } from './place-speech.ts'

type Limits = {
  /** Nothing is shown later. */
  readonly endTicks: Ticks
  /** Captions that stay. */
  readonly kept: readonly Span[]
  readonly done: boolean
  /** Captions break there where they can. */
  readonly shotCuts?: ShotCuts
}

type SpokenTrack = Pick<CaptionTrack, 'id' | 'language' | 'style'>

/**
 * Makes captions of words on the lesson's clock, divided by the rules of the track and the audience, over cuts to other media, and around
 * captions that stay. Nothing is shown after `endTicks`. Gives the ids in order.
 */
export function placeLessonWords(
  draft: LessonDraft,
  before: LessonDocument,
  track: SpokenTrack,
  words: readonly SpokenWord[],
  { endTicks, kept, done, shotCuts = new Map() }: Limits,
  context: CommandContext,
): readonly CaptionId[] {
  const ids: CaptionId[] = []
  const cuts = cutsOnTimeline(before, shotCuts)
  for (const piece of divideAtWalls(before, words, kept, endTicks)) {
    const cues = segmentWords(piece.words, {
      audience: before.settings.audience,
      language: track.language,
      maxCharactersPerLine: track.style.maxCharactersPerLine,
      maxLines: track.style.maxLines,
      shotCuts: cuts,
      startTicks: piece.startTicks,
      endTicks: piece.endTicks,
    })
    for (const cue of cues) {
      const caption = toCaption(before, track.id, cue, done, context)
      if (!caption) continue
      draft.captions[caption.id] = castDraft(caption)
      ids.push(caption.id)
    }
  }
  return ids
}

/** Where the picture changes though the sound may run on: shots within clips, and halves of a clip that are shown otherwise. */
function cutsOnTimeline(document: LessonDocument, shotCuts: ShotCuts): readonly Ticks[] {
  const { mainClipIds, clipSpans } = deriveTimeline(document)
  return mainClipIds.flatMap((clipId, index) => {
    const [clip, span] = [document.clips[clipId], clipSpans.get(clipId)]
    const left = document.clips[mainClipIds[index - 1] ?? clipId]
    if (!clip || !span) return []
    const jumps = left && isShownOtherwise(left, clip) && playsOn(left, clip) ? [span.startTicks] : []
    if (clip.freezeTicks !== null) return jumps
    const shots = (shotCuts.get(clip.assetId) ?? []).filter((at) => at > clip.sourceInTicks && at < clip.sourceOutTicks)
    return [...jumps, ...shots.map((at) => sourceToTimeline(clip, span, at))]
  })
}

type Piece = Span & { readonly words: readonly SpokenWord[] }

/** Captions neither go over cuts to other media nor into captions that stay. A word that a kept caption already shows is left out. */
function divideAtWalls(
  document: LessonDocument,
  words: readonly SpokenWord[],
  kept: readonly Span[],
  endTicks: Ticks,
): readonly Piece[] {
  const walls = kept.toSorted((a, b) => a.startTicks - b.startTicks)
  const lessonEnd = Math.min(endTicks, deriveTimeline(document).durationTicks)
  const pieces: { startTicks: Ticks; endTicks: Ticks; words: SpokenWord[] }[] = []
  for (const word of words) {
    const middle = (word.startTicks + word.endTicks) / 2
    if (word.startTicks >= lessonEnd || walls.some((wall) => middle >= wall.startTicks && middle < wall.endTicks)) continue
    const last = pieces.at(-1)
    if (last && word.startTicks < last.endTicks) {
      last.words.push(word)
      continue
    }
    const startTicks = ticks(Math.max(last?.endTicks ?? 0, ...walls.map((wall) => wall.endTicks).filter((end) => end <= middle)))
    const from = ticks(Math.max(startTicks, word.startTicks))
    const nextWall = walls.find((wall) => wall.startTicks > word.startTicks)?.startTicks ?? lessonEnd
    const end = ticks(Math.min(lessonEnd, nextWall, nextHardCut(document, from)))
    if (end > from) pieces.push({ startTicks, endTicks: end, words: [word] })
  }
  return pieces
}

function toCaption(
  document: LessonDocument,
  captionTrackId: CaptionTrackId,
  cue: SpokenCue,
  done: boolean,
  context: CommandContext,
): Caption | null {
  const place = placeOnTimeline(document, cue.startTicks, cue.endTicks)
  if (!place) return null
  const clip = place.anchor.kind === 'clip' ? document.clips[place.anchor.clipId] : null
  const toOwnTime = (timeline: number): Ticks => ticks(Math.max(0, clip ? fromSpeed(ticks(timeline), clip.speed) : timeline))
  // Backwards nobody speaks; times that count from the other end would only mislead.
  const words = clip?.reversed
    ? []
    : cue.words.map(({ text, startTicks, endTicks, confidence }) => {
        const offsetTicks = toOwnTime(startTicks - cue.startTicks)
        return {
          text,
          offsetTicks,
          durationTicks: ticks(Math.max(0, toOwnTime(endTicks - cue.startTicks) - offsetTicks)),
          confidence,
        }
      })
  return { id: context.newId() as CaptionId, captionTrackId, ...place, text: cue.text, words, speaker: '', done }
}

/** Ends the captions of a track that go on into a stretch where it begins; those inside it stay. */
export function endBefore(draft: LessonDraft, before: LessonDocument, captionTrackId: CaptionTrackId, startTicks: Ticks): void {
  for (const caption of Object.values(before.captions)) {
    const target = draft.captions[caption.id]
    if (caption.captionTrackId !== captionTrackId || !target) continue
    const span = captionStretch(before, caption)
    if (span.startTicks >= startTicks || span.endTicks <= startTicks) continue
    const place = placeOnTimeline(before, span.startTicks, startTicks)
    if (place) Object.assign(target, place)
  }
}
