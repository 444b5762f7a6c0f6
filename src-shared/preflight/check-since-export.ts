import { describeChange } from '../package/describe-change.ts'
import { describeAsked, findBreakingChanges, type BreakingChange, type ExportRecord } from '../package/export-record.ts'
import { compilePlayerLesson } from '../package/player-lesson.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { questionsInOrder } from '../project/selectors.ts'
import { find, type PreflightFinding } from './finding.ts'

/** What the next export would mean for learners who have results of `last` already. Nothing before the first export. */
export function checkSinceExport(document: LessonDocument, last: ExportRecord | null): readonly PreflightFinding[] {
  if (!last) return []
  if (last.lessonId !== document.id) return [find('lesson.identifier')]
  const now = describeAsked(compilePlayerLesson(document, { poster: false }))
  return findBreakingChanges(last, now).map((change) => {
    const place = placeOf(document, change)
    const about = place.item?.id ?? ('prompt' in change ? change.prompt : 'lesson')
    const params = { version: last.version, change: describeChange(change) }
    // A new version makes other differences, which were not left aside yet.
    return find('questions.results', { ...place, of: `${last.version}-${change.kind}-${about}`, params })
  })
}

function placeOf(document: LessonDocument, change: BreakingChange): Pick<PreflightFinding, 'atTicks' | 'item'> {
  const placed =
    'prompt' in change ? questionsInOrder(document).find(({ question }) => question.prompt === change.prompt) : undefined
  return placed ? { atTicks: placed.atTicks, item: { kind: 'question', id: placed.question.id } } : { atTicks: null, item: null }
}
