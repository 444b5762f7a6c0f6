import { compareText } from '../base/compare-text.ts'
import { err, ok, type Result } from '../base/result.ts'
import type { ErrorData } from '../messages/app-error.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { findRefusals } from './capabilities.ts'
import { planCartridge } from './common-cartridge/plan-cartridge.ts'
import { planCmi5 } from './cmi5/plan-cmi5.ts'
import { planH5p } from './h5p/plan-h5p.ts'
import { planMediaKit } from './media-kit/plan-media-kit.ts'
import type { PackageFormat, PackageOptions, PackagePlan, PlannedFile } from './package-plan.ts'
import { planPlayedLesson } from './player-files.ts'
import { planItemBank } from './qti/plan-item-bank.ts'
import { planScorm12, planScorm2004 } from './scorm/plan-scorm.ts'

export const defaultPackageOptions: PackageOptions = { preset: 'lms', posterTicks: null }

/** Every file of a package, in any order. */
type FormatPlanner = (document: LessonDocument, options: PackageOptions) => readonly PlannedFile[]

const planners: Readonly<Record<PackageFormat, FormatPlanner>> = {
  scorm12: planScorm12,
  scorm2004: planScorm2004,
  cmi5: planCmi5,
  web: (document, options) => planPlayedLesson(document, 'web', options).files,
  h5p: planH5p,
  cc11: (document, options) => planCartridge(document, options, 'cc11'),
  cc13: (document, options) => planCartridge(document, options, 'cc13'),
  qti21: planItemBank,
  media: planMediaKit,
}

/**
 * Decides every file of a package. Pure: the same document gives the same plan. Refused with a sentence where the
 * format would have to drop something that counts (`findRefusals`).
 */
export function planPackage(
  document: LessonDocument,
  format: PackageFormat,
  options: PackageOptions = defaultPackageOptions,
): Result<PackagePlan, ErrorData> {
  const refusal = findRefusals(document, format)[0]
  if (refusal) return err(refusal)
  return ok({
    format,
    lessonId: document.id,
    title: document.metadata.title,
    files: planners[format](document, options).toSorted((a, b) => compareText(a.path, b.path)),
  })
}
