import type { LessonDocument } from '#shared/project/schema/document.ts'

/** Captions, questions and texts change no picture of the engine. */
export function needsNoNewPictures(before: LessonDocument, after: LessonDocument): boolean {
  return (
    before.mainTrack === after.mainTrack &&
    before.clips === after.clips &&
    before.transitions === after.transitions &&
    before.tracks === after.tracks &&
    before.assets === after.assets &&
    before.settings === after.settings
  )
}
