import { z } from '../base/zod.ts'
import { maxPromptLength } from '../project/schema/question.ts'
import { region } from './clip-schema.ts'
import { idText, longestSeconds, seconds, text } from './schema-parts.ts'

const asking = {
  id: idText
    .optional()
    .describe('Names the question in reports. Derived from the prompt when absent; keep it when you change the prompt.'),
  at: seconds.describe('Seconds of the finished lesson at which the question appears; its very end is allowed.'),
  pause: z.boolean().optional().describe('Whether the clip stops for the question. true by default.'),
  showFor: z
    .number()
    .min(0.1)
    .max(longestSeconds)
    .optional()
    .describe('With pause false: how many seconds the question stays. 8 by default.'),
  prompt: text.max(maxPromptLength, `write at most ${maxPromptLength} characters`).describe('The question.'),
}

const effort = {
  required: z
    .boolean()
    .optional()
    .describe('Whether the learner must answer to go on. By default true, and false where it does not pause.'),
  hint: z.string().optional().describe('Help the learner can ask for.'),
}

/** Of questions that have a right answer. */
const questionBase = {
  ...asking,
  points: z
    .number()
    .min(0)
    .max(1000)
    .optional()
    .describe('What a right answer earns. 1 by default; 0 makes the question unscored.'),
  retries: z
    .union([z.int().min(0), z.literal('unlimited')])
    .optional()
    .describe('Further attempts after a wrong answer. 0 by default, or "unlimited".'),
  ...effort,
  feedback: z
    .strictObject({
      correct: z.string().optional().describe('Shown after a right answer.'),
      incorrect: z.string().optional().describe('Shown after a wrong answer.'),
    })
    .optional()
    .describe('What the learner reads after answering.'),
  goOnAt: z
    .strictObject({
      correct: seconds.optional().describe('Where the lesson goes on after a right answer, in its seconds.'),
      incorrect: seconds.optional().describe('Where it goes on after a wrong answer that stays.'),
    })
    .optional()
    .describe('Jumps after answering; never past a question that gives points. By default the lesson just goes on.'),
}

/** Of questions that ask for an opinion: nothing to score, nothing to try again. */
const openBase = {
  ...asking,
  ...effort,
  thanks: z.string().optional().describe('What the learner reads after answering.'),
}

const choiceNames = {
  id: idText.optional().describe('Names the choice. Derived from its text when absent.'),
  code: z
    .string()
    .regex(/^[0-9a-z]$/, 'write one of 0-9 or a-z')
    .optional()
    .describe(
      'What platforms store for this answer. Given out in order (a, b, c…) when absent; write it down before you reorder.',
    ),
  text: text.describe('The answer as the learner reads it.'),
}
const correct = z.boolean().optional().describe('Whether it is right. false by default.')
const choiceFeedback = z.string().optional().describe('Shown when the learner picks it.')
const mistakeFeedback = z.string().optional().describe('Shown when the learner gets it wrong.')

const lessonChoiceSchema = z.strictObject({ ...choiceNames, correct, feedback: choiceFeedback }).describe('One answer to choose.')
const lessonOptionSchema = z.strictObject({ ...choiceNames, feedback: choiceFeedback }).describe('One answer to choose.')
const lessonStepSchema = z.strictObject({ ...choiceNames, feedback: mistakeFeedback }).describe('One thing to put in order.')
const lessonPairSchema = z
  .strictObject({
    ...choiceNames,
    match: text.describe('What belongs to it. Several may have the same.'),
    feedback: mistakeFeedback,
  })
  .describe('Two things that belong together.')
const lessonPlaceSchema = z
  .strictObject({
    ...choiceNames,
    text: text.describe('The name of the place, for learners who cannot see or tap it.'),
    correct,
    feedback: choiceFeedback,
    region: z.strictObject(region).describe('Where it lies in the picture.'),
  })
  .describe('One place in the picture.')

