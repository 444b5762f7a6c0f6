import type { ClipId } from '../project/ids.ts'
import type { Challenge } from '../project/schema/question.ts'
import { secondsToTicks } from '../time/ticks.ts'
import { roundSeconds } from './compile-clips.ts'
import type { LessonChallenge } from './lesson-schema.ts'

/** A challenge as a lesson writes it, as a record of the document. */
export function compileChallenge(challenge: LessonChallenge): Challenge {
  return {
    hook: challenge.hook ?? '',
    brief: challenge.brief ?? '',
    modelClipId: challenge.modelClip === undefined ? null : (`clip-${challenge.modelClip}` as ClipId),
    durationLimitTicks: challenge.durationLimit === undefined ? null : secondsToTicks(roundSeconds(challenge.durationLimit)),
    steps: challenge.steps ?? [],
    materials: challenge.materials ?? [],
    safetyNote: challenge.safetyNote ?? '',
    rubric: (challenge.rubric ?? []).map(({ title, levels }) => ({
      title,
      levels: levels.map(({ label, description, points }) => ({ label, description: description ?? '', points })),
    })),
    hashtag: challenge.hashtag ?? '',
    deadline: challenge.deadline ?? null,
    teamSize: challenge.teamSize ?? { min: 1, max: 1 },
    handIn: challenge.handIn ?? { what: '', where: '' },
    withoutFilming: challenge.withoutFilming ?? '',
  }
}
