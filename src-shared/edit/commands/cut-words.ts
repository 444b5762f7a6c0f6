import type { CaptionTrackId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, type Span } from '../../project/timeline.ts'
import { transcriptWords, type TranscriptWord } from '../../speech/transcript-words.ts'
import { frameAt, frameToTicks, snapToFrame, type FrameRate } from '../../time/frame-rate.ts'
import { millisecondsToTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { removeStretches } from './cut-stretches.ts'

/** A word of a caption: its place among the caption's timed words. */
export type WordPlace = Pick<TranscriptWord, 'captionId' | 'index'>

/** So much of the pause before and behind a word goes with it at most: DESIGN.md section 10 keeps as much around speech. */
const mostPauseTicks = millisecondsToTicks(150)
/** What a cut would leave of a clip beside it is shorter than anybody sees on purpose. */
const sliverTicks = millisecondsToTicks(120)

/** Cuts the timeline where words are said, in one step. Refused where none of them has a time. */
export const cutWords: Command<{ readonly captionTrackId: CaptionTrackId; readonly words: readonly WordPlace[] }> = {
  label: 'cut-words',
  run(draft, { captionTrackId, words }, context) {
    const stretches = wordStretches(readDraft(draft), captionTrackId, words)
    return stretches.length === 0 ? refuse('edit.words-untimed', {}) : removeStretches(draft, stretches, context)
  },
}

/**
 * The stretches of the timeline that go with words, on the frame grid: from the middle of the pause before to the middle of the
 * pause behind, never into a word that stays.
 */
export function wordStretches(
  document: LessonDocument,
  captionTrackId: CaptionTrackId,
  places: readonly WordPlace[],
): readonly Span[] {
  const chosen = new Set(places.map(keyOf))
  const words = transcriptWords(document, captionTrackId).filter(({ timed }) => timed)
  const stretches: Span[] = []
  let run: TranscriptWord[] = []
  let keptEnd = zeroTicks
  const close = (next: TranscriptWord | null): void => {
    const stretch = run.length > 0 ? stretchAround(document, run, keptEnd, next) : null
    if (stretch) stretches.push(stretch)
    run = []
  }
  for (const word of words) {
    if (chosen.has(keyOf(word))) {
      run.push(word)
      continue
    }
    close(word)
    keptEnd = ticks(Math.max(keptEnd, word.span.endTicks))
  }
  close(null)
  return stretches
}

const keyOf = ({ captionId, index }: WordPlace): string => `${captionId}/${index}`

function stretchAround(
  document: LessonDocument,
  run: readonly TranscriptWord[],
  keptEnd: Ticks,
  next: TranscriptWord | null,
): Span | null {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return null
  const from = first.span.startTicks
  const to = Math.max(...run.map(({ span }) => span.endTicks))
  // A cut into the clip before or behind would take pictures away that have nothing to do with the words.
  const clipStart = (first.clipId && clipSpans.get(first.clipId)?.startTicks) ?? zeroTicks
  const clipEnd = (last.clipId && clipSpans.get(last.clipId)?.endTicks) ?? durationTicks
  const least = ticks(Math.max(clipStart, keptEnd))
  const most = ticks(Math.max(least, Math.min(clipEnd, next?.span.startTicks ?? durationTicks)))
  const pauseBefore = Math.max(0, from - least)
  const pauseBehind = Math.max(0, most - to)
  const startsClip = least === clipStart && pauseBefore <= sliverTicks
  const endsClip = most === clipEnd && pauseBehind <= sliverTicks
  const wantedStart = startsClip ? clipStart : Math.max(least, from - Math.min(mostPauseTicks, pauseBefore / 2))
  const wantedEnd = endsClip ? clipEnd : Math.min(most, to + Math.min(mostPauseTicks, pauseBehind / 2))
  const { frameRate } = document.settings
  const startTicks = frameNotBefore(ticks(Math.round(wantedStart)), least, frameRate)
  const endTicks = frameNotBehind(ticks(Math.round(wantedEnd)), most, frameRate)
  return endTicks > startTicks ? { startTicks, endTicks } : null
}

/** The frame nearest to an instant that is not before another one. */
function frameNotBefore(instant: Ticks, least: Ticks, rate: FrameRate): Ticks {
  const nearest = snapToFrame(instant, rate)
  return nearest >= least ? nearest : frameToTicks(frameAt(nearest, rate) + 1, rate)
}

function frameNotBehind(instant: Ticks, most: Ticks, rate: FrameRate): Ticks {
  const nearest = snapToFrame(instant, rate)
  return nearest <= most ? nearest : frameToTicks(Math.max(0, frameAt(nearest, rate) - 1), rate)
}
