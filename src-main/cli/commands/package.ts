import path from 'node:path'
import { findLosses } from '#shared/package/capabilities.ts'
import { describeChange } from '#shared/package/describe-change.ts'
import { findBreakingChanges } from '#shared/package/export-record.ts'
import { reExportText } from '#shared/messages/ui/re-export.ts'
import { exportLesson } from '../../core/export/export-lesson.ts'
import { exportRecordBeside, keepExportRecord, nextExportRecord, readExportRecord } from '../../core/export/export-record.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'
import type { PackageInvocation } from '../arguments/package.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<PackageInvocation>

/** A lesson as an interactive package; its player draws the captions. */
export async function packageLesson(invocation: Order, session: Session): Promise<string> {
  const { lesson, out, format, preset, choice, note } = invocation
  const loaded = await session.load(lesson)
  tellWarnings(loaded, session.progress)
  for (const { sentence } of findLosses(loaded.document, format)) session.progress.warn(sentence)
  const outputFile = path.resolve(out)
  const previous = await readExportRecord(outputFile)
  const record = nextExportRecord(loaded.document, previous, note)
  for (const change of previous ? findBreakingChanges(previous, record) : []) session.progress.warn(describeChange(change))
  const h5pLibraries = invocation.h5pLibraries && path.resolve(invocation.h5pLibraries)
  const order = { ...loaded.source, h5pLibraries, format, preset, choice, burnCaptions: false, outputFile, record }
  const files = await session.export((services, context) => exportLesson(order, services, context))
  if (!(await keepExportRecord(outputFile, record, session.signal)))
    session.progress.warn(reExportText.foreignRecord(path.basename(exportRecordBeside(outputFile))))
  return describeFiles(files)
}
