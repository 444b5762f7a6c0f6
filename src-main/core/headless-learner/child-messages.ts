import { z } from '#shared/base/zod.ts'
import { journeySchema } from '#shared/journey/journey.ts'

/** Packages that can be played without a display. */
export const formatSchema = z.enum(['scorm12', 'scorm2004', 'cmi5', 'web'])

/** What the child that plays learner is told. */
export const orderSchema = z.object({
  format: formatSchema,
  start: z.object({ passMark: z.number().nullable(), moveOn: z.string().nullable() }),
  texts: z.map(z.string(), z.string()),
  journey: journeySchema.nullable(),
  scripts: z.object({ scorm12: z.string(), scorm2004: z.string() }),
})

const subjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scorm'),
    method: z.string(),
    args: z.array(z.string()),
    result: z.string(),
    errorCode: z.string(),
  }),
  z.object({
    kind: z.literal('statement'),
    statement: z.looseObject({ verb: z.looseObject({ id: z.string() }), object: z.looseObject({ id: z.string() }) }),
  }),
  z.object({ kind: z.literal('state'), name: z.string(), text: z.string() }),
])

const reportSchema = z.object({
  format: formatSchema,
  journey: z.string(),
  calls: z.array(z.object({ atMs: z.number(), raw: z.string(), refused: z.boolean(), subject: subjectSchema })),
  result: z.object({ score: z.number().nullable(), completed: z.boolean(), success: z.enum(['passed', 'failed', 'unknown']) }),
  stored: z.record(z.string(), z.string()),
  surprises: z.array(z.string()),
  faults: z.array(z.string()),
  stopped: z.object({ step: z.number(), reason: z.string() }).nullable(),
})

/** What it answers: a package of a stranger had a hand in it, so it is read like any other input. */
export const answerSchema = z.union([z.object({ report: reportSchema }), z.object({ refusal: z.string() })])

export type TriedJourney = z.infer<typeof reportSchema>
