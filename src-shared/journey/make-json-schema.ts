import { z } from '../base/zod.ts'
import { journeySchema } from './journey.ts'

/** The schema of a journey for editors and other programs, JSON Schema draft 7. */
export function makeJourneyJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Tidbit journey', ...z.toJSONSchema(journeySchema, { target: 'draft-07', io: 'input', reused: 'inline' }) }
}
