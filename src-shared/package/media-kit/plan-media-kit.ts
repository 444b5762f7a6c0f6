import { writeSubRip } from '../../caption/formats/srt/write.ts'
import { writeTranscript } from '../../caption/formats/transcript/write.ts'
import { trackCues } from '../../caption/track-cues.ts'
import { captionTracksInOrder } from '../../project/selectors.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { spreadInstants } from '../../render-plan/still-plan.ts'
import { planPage } from '../common-cartridge/plan-cartridge.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { compilePlayerLesson } from '../player-lesson.ts'

/** Pictures to choose a cover from, evenly over the film. */
const thumbnailCount = 6

/** The film with all that belongs to it, for who publishes it elsewhere: captions in two formats, the transcript as text and as a page, pictures. */
export function planMediaKit(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const lesson = compilePlayerLesson(document, { poster: true })
  const { files, tracks } = planPage(document, lesson, options)
  return [...files, ...planTexts(document, tracks), ...planThumbnails(document)]
}

/** Beside each WebVTT file the same captions as SubRip, and their words as plain text. */
function planTexts(document: LessonDocument, tracks: readonly { readonly src: string; readonly index: number }[]): PlannedFile[] {
  const sources = captionTracksInOrder(document)
  return tracks.flatMap(({ src, index }): PlannedFile[] => {
    const source = sources[index]
    if (!source) return []
    const cues = trackCues(document, source.id)
    const base = src.replace(/\.vtt$/, '')
    return [
      { kind: 'text', path: `${base}.srt`, text: writeSubRip(cues) },
      { kind: 'text', path: `${base}.txt`, text: writeTranscript(cues) },
    ]
  })
}

function planThumbnails(document: LessonDocument): PlannedFile[] {
  const { durationTicks } = deriveTimeline(document)
  return spreadInstants(durationTicks, thumbnailCount).map((atTicks, index) => ({
    kind: 'media',
    path: `thumbnails/${index + 1}.jpg`,
    media: { role: 'poster', atTicks },
  }))
}
