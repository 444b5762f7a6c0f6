import { answeringJourneys } from './answering-journeys.ts'
import type { TableRow } from './journey-steps.ts'
import { leavingJourneys } from './leaving-journeys.ts'
import { moreRoundsJourneys } from './more-rounds-journeys.ts'
import { watchingJourneys } from './watching-journeys.ts'

/** What learners do. Every row is gone through in every format that reports, and each platform must come to the same result. */
export const journeys: readonly TableRow[] = [
  ...answeringJourneys,
  ...leavingJourneys,
  ...watchingJourneys,
  ...moreRoundsJourneys,
]
