import path from 'node:path'
import type { PackageFormat } from '#shared/package/package-plan.ts'
import type { OutputChoice, PresetName } from '#shared/render-plan/presets.ts'
import { exportLesson } from '../../core/export/export-lesson.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'

type Order = {
  readonly lesson: string
  readonly out: string
  readonly format: PackageFormat
  readonly preset: PresetName
  readonly choice: OutputChoice
}

/** A lesson as an interactive package; its player draws the captions. */
export async function packageLesson({ lesson, out, format, preset, choice }: Order, session: Session): Promise<string> {
  const loaded = await session.load(lesson)
  tellWarnings(loaded, session.progress)
  const order = { ...loaded.source, format, preset, choice, burnCaptions: false, outputFile: path.resolve(out) }
  return describeFiles(await session.export((services, context) => exportLesson(order, services, context)))
}
