import { createCaptionTrack, createDocument } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId, GapId, LessonId } from '#shared/project/ids.ts'
import type { LessonDocument, Settings } from '#shared/project/schema/document.ts'
import type { CaptionStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'

/** How long the sample shows. */
export const sampleTicks = secondsToTicks(2)

/** A lesson without clips in which one caption shows from the start; its words of `emphasis` stand out. */
export function sampleLesson(
  text: string,
  style: CaptionStyle,
  settings: Partial<Pick<Settings, 'canvas' | 'safeBox'>> = {},
  emphasis: readonly string[] = [],
): LessonDocument {
  const document = createDocument('sample' as LessonId, '', 'en')
  const trackId = 'track' as CaptionTrackId
  const id = 'caption' as CaptionId
  const caption = {
    id,
    captionTrackId: trackId,
    anchor: { kind: 'timeline' as const, ticks: zeroTicks },
    durationTicks: sampleTicks,
    text,
    words: [],
    speaker: '',
    done: false,
    emphasis,
  }
  return {
    ...document,
    settings: { ...document.settings, ...settings },
    mainTrack: [{ kind: 'gap', id: 'gap' as GapId, durationTicks: sampleTicks }],
    captionTracks: { [trackId]: { ...createCaptionTrack(trackId, 'en'), style } },
    captions: { [id]: caption },
  }
}
