import { z } from '../../base/zod.ts'
import { assetIdSchema, choiceIdSchema, clipIdSchema, questionIdSchema, sectionIdSchema, slotIdSchema } from '../ids.ts'
import { regionSchema } from './geometry.ts'
import { anchorSchema, durationSchema, ticksSchema } from './time.ts'

/** SCORM 1.2 interaction ids and the pop-up on a phone both want short prompts (DESIGN.md section 6). */
export const maxPromptLength = 250

export const questionTypes = [
  'single-choice',
  'multiple-choice',
  'true-false',
  'short-answer',
  'fill-blank',
  'ordering',
  'matching',
  'hotspot',
  'poll',
  'reflection',
] as const
export const questionTypeSchema = z.enum(questionTypes)
export type QuestionType = z.infer<typeof questionTypeSchema>

export const choiceSchema = z
  .strictObject({
    id: choiceIdSchema,
    /** Reported to platforms; one of [0-9a-z], stable, never reused within its question. */
    code: z.string().regex(/^[0-9a-z]$/),
    text: z.string(),
    altText: z.string(),
    imageAssetId: assetIdSchema.nullable(),
    correct: z.boolean(),
    feedback: z.string(),
    /** Matching: the text this one belongs to. Ordering takes the order of the list. */
    match: z.string(),
    /** Hotspot: the part of the frame it stands for. */
    region: regionSchema.nullable(),
  })
  .readonly()
export type Choice = z.infer<typeof choiceSchema>

export const questionSchema = z
  .strictObject({
    id: questionIdSchema,
    anchor: anchorSchema,
    type: questionTypeSchema,
    prompt: z.string().max(maxPromptLength),
    choices: z.array(choiceSchema).max(36).readonly(),
    /** Codes of deleted choices, so that an old result never changes its meaning. */
    retiredCodes: z.string().regex(/^[0-9a-z]*$/),
    acceptedAnswers: z.array(z.string()).readonly(),
    caseSensitive: z.boolean(),
    typosAllowed: z.int().min(0).max(3),
    pause: z.boolean(),
    /** How long a question that does not pause stays; null where it pauses. */
    showTicks: durationSchema.nullable(),
    required: z.boolean(),
    scored: z.boolean(),
    points: z.number().nonnegative().max(1000),
    partialCredit: z.boolean(),
    /** Further attempts after a wrong answer; null is without limit. */
    retries: z.int().nonnegative().nullable(),
    shuffle: z.boolean(),
    hint: z.string(),
    feedback: z.strictObject({ correct: z.string(), incorrect: z.string() }).readonly(),
    /** Timeline instants to go on from; never across a scored question. */
    branch: z.strictObject({ correctTicks: ticksSchema.nullable(), incorrectTicks: ticksSchema.nullable() }).readonly(),
    slotId: slotIdSchema.nullable(),
  })
  .readonly()
export type Question = z.infer<typeof questionSchema>

export const rubricCriterionSchema = z
  .strictObject({
    title: z.string(),
    levels: z
      .array(z.strictObject({ label: z.string(), description: z.string(), points: z.number().nonnegative() }).readonly())
      .readonly(),
  })
  .readonly()

export const challengeSchema = z
  .strictObject({
    hook: z.string(),
    brief: z.string(),
    modelClipId: clipIdSchema.nullable(),
    durationLimitTicks: durationSchema.nullable(),
    steps: z.array(z.string()).readonly(),
    materials: z.array(z.string()).readonly(),
    safetyNote: z.string(),
    rubric: z.array(rubricCriterionSchema).readonly(),
    hashtag: z.string(),
    deadline: z.iso.date().nullable(),
    teamSize: z.strictObject({ min: z.int().positive(), max: z.int().positive() }).readonly(),
    handIn: z.strictObject({ what: z.string(), where: z.string() }).readonly(),
    /** How to take part without filming oneself. */
    withoutFilming: z.string(),
  })
  .readonly()
export type Challenge = z.infer<typeof challengeSchema>

export const sectionSchema = z.strictObject({ id: sectionIdSchema, anchor: anchorSchema, title: z.string() }).readonly()
export type Section = z.infer<typeof sectionSchema>

/** All that are set must hold. Percentages are whole numbers. */
export const completionRuleSchema = z
  .strictObject({
    watchedPercent: z.int().min(0).max(100).nullable(),
    questionsAnswered: z.boolean(),
    minScorePercent: z.int().min(0).max(100).nullable(),
  })
  .readonly()
export type CompletionRule = z.infer<typeof completionRuleSchema>
