import type { LessonDocument } from '#shared/project/schema/document.ts'
import { findLosses, findRefusals, type LessonFeature, type Support } from '#shared/package/capabilities.ts'
import type { PackageFormat } from '#shared/package/package-plan.ts'

/** What of a learner's journey a platform comes to know as our own player would tell it; `refused` where there is no such package. */
export type JourneySupport = Readonly<Record<'score' | 'completion' | 'success' | 'resume', Support>> | 'refused'

const scoring: readonly LessonFeature[] = [
  'score',
  'partial-credit',
  'question-kinds',
  'branches',
  'typos',
  'long-free-text',
  'challenge',
]
/** The worst first. */
const ranks: readonly Support[] = ['none', 'partial', 'full']

/**
 * How far the result of a journey through a lesson can be expected in a format whose player is not ours. Whatever is not `full` is told
 * before the export, by `findLosses`.
 */
export function expectSupport(document: LessonDocument, format: PackageFormat): JourneySupport {
  if (findRefusals(document, format).length > 0) return 'refused'
  const losses = findLosses(document, format)
  const worst = (features: readonly LessonFeature[]): Support => {
    const found = losses.filter(({ feature }) => features.includes(feature)).map(({ support }) => support)
    return ranks.find((rank) => found.some((support) => support === rank)) ?? 'full'
  }
  const score = worst(scoring)
  // A kind of question that stays behind costs its points, not the score of the others.
  const told = score === 'none' && worst(['score']) !== 'none' ? 'partial' : score
  return { score: told, completion: worst(['completion']), success: worst(['completion', 'score']), resume: worst(['resume']) }
}
