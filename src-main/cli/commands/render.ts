import path from 'node:path'
import { exportLesson } from '../../core/export/export-lesson.ts'
import type { Preset } from '../arguments.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'

type Order = { readonly lesson: string; readonly out: string; readonly preset: Preset; readonly burn: boolean }

/** A lesson as a plain video with its captions beside it. */
export async function renderVideo({ lesson, out, preset, burn }: Order, session: Session): Promise<string> {
  const loaded = await session.load(lesson)
  tellWarnings(loaded, session.progress)
  const order = { ...loaded.source, format: 'mp4', preset, burnCaptions: burn, outputFile: path.resolve(out) } as const
  return describeFiles(await session.export((services, context) => exportLesson(order, services, context)))
}
