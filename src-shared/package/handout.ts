import type { LessonDocument } from '../project/schema/document.ts'
import type { PlayerChallenge } from '../quiz/player-lesson.ts'
import type { Ticks } from '../time/ticks.ts'
import type { PlannedFile } from './package-plan.ts'
import { briefPath, challengePosterPath } from './printed-lesson.ts'

/** The brief and the poster of a challenge; `atTicks` is the film's picture on the poster. */
export function planHandout({ metadata }: LessonDocument, challenge: PlayerChallenge | null, atTicks: Ticks): PlannedFile[] {
  if (!challenge) return []
  const { title, language, authors } = metadata
  const printed = { challenge, lesson: { title, language, authors } }
  return [
    { kind: 'media', path: briefPath, media: { role: 'brief', ...printed } },
    { kind: 'media', path: challengePosterPath, media: { role: 'challenge-poster', atTicks, ...printed } },
  ]
}
