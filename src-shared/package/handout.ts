import type { LessonDocument } from '../project/schema/document.ts'
import type { PlayerChallenge } from '../quiz/player-lesson.ts'
import type { Ticks } from '../time/ticks.ts'
import type { PlannedFile } from './package-plan.ts'

/** What is printed on a handout besides the challenge. `language`: BCP 47. */
export type PrintedLesson = { readonly title: string; readonly language: string; readonly authors: readonly string[] }

/** A4, to tick and to judge by pen. */
export const briefPath = 'challenge/brief.pdf'
/** An upright picture with a QR code where the place to hand in is a web address. */
export const challengePosterPath = 'challenge/poster.jpg'

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
