import { handoutWords } from '#shared/package/handout-words.ts'
import type { PlayerChallenge } from '#shared/quiz/player-lesson.ts'

/** Length, deadline, team and hashtag of a challenge, in the lesson's language; what the author left out is not there. */
export function describeFacts({ durationLimitMs, deadline, teamSize, hashtag }: PlayerChallenge, language: string): string[] {
  const { longest, until, team } = handoutWords(language)
  const facts: string[] = []
  if (durationLimitMs !== null) facts.push(longest(clock(durationLimitMs)))
  if (deadline !== null) {
    const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    facts.push(until(day.format(new Date(`${deadline}T00:00:00Z`))))
  }
  if (teamSize.max > 1) facts.push(team(teamSize.min, teamSize.max))
  if (hashtag !== '') facts.push(hashtag)
  return facts
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
