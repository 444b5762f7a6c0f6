import { AudioLines, ListRestart, Settings2 } from 'lucide-react'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { canDivideAgain, divideSpeechAgain } from '#shared/edit/commands/caption-speech.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { captionItems } from '../timeline/timeline-items.ts'
import { captioningOf } from './clip-captioning.ts'
import { spokenShotCuts } from './shot-cuts.ts'

const words = text.speech

/** What speech can do for the captions, for their menu; `track` null where there are none yet. */
export function speechEntries(editor: LessonEditor, track: CaptionTrack | null): readonly MenuEntry[] {
  const captioning = captioningOf(editor)
  const again: MenuEntry = { id: 'again', label: words.again, icon: AudioLines, onAction: () => void captioning.press() }
  const settings: MenuEntry = { id: 'speech', label: words.settings, icon: Settings2, onAction: () => captioning.choose() }
  if (!track) return [settings]
  const items = captionItems(editor.document, track.id)
  const divide: MenuEntry = {
    id: 'divide',
    label: words.divideAgain,
    icon: ListRestart,
    onAction: () => void divideAgain(editor, track),
  }
  return [
    ...(track.kind === 'captions' ? [again] : []),
    ...(canDivideAgain(items.map(({ caption }) => caption)) ? [divide] : []),
    settings,
  ]
}

async function divideAgain(editor: LessonEditor, { id }: CaptionTrack): Promise<void> {
  try {
    const shotCuts = await spokenShotCuts(editor)
    if (!editor.run(divideSpeechAgain, { captionTrackId: id, shotCuts })) return
  } catch (thrown) {
    return editor.tellError(toErrorData(thrown))
  }
  tellWithUndo(editor, words.divided(captionItems(editor.document, id).length))
}
