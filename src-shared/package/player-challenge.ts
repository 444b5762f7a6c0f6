import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { PlayerChallenge } from '../quiz/player-lesson.ts'
import { briefPath } from './printed-lesson.ts'
import { ticksToMilliseconds } from '../time/ticks.ts'

const said = (text: string): string => text.trim()

/** As it is typed elsewhere, where the author left out the sign: "brake check" is "#brakecheck". */
function writeHashtag(tag: string): string {
  return tag === '' || tag.includes('#') ? tag : `#${tag.replaceAll(/\s+/g, '')}`
}

/** The challenge as learners read it: without what is empty, and null where there is nothing to read. */
export function compilePlayerChallenge(document: LessonDocument): PlayerChallenge | null {
  const { challenge } = document
  if (!challenge) return null
  const { modelClipId, durationLimitTicks, deadline, teamSize } = challenge
  const modelStart = modelClipId && deriveTimeline(document).clipSpans.get(modelClipId)?.startTicks
  const list = (items: readonly string[]): readonly string[] => items.map(said).filter((item) => item !== '')
  const page: PlayerChallenge = {
    briefSrc: briefPath,
    hook: said(challenge.hook),
    brief: said(challenge.brief),
    modelMs: typeof modelStart === 'number' ? Math.max(0, Math.round(ticksToMilliseconds(modelStart))) : null,
    durationLimitMs: durationLimitTicks === null ? null : Math.round(ticksToMilliseconds(durationLimitTicks)),
    steps: list(challenge.steps),
    materials: list(challenge.materials),
    safetyNote: said(challenge.safetyNote),
    rubric: challenge.rubric
      .filter(
        ({ title, levels }) => said(title) !== '' || levels.some(({ label, description }) => said(label + description) !== ''),
      )
      .map(({ title, levels }) => ({
        title: said(title),
        levels: levels.map(({ label, description, points }) => ({ label: said(label), description: said(description), points })),
      })),
    hashtag: writeHashtag(said(challenge.hashtag)),
    deadline,
    teamSize: { min: teamSize.min, max: Math.max(teamSize.min, teamSize.max) },
    handIn: { what: said(challenge.handIn.what), where: said(challenge.handIn.where) },
    withoutFilming: said(challenge.withoutFilming),
  }
  const { hook, brief, steps, materials, safetyNote, rubric, hashtag, handIn, withoutFilming } = page
  const words = [hook, brief, ...steps, ...materials, safetyNote, hashtag, handIn.what, handIn.where, withoutFilming]
  const isEmpty = words.join('') === '' && rubric.length === 0 && page.modelMs === null && deadline === null
  return isEmpty && page.durationLimitMs === null && page.teamSize.max === 1 ? null : page
}
