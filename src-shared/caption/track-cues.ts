import { timedWords } from '../overlay/spoken-words.ts'
import type { CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { captionsInOrder } from '../project/selectors.ts'
import { clampTicks, subtractTicks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { ImportedCue } from './imported-captions.ts'

/** The captions of a track as they show in the lesson, with everything that a caption file can carry. */
export function trackCues(document: LessonDocument, captionTrackId: CaptionTrackId): readonly ImportedCue[] {
  return captionsInOrder(document, captionTrackId).flatMap(({ caption, span }): ImportedCue[] => {
    const { text, speaker, placement, marks = [] } = caption
    if (text.trim() === '') return []
    const length = subtractTicks(span.endTicks, span.startTicks)
    const since = (instant: Ticks): Ticks => clampTicks(subtractTicks(instant, span.startTicks), zeroTicks, length)
    const words = timedWords(document, caption).map(({ text: word, startTicks, endTicks }) => ({
      text: word,
      offsetTicks: since(startTicks),
      durationTicks: subtractTicks(since(endTicks), since(startTicks)),
      confidence: null,
    }))
    return [
      {
        ...span,
        text,
        ...(speaker !== '' && { speaker }),
        ...(words.length > 0 && { words }),
        ...(placement && { placement }),
        ...(marks.length > 0 && { marks }),
      },
    ]
  })
}
