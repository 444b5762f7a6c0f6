import { useMemo } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import { compilePlayerChallenge } from '#shared/package/player-challenge.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { useDocument, useSelection, useView } from '../editor-context.tsx'
import { LearnerPhone, PhoneLayer } from '../quiz/learner-phone.tsx'

const words = text.challenge.phone

/** While the challenge is written: what learners read of it, in their own player. */
export function ChallengePhone() {
  const document = useDocument()
  const [item] = useSelection()
  const isOpen = useView((view) => view.panel === 'challenge' && !view.playing)
  const hasWords = useMemo(() => compilePlayerChallenge(document) !== null, [document])
  if (!isOpen || !hasWords || item?.kind === 'question') return null
  return (
    <PhoneLayer>
      <Phone />
    </PhoneLayer>
  )
}

function Phone() {
  const document = useDocument()
  const lesson = useMemo(() => challengeLesson(document), [document])
  return <LearnerPhone lesson={lesson} questionId={null} picture={null} label={words.label} continued={words.continued} />
}

/** The challenge alone: nothing else of the lesson is seen behind it. */
function challengeLesson(document: LessonDocument): PlayerLesson {
  return compilePlayerLesson({ ...document, captions: {}, captionTracks: {}, questions: {} }, { poster: false })
}
