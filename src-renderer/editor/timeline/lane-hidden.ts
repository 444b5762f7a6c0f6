import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { shownCaptionTrack } from '../captions/open-track.ts'
import { useEditor, useLiveSession, useView } from '../editor-context.tsx'
import type { Lane } from './lanes.ts'

const pickCaptionTracks = ({ document }: EditSnapshot): LessonDocument['captionTracks'] => document.captionTracks

/** Whether the preview leaves these captions out: it shows those of one track at a time, and another may have become that one. */
export function useCaptionsHidden(id: CaptionTrackId | null): boolean {
  const editor = useEditor()
  useLiveSession(pickCaptionTracks)
  return useView((view) => shownCaptionTrack(editor.document, view.shownCaptions)?.id !== id)
}

/** Whether what lies on the lane is not to be seen: of a track in the film, of captions and questions in the preview. */
export function useLaneHidden(lane: Lane): boolean {
  const captionsHidden = useCaptionsHidden(lane.kind === 'captions' ? lane.captionTrack.id : null)
  const questionsHidden = useView((view) => view.questionsHidden)
  if (lane.kind === 'captions') return captionsHidden
  return lane.kind === 'questions' ? questionsHidden : lane.track.hidden
}
