import type { SelectedItem } from '../edit/selection.ts'
import type { preflightSentences } from '../messages/ui/preflight.ts'
import type { Ticks } from '../time/ticks.ts'
import type { Fix } from './fix.ts'

export type FindingCode = keyof typeof preflightSentences

/** An error keeps somebody from learning, or the package from working; a warning makes it worse; advice may well be meant. */
export const severities = ['error', 'warning', 'advice'] as const
export type Severity = (typeof severities)[number]

export const findingGroups = [
  'captions',
  'text',
  'picture',
  'sound',
  'questions',
  'lesson',
  'files',
  'people',
  'package',
] as const
export type FindingGroup = (typeof findingGroups)[number]

/** One thing that the check found. */
export type PreflightFinding = {
  readonly code: FindingCode
  /** Names the same thing in the next check of the same lesson; what is ignored is kept by it. */
  readonly key: string
  readonly severity: Severity
  /** Where in the lesson it shows; null for the lesson as a whole. */
  readonly atTicks: Ticks | null
  /** What to select. */
  readonly item: SelectedItem | null
  readonly params: Readonly<Record<string, string | number>>
  readonly fix: Fix | null
}

const codeSeverities: Readonly<Record<FindingCode, Severity>> = {
  'captions.none': 'error',
  'captions.empty': 'warning',
  'captions.fast': 'warning',
  'captions.too-fast': 'error',
  'captions.short': 'warning',
  'captions.long': 'advice',
  'captions.many-lines': 'warning',
  'captions.small': 'warning',
  'captions.low': 'warning',
  'captions.letters': 'error',
  'captions.language': 'warning',
  'text.contrast': 'warning',
  'text.safe-zone': 'warning',
  'text.off-picture': 'warning',
  'text.small': 'advice',
  'text.short': 'warning',
  'text.letters': 'error',
  'picture.flashes': 'error',
  'picture.red-flashes': 'error',
  'picture.no-description': 'warning',
  'picture.unknown-sticker': 'error',
  'picture.unreadable': 'error',
  'sound.not-levelled': 'warning',
  'sound.raw': 'advice',
  'sound.silent': 'advice',
  'sound.weak': 'warning',
  'questions.incomplete': 'error',
  'questions.picture-text': 'error',
  'questions.branch': 'error',
  'questions.after-end': 'error',
  'questions.never-seen': 'error',
  'questions.hurried': 'warning',
  'questions.together': 'advice',
  'questions.pass-mark': 'error',
  'questions.pass-mark-unscored': 'warning',
  'questions.too-much-state': 'error',
  'questions.short-answers': 'advice',
  'questions.results': 'warning',
  'lesson.empty': 'error',
  'lesson.long': 'warning',
  'lesson.too-long': 'error',
  'lesson.no-title': 'error',
  'lesson.no-description': 'advice',
  'lesson.open-slot': 'warning',
  'lesson.challenge': 'warning',
  'lesson.identifier': 'warning',
  'lesson.size': 'warning',
  'files.missing': 'error',
  'files.unreadable': 'error',
  'files.damaged': 'warning',
  'people.refused': 'error',
  'people.expired': 'warning',
  'people.unknown': 'advice',
  'people.author': 'advice',
  'people.picture-location': 'error',
  'people.picture-device': 'warning',
  'people.removed': 'advice',
  'package.unreadable': 'error',
  'package.unsafe': 'error',
  'package.no-manifest': 'error',
  'package.manifest-deep': 'error',
  'package.manifest-broken': 'error',
  'package.manifest-rule': 'error',
  'package.file-missing': 'error',
  'package.file-case': 'error',
  'package.file-unlisted': 'advice',
  'package.identifier-twice': 'error',
  'package.identifier-missing': 'error',
  'package.no-player': 'error',
  'package.no-captions': 'warning',
  'package.no-title': 'warning',
  'package.no-language': 'warning',
  'package.no-heading': 'advice',
  'package.picture-text': 'warning',
  'package.tab-order': 'advice',
  'package.no-keyboard': 'warning',
  'package.flash-content': 'error',
  'package.outside': 'warning',
  'package.heavy': 'warning',
  'package.large': 'advice',
  'package.media-unreadable': 'error',
  'package.media-location': 'error',
  'package.media-device': 'warning',
  'package.media-codec': 'warning',
  'package.junk': 'advice',
}

type Details = Partial<Pick<PreflightFinding, 'atTicks' | 'item' | 'params' | 'fix'>> & {
  /** What tells it from others of its code where no item does. */
  readonly of?: string
}

export function find(
  code: FindingCode,
  { atTicks = null, item = null, params = {}, fix = null, of }: Details = {},
): PreflightFinding {
  const named = of ?? item?.id
  const key = named === undefined ? code : `${code}:${named}`
  return { code, key, severity: codeSeverities[code], atTicks, item, params, fix }
}

export function groupOf(code: FindingCode): FindingGroup {
  return code.slice(0, code.indexOf('.')) as FindingGroup
}

/** Words of a text, as short as a sentence can name them. */
export function nameText(text: string, most = 40): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('')
}

const rank = (severity: Severity): number => severities.indexOf(severity)

/** Errors first, then by the moment in the lesson. */
export function sortFindings(findings: readonly PreflightFinding[]): readonly PreflightFinding[] {
  return findings.toSorted((a, b) => rank(a.severity) - rank(b.severity) || (a.atTicks ?? -1) - (b.atTicks ?? -1))
}

export type FindingCounts = Readonly<Record<Severity, number>>

export function countFindings(findings: readonly PreflightFinding[]): FindingCounts {
  const of = (severity: Severity): number => findings.filter((each) => each.severity === severity).length
  return { error: of('error'), warning: of('warning'), advice: of('advice') }
}
