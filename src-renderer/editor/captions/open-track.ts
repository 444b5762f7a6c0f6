import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import type { ShownCaptions } from './shown-captions.ts'

/** The track whose captions are edited: the chosen one while it exists, else the one that shows. */
export function openCaptionTrack(document: LessonDocument, chosen: CaptionTrackId | null): CaptionTrack | null {
  return (chosen === null ? undefined : document.captionTracks[chosen]) ?? mainCaptionTrack(document)
}

/** The track that the preview shows; null for none. */
export function shownCaptionTrack(document: LessonDocument, shown: ShownCaptions): CaptionTrack | null {
  return shown === 'none' ? null : openCaptionTrack(document, shown)
}

/** The open track; a lesson without captions gets its first one. */
export function ensureCaptionTrack(editor: LessonEditor): CaptionTrack | null {
  const known = openCaptionTrack(editor.document, editor.view.getState().captionTrackId)
  if (known) return known
  editor.run(addCaptionTrack, { language: editor.document.metadata.language, kind: 'captions' })
  return mainCaptionTrack(editor.document)
}
