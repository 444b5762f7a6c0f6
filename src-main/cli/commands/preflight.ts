import path from 'node:path'
import { appError, AppError } from '#shared/messages/app-error.ts'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import type { ExportRecord } from '#shared/package/export-record.ts'
import { find } from '#shared/preflight/finding.ts'
import { toHtmlReport } from '#shared/preflight/html-report.ts'
import { toJsonReport, toTextReport, type PreflightReport } from '#shared/preflight/report.ts'
import { readExportRecord } from '../../core/export/export-record.ts'
import { writeFileAtomically } from '../../core/files/atomic-file.ts'
import { requireFile } from '../../core/files/content-hash.ts'
import { InvalidLessonError } from '../../core/lesson-source/invalid-lesson.ts'
import { checkLesson } from '../../core/preflight/check-lesson.ts'
import { checkPackageFile, looksLikePackage } from '../../core/preflight/check-package-file.ts'
import type { Judgement } from '../report.ts'
import type { Session } from '../session.ts'
import type { PreflightInvocation } from '../arguments/preflight.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<PreflightInvocation>

/** Checks a lesson or a package; failed where there are errors. Throws `file.*`, `media.*`, `cancelled`. */
export async function preflight({ file, json, report: page, since }: Order, session: Session): Promise<Judgement> {
  const report = await check(file, since, session)
  session.progress.end()
  if (page !== null) await writeFileAtomically(path.resolve(page), toHtmlReport(report), { signal: session.signal })
  const text = json ? `${JSON.stringify(toJsonReport(report), null, 2)}\n` : toTextReport(report)
  return { text, failed: report.open.some(({ severity }) => severity === 'error') }
}

async function check(file: string, since: string | null, session: Session): Promise<PreflightReport> {
  const { media, signal, progress } = session
  const today = new Date().toISOString().slice(0, 10)
  const onProgress = (fraction: number): void => progress.update({ stage: 'Checking', fraction })
  if (await looksLikePackage(path.resolve(file)))
    return checkPackageFile(path.resolve(file), { media, signal, onProgress, today })
  const lastExport = since === null ? null : await readEarlier(path.resolve(since))
  const loaded = await session.load(file).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code.startsWith('lesson.')) return thrown
    throw thrown
  })
  if (loaded instanceof AppError) return refusedLesson(file, loaded, today)
  return checkLesson(loaded.document, loaded.source.files, { media, signal, onProgress, lastExport, today })
}

async function readEarlier(file: string): Promise<ExportRecord> {
  await requireFile(file)
  const record = await readExportRecord(file)
  if (!record) throw appError('export.no-record', { file })
  return record
}

/** A lesson that cannot be opened has all its mistakes told. */
function refusedLesson(file: string, refusal: AppError, date: string): PreflightReport {
  const reasons = refusal instanceof InvalidLessonError ? refusal.problems.map(formatProblem) : [refusal.message]
  const open = reasons.map((reason, index) => find('files.unreadable', { of: String(index + 1), params: { reason } }))
  return { title: path.basename(file), subject: 'lesson', date, open, ignored: [], facts: [] }
}
