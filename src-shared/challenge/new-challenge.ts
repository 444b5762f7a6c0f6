import type { Challenge } from '../project/schema/question.ts'

/** A challenge that nobody has written anything of yet. */
export const emptyChallenge: Challenge = {
  hook: '',
  brief: '',
  modelClipId: null,
  durationLimitTicks: null,
  steps: [],
  materials: [],
  safetyNote: '',
  rubric: [],
  hashtag: '',
  deadline: null,
  teamSize: { min: 1, max: 1 },
  handIn: { what: '', where: '' },
  withoutFilming: '',
}
