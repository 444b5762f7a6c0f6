import path from 'node:path'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { secondsToTicks, ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { exportLesson } from '../../core/export/export-lesson.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'
import type { RenderInvocation } from '../arguments/render.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<RenderInvocation>

/** A lesson as a plain video with its captions, and a picture if wanted, beside it. */
export async function renderVideo(
  { lesson, out, preset, burn, choice, posterSeconds }: Order,
  session: Session,
): Promise<string> {
  const loaded = await session.load(lesson)
  tellWarnings(loaded, session.progress)
  const order = {
    ...loaded.source,
    format: 'mp4',
    preset,
    choice,
    posterTicks: posterSeconds === null ? null : posterInstant(loaded.document, posterSeconds),
    burnCaptions: burn,
    outputFile: path.resolve(out),
  } as const
  return describeFiles(await session.export((services, context) => exportLesson(order, services, context)))
}

/** An instant past the end gives the last picture. */
function posterInstant(document: LessonDocument, seconds: number | 'start'): Ticks {
  const { durationTicks } = deriveTimeline(document)
  const wanted = seconds === 'start' ? Math.min(ticksPerSecond, durationTicks / 2) : secondsToTicks(seconds)
  return ticks(Math.floor(Math.min(wanted, Math.max(0, durationTicks - 1))))
}
