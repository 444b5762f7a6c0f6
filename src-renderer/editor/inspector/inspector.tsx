import { useRef } from 'react'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useDocument, useSelection } from '../editor-context.tsx'
import { CaptionInspector } from '../captions/caption-inspector.tsx'
import { useFocusRequest } from '../focus-request.ts'
import { OverlayInspector } from '../overlays/overlay-inspector.tsx'
import { QuestionForm } from '../quiz/question-form.tsx'
import { ClipInspector } from './clip-inspector.tsx'
import { LessonInspector } from './lesson-inspector.tsx'
import styles from './inspector.module.css'

/** The right-hand side: all that can be changed about what is selected, or about the lesson. */
export function Inspector() {
  const [item] = useSelection()
  const document = useDocument()
  const region = useRef<HTMLElement>(null)
  useFocusRequest('inspector', region)
  useKeepFocus(region, { last: () => region.current })
  const clip = item?.kind === 'clip' ? document.clips[item.id] : undefined
  const overlay = item?.kind === 'overlay' ? document.overlays[item.id] : undefined
  const caption = item?.kind === 'caption' ? document.captions[item.id] : undefined
  const question = item?.kind === 'question' ? document.questions[item.id] : undefined
  return (
    <aside ref={region} className={styles['inspector']} aria-label={text.editor.inspector.label} tabIndex={-1}>
      {clip && <ClipInspector key={clip.id} clip={clip} />}
      {overlay && <OverlayInspector key={overlay.id} overlay={overlay} />}
      {caption && <CaptionInspector key={caption.id} caption={caption} />}
      {question && <QuestionForm key={question.id} question={question} />}
      {!clip && !overlay && !caption && !question && <LessonInspector />}
    </aside>
  )
}
