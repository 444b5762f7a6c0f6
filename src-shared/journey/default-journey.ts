import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { journeyVersion, type Journey, type JourneyStep } from './journey.ts'

/** Answers everything right and watches to the end: what a platform should then know follows from the lesson's own rule. */
export function makeDefaultJourney(lesson: PlayerLesson): Journey {
  const scored = lesson.questions.some((question) => question.scored && question.points > 0)
  const steps: JourneyStep[] = [
    { do: 'play' },
    ...lesson.questions.flatMap((question): JourneyStep[] => [
      { do: 'watch' },
      ...(question.showMs !== null && !question.required ? [{ do: 'open-question' } as const] : []),
      { do: 'answer', with: 'right' },
    ]),
    { do: 'watch' },
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