const atLeastTwo = <T extends z.ZodType>(choice: T) =>
  z.array(choice).min(2, 'write at least two choices').max(36, 'write at most 36 choices')
const choices = atLeastTwo(lessonChoiceSchema)

const retiredCodes = z
  .string()
  .regex(/^[0-9a-z]*$/, 'write codes of deleted choices, such as "bd"')
  .optional()
  .describe('Codes of deleted choices, so that no later choice takes them.')

const shuffle = z.boolean().optional().describe('Whether every learner sees the choices in another order. false by default.')

const partialCredit = z
  .boolean()
  .optional()
  .describe('Whether part of the points is given for part of the answer. false by default.')

const typing = {
  caseSensitive: z.boolean().optional().describe('Whether capital letters count. false by default.'),
  typosAllowed: z.int().min(0).max(3).optional().describe('How many wrong letters are forgiven. 0 by default.'),
}

const blankAnswer = text.regex(/^[^|]*$/, 'write the alternatives as a list in [ ], without "|"')

export const lessonQuizSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('single-choice').describe('One right answer.'),
      ...questionBase,
      choices: choices.describe('The answers; exactly one is correct.'),
      shuffle,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('multiple-choice').describe('One right answer or more, all to be found.'),
      ...questionBase,
      choices: choices.describe('The answers; one at least is correct.'),
      shuffle,
      partialCredit,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('true-false').describe('A statement to judge.'),
      ...questionBase,
      correct: z.boolean().describe('Whether the statement is true.'),
      labels: z
        .strictObject({ true: text.describe('Instead of "True".'), false: text.describe('Instead of "False".') })
        .optional()
        .describe('What the two buttons say; by default True and False in the language of the lesson, where Tidbit knows it.'),
    }),
    z.strictObject({
      type: z.literal('short-answer').describe('A word or a few, typed in.'),
      ...questionBase,
      correct: z
        .union([text, z.array(text).min(1, 'write at least one accepted answer')])
        .describe('The accepted answer, or a list of them.'),
      ...typing,
    }),
    z.strictObject({
      type: z.literal('fill-blank').describe('A sentence with blanks to fill: ___ in the prompt stands for a blank.'),
      ...questionBase,
      blanks: z
        .array(z.union([blankAnswer, z.array(blankAnswer).min(1, 'write at least one accepted answer')]))
        .min(1, 'write at least one blank')
        .describe('For each blank of the prompt the accepted answer, or a list of them.'),
      partialCredit,
      ...typing,
    }),
    z.strictObject({
      type: z.literal('ordering').describe('Things to put in order.'),
      ...questionBase,
      choices: atLeastTwo(lessonStepSchema).describe('In the right order; learners see them shuffled.'),
      partialCredit,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('matching').describe('Things that belong together.'),
      ...questionBase,
      choices: atLeastTwo(lessonPairSchema).describe('The pairs; learners see the partners shuffled.'),
      shuffle,
      partialCredit,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('hotspot').describe('A place to tap in the paused picture.'),
      ...questionBase,
      choices: z
        .array(lessonPlaceSchema)
        .min(1, 'write at least one place')
        .max(36, 'write at most 36 places')
        .describe('The places; a tap in any correct one is right, a tap beside them all is wrong.'),
      shuffle,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('poll').describe('A question about opinions: no answer is right or wrong.'),
      ...openBase,
      choices: atLeastTwo(lessonOptionSchema).describe('The answers.'),
      shuffle,
      retiredCodes,
    }),
    z.strictObject({
      type: z.literal('reflection').describe('A few sentences of the learner’s own; never scored.'),
      ...openBase,
    }),
  ])
  .describe('A question.')
export type LessonQuiz = z.infer<typeof lessonQuizSchema>

/** Opinions earn nothing; a right answer earns one point unless it says otherwise. */
export function pointsOf(quiz: LessonQuiz): number {
  return quiz.type === 'poll' || quiz.type === 'reflection' ? 0 : (quiz.points ?? 1)
}
