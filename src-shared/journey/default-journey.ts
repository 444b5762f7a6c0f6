import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { scoredQuestions } from '../quiz/outcome.ts'
import { selfAssessment } from '../quiz/self-assessment.ts'
import { journeyVersion, type Journey, type JourneyStep } from './journey.ts'

/** Answers everything right and watches to the end: what a platform should then know follows from the lesson's own rule. */
export function makeDefaultJourney(lesson: PlayerLesson): Journey {
  const scored = scoredQuestions(lesson).length > 0
  const steps: JourneyStep[] = [
    { do: 'play' },
    ...lesson.questions.flatMap((question): JourneyStep[] => [
      { do: 'watch' },
      ...(question.showMs !== null && !question.required ? [{ do: 'open-question' } as const] : []),
      { do: 'answer', with: 'right' },
    ]),
    { do: 'watch' },
    ...(selfAssessment(lesson.challenge) ? [{ do: 'assess', levels: 'best' } as const] : []),
    { do: 'leave' },
  ]
  const success = scored && lesson.completion.minScorePercent !== null ? 'passed' : 'unknown'
  return {
    version: journeyVersion,
    name: 'Everything right',
    steps,
    expect: { score: scored ? 100 : null, completed: true, success },
  }
}
