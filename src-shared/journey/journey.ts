import { z } from '../base/zod.ts'

/** Raised when older journeys could no longer be read. */
export const journeyVersion = 1

const seconds = z.number().min(0).max(36_000)
const words = z.string().min(1).max(2000)

/** Codes of choices, or their words. */
const chosen = z.array(words).min(1).max(40)

const given = z.union([
  z.enum(['right', 'wrong', 'half']).describe('an answer that the lesson itself calls so; half is right in part'),
  z.strictObject({ choose: chosen }).describe('choices, by their words or codes; also the name of a place in the picture'),
  z.strictObject({ write: words }).describe('a written answer'),
  z.strictObject({ fill: z.array(words).min(1).max(20) }).describe('one text for each gap'),
  z.strictObject({ order: chosen }).describe('all choices in the order they are put'),
  z.strictObject({ match: z.record(words, words) }).describe('for each choice what it is paired with'),
])

/** What a learner gives as an answer. */
export type GivenAnswer = z.infer<typeof given>

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('play') }).describe('starts the lesson, goes on where it was left, or plays on'),
  z.strictObject({ do: z.literal('pause') }),
  z
    .strictObject({ do: z.literal('watch'), to: seconds.optional(), for: seconds.optional() })
    .refine((step) => step.to === undefined || step.for === undefined, 'either “to” or “for”')
    .describe(
      'watches to an instant of the lesson, or for some seconds, or on; in any case no further than the next question or the end',
    ),
  z.strictObject({ do: z.literal('seek'), to: seconds }),
  z.strictObject({
    do: z.literal('speed'),
    rate: z.union([z.literal(0.75), z.literal(1), z.literal(1.25), z.literal(1.5), z.literal(2)]),
  }),
  z.strictObject({
    do: z.literal('answer'),
    question: words.optional().describe('the id of the question that should be open'),
    with: given,
    next: z.enum(['continue', 'retry', 'wait']).optional().describe('what is pressed after the verdict; continue by default'),
    twice: z.boolean().optional().describe('presses Check twice, as impatient fingers do'),
  }),
  z.strictObject({ do: z.literal('continue') }),
  z.strictObject({ do: z.literal('retry') }),
  z.strictObject({ do: z.literal('skip') }),
  z.strictObject({ do: z.literal('rewatch') }),
  z.strictObject({ do: z.literal('open-question') }).describe('answers now a question that only invites'),
  z.strictObject({ do: z.literal('new-round') }).describe('“Answer again” on the result'),
  z
    .strictObject({
      do: z.literal('assess'),
      levels: z
        .union([z.enum(['best', 'worst']), z.array(z.int().min(1).max(36)).min(1).max(36)])
        .describe('for each criterion of the challenge the place of the level, from 1; or that with the most or fewest points'),
    })
    .describe('judges what one did in the challenge'),
  z.strictObject({ do: z.literal('replay') }),
  z.strictObject({ do: z.literal('leave') }).describe('leaves the page, which hears of it'),
  z.strictObject({ do: z.literal('close') }).describe('the window is gone at once: the page hears of nothing'),
  z
    .strictObject({ do: z.literal('return'), launch: z.enum(['new', 'same']).optional() })
    .describe('opens the lesson again: a new launch, or the same page loaded again'),
  z.strictObject({ do: z.literal('lose-network') }),
  z.strictObject({ do: z.literal('regain-network') }),
])

export type JourneyStep = z.infer<typeof stepSchema>

const outcomeSchema = z.strictObject({
  score: z.number().min(0).max(100).nullable().optional().describe('per cent; null where the platform was told no score'),
  completed: z.boolean().optional(),
  success: z.enum(['passed', 'failed', 'unknown']).optional(),
})

/** What a learner does with a lesson, and what a platform should know afterwards. */
export const journeySchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(journeyVersion),
  name: words,
  steps: z.array(stepSchema).max(1000),
  expect: outcomeSchema.optional(),
})

export type Journey = z.infer<typeof journeySchema>

/** What a platform knows of a learner. */
export type PlatformResult = {
  /** 0 to 100; null where it was told none. */
  readonly score: number | null
  readonly completed: boolean
  readonly success: 'passed' | 'failed' | 'unknown'
}

/** What differs from what a journey expects, in words; empty where nothing does. */
export function findSurprises({ expect }: Pick<Journey, 'expect'>, result: PlatformResult): readonly string[] {
  const surprises: string[] = []
  const tell = (name: string, wanted: unknown, found: unknown): void => {
    surprises.push(`${name} should be ${String(wanted)}, but is ${String(found)}`)
  }
  if (expect?.score !== undefined && !isSameScore(expect.score, result.score))
    tell('the score', expect.score ?? 'unknown', result.score ?? 'unknown')
  if (expect?.completed !== undefined && expect.completed !== result.completed)
    tell('completion', expect.completed, result.completed)
  if (expect?.success !== undefined && expect.success !== result.success) tell('success', expect.success, result.success)
  return surprises
}

/** Platforms keep hundredths. */
function isSameScore(wanted: number | null, found: number | null): boolean {
  if (wanted === null || found === null) return wanted === found
  return Math.abs(wanted - found) < 0.011
}
