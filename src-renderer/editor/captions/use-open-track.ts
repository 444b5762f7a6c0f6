import { useEffect } from 'react'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor, useSelection, useView } from '../editor-context.tsx'
import { openCaptionTrack } from './open-track.ts'

/** The caption track that is edited. A caption that is selected elsewhere opens its track. */
export function useOpenTrack(): CaptionTrack | null {
  const editor = useEditor()
  const document = useDocument()
  const chosen = useView((view) => view.captionTrackId)
  const selected = useSelection().find((item) => item.kind === 'caption')
  const wanted = selected ? document.captions[selected.id]?.captionTrackId : undefined
  useEffect(() => {
    if (wanted !== undefined) editor.view.setState({ captionTrackId: wanted })
  }, [editor, wanted])
  return openCaptionTrack(document, wanted ?? chosen)
}
