import { useMemo } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { useDocument, useSelection, useView } from '../editor-context.tsx'
import { LearnerPhone, PhoneLayer } from './learner-phone.tsx'
import { phoneLesson } from './phone-lesson.ts'
import { questionPlayhead, useStill } from './use-still.ts'

const words = text.quiz.phone

/** Where the playhead stands at the chosen question: the learner's player asks it, over the picture, and answers. */
export function QuestionPhone() {
  const document = useDocument()
  const [item] = useSelection()
  const question = item?.kind === 'question' ? document.questions[item.id] : undefined
  const at = question && questionPlayhead(document, question)
  const isHere = useView((view) => !view.playing && !view.questionsHidden && view.playheadTicks === at)
  if (!question || !isHere) return null
  return (
    <PhoneLayer>
      <Phone key={question.id} question={question} />
    </PhoneLayer>
  )
}

function Phone({ question }: { readonly question: Question }) {
  const document = useDocument()
  const still = useStill(question)
  const lesson = useMemo(() => phoneLesson(document, question), [document, question])
  return (
    <LearnerPhone
      lesson={lesson}
      questionId={question.id}
      picture={still?.blob ?? null}
      label={words.label}
      continued={words.continued}
    />
  )
}
