import { z } from '../base/zod.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { PlayerLesson, ReportedItem } from '../quiz/player-lesson.ts'
import { reportedItems, selfAssessmentId } from '../quiz/self-assessment.ts'
import { compilePlayerLesson } from './player-lesson.ts'

/** In a package of ours, beside index.html. */
export const exportRecordFile = 'tidbit.json'

const choiceSchema = z
  .strictObject({
    code: z.string(),
    text: z.string(),
    right: z.string(),
    /** The place in the picture that it stands for. Records of before do not tell it. */
    region: z.string().optional(),
  })
  .readonly()

const askedSchema = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    prompt: z.string(),
    /** 0 where it is not scored. */
    points: z.number().nonnegative(),
    choices: z.array(choiceSchema).readonly(),
    /** All that is accepted, where the learner writes. */
    accepted: z.string(),
  })
  .readonly()
type Asked = z.infer<typeof askedSchema>

const ruleSchema = z
  .strictObject({
    watchedPercent: z.number().nullable(),
    questionsAnswered: z.boolean(),
    minScorePercent: z.number().nullable(),
  })
  .readonly()

/** What a package says of itself, so that the next export of the lesson can be compared with it. */
export const exportRecordSchema = z
  .strictObject({
    lessonId: z.string(),
    /** Counts the exports that differ, from 1. */
    version: z.int().positive(),
    /** What the author says is new. */
    note: z.string().max(1000),
    /** SHA-256 of the document. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    asked: z.array(askedSchema).readonly(),
    completion: ruleSchema,
  })
  .readonly()
export type ExportRecord = z.infer<typeof exportRecordSchema>

/** Version and note in one line, for manifests that have no place for them. */
export function describeVersion({ version, note }: ExportRecord): string {
  return note.trim() === '' ? `Version ${version}` : `Version ${version}: ${note}`
}

/** The record of an export that follows `previous`; an export of the same document keeps version and note. */
export function recordExport(
  document: LessonDocument,
  { sha256, previous, note }: { readonly sha256: string; readonly previous: ExportRecord | null; readonly note: string },
): ExportRecord {
  const known = previous?.lessonId === document.id ? previous : null
  const isSame = known?.sha256 === sha256
  return {
    lessonId: document.id,
    version: known ? known.version + (isSame ? 0 : 1) : 1,
    note: isSame && note === '' ? known.note : note,
    sha256,
    ...describeAsked(compilePlayerLesson(document, { poster: true })),
  }
}

/** What results of learners hang on. */
export function describeAsked(lesson: PlayerLesson): Pick<ExportRecord, 'asked' | 'completion'> {
  return { asked: reportedItems(lesson).map((item) => describeItem(item, lesson)), completion: lesson.completion }
}

function describeItem(item: ReportedItem, { challenge }: PlayerLesson): Asked {
  const { id, type, prompt, scored, points, choices, acceptedAnswers, blanks } = item
  const levels = type === 'self-assessment' ? (challenge?.rubric ?? []) : []
  return {
    id,
    type,
    prompt,
    points: scored ? points : 0,
    choices: choices.map(({ code, text, correct, match, region }, index) => ({
      code,
      text,
      right: type === 'ordering' ? String(index) : match !== '' ? match : String(correct),
      ...(region ? { region: JSON.stringify(region) } : {}),
    })),
    accepted: JSON.stringify([acceptedAnswers, blanks, levels]),
  }
}

/** A change after which results that learners already have no longer fit. */
export type BreakingChange =
  | { readonly kind: 'removed' | 'type' | 'answer' | 'choices' | 'added'; readonly prompt: string }
  | { readonly kind: 'points'; readonly prompt: string; readonly before: number; readonly after: number }
  | { readonly kind: 'rubric' | 'completion' }
  | { readonly kind: 'pass-mark'; readonly before: number | null; readonly after: number | null }

/** In the order of the questions, what concerns the whole lesson last. */
export function findBreakingChanges(
  before: Pick<ExportRecord, 'asked' | 'completion'>,
  after: Pick<ExportRecord, 'asked' | 'completion'>,
): readonly BreakingChange[] {
  const now = new Map(after.asked.map((asked) => [asked.id, asked]))
  const known = new Set(before.asked.map(({ id }) => id))
  const changes = before.asked.flatMap((asked) => compareAsked(asked, now.get(asked.id)))
  const added = after.asked.filter(({ id, points }) => !known.has(id) && points > 0)
  return [
    ...changes,
    ...added.map(({ id, prompt }): BreakingChange => (id === selfAssessmentId ? { kind: 'rubric' } : { kind: 'added', prompt })),
    ...compareRules(before.completion, after.completion),
  ]
}

function compareAsked(before: Asked, after: Asked | undefined): readonly BreakingChange[] {
  const { prompt } = before
  if (before.id === selfAssessmentId) return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ kind: 'rubric' }]
  if (!after) return [{ kind: 'removed', prompt }]
  if (before.type !== after.type) return [{ kind: 'type', prompt }]
  const codes = new Map(after.choices.map((choice) => [choice.code, choice]))
  const known = new Set(before.choices.map(({ code }) => code))
  const isLost = before.choices.some(({ code, text }) => codes.get(code)?.text !== text)
  const isOther =
    before.accepted !== after.accepted ||
    before.choices.some(({ code, right }) => codes.has(code) && codes.get(code)?.right !== right) ||
    before.choices.some(({ code, region }) => region !== undefined && codes.has(code) && codes.get(code)?.region !== region) ||
    // Another right choice, pair or place in the order: who had everything right now lacks it.
    after.choices.some(({ code, right }) => !known.has(code) && right !== 'false')
  return [
    ...(isLost ? [{ kind: 'choices', prompt } as const] : []),
    ...(isOther ? [{ kind: 'answer', prompt } as const] : []),
    ...(before.points === after.points ? [] : [{ kind: 'points', prompt, before: before.points, after: after.points } as const]),
  ]
}

function compareRules(before: ExportRecord['completion'], after: ExportRecord['completion']): readonly BreakingChange[] {
  const isOther = before.watchedPercent !== after.watchedPercent || before.questionsAnswered !== after.questionsAnswered
  const { minScorePercent } = before
  return [
    ...(isOther ? [{ kind: 'completion' } as const] : []),
    ...(minScorePercent === after.minScorePercent
      ? []
      : [{ kind: 'pass-mark', before: minScorePercent, after: after.minScorePercent } as const]),
  ]
}
