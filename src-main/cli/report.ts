import path from 'node:path'
import { findChallengeProblems } from '#shared/challenge/problems.ts'
import { describeLessonWarning } from '#shared/lesson/lesson-warning.ts'
import { challengeText } from '#shared/messages/ui/challenge.ts'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import { templateText } from '#shared/messages/ui/templates.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { findOpenSlots } from '#shared/template/judge-template.ts'
import { ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { formatLength } from '#shared/time/timecode.ts'
import type { ExportedFile } from '../core/export/export-order.ts'
import type { LoadedLesson } from '../core/lesson-source/load-lesson.ts'
import type { ProgressLine } from './progress-line.ts'

/** What a command that judges something prints, and whether its judgement is bad. */
export type Judgement = { readonly text: string; readonly failed: boolean }

/** One line a file, relative to where the command runs. */
export function describeFiles(files: readonly ExportedFile[]): string {
  return files.map(({ path: file, byteLength }) => `${path.relative('', file)}  ${describeSize(byteLength)}\n`).join('')
}

/** `42.5 s`, or `6:02 min` from a minute on. */
export function describeLength(length: Ticks): string {
  const seconds = ticksToSeconds(length)
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${formatLength(length)} min`
}

export function describeSize(bytes: number): string {
  return bytes < 1e5 ? `${Math.max(0.1, bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Warnings go where progress goes, so that stdout holds results only. */
export function tellWarnings({ document, warnings }: LoadedLesson, progress: ProgressLine): void {
  for (const warning of warnings) progress.warn(describeLessonWarning(warning))
  for (const { fileName, interpretation } of Object.values(document.assets))
    for (const finding of interpretation?.findings ?? [])
      if (finding.severity !== 'info') progress.warn(`“${fileName}”: ${describeFinding(finding)}`)
  for (const sentence of describeGaps(document)) progress.warn(sentence)
}

/** What learners would miss in the lesson: open slots of its template, and gaps in its challenge. */
export function describeGaps(document: LessonDocument): readonly string[] {
  const today = new Date().toISOString().slice(0, 10)
  const problems = document.challenge ? findChallengeProblems(document.challenge, today) : []
  return [
    ...findOpenSlots(document).map(templateText.open.slot),
    ...problems.map(({ code }) => `${challengeText.title}: ${challengeText.problems[code]}`),
  ]
}
