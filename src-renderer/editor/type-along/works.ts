import { AudioLines, Keyboard, Languages, TextSelect, WandSparkles } from 'lucide-react'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { openTranslation } from '../translation/open.ts'
import { openScript, openTypeAlong, showCaptionWork } from './open.ts'

/** Ways to make captions by hand, and to cut the film by its words, for the menu of the captions. */
export function captionWorks(editor: LessonEditor): readonly MenuEntry[] {
  return [
    { id: 'type-along', label: text.typeAlong.title, icon: Keyboard, onAction: () => openTypeAlong(editor) },
    { id: 'script', label: text.typeAlong.script.open, icon: AudioLines, onAction: () => openScript(editor) },
    { id: 'translate', label: text.translation.open, icon: Languages, onAction: () => openTranslation(editor) },
    { id: 'text', label: text.transcript.title, icon: TextSelect, onAction: () => showCaptionWork(editor, 'text') },
    { id: 'tidy', label: text.transcript.tidy.title, icon: WandSparkles, onAction: () => showCaptionWork(editor, 'tidy') },
  ]
}
