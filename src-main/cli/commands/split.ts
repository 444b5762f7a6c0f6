import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import { appError } from '#shared/messages/app-error.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { ClipId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { makePartLesson } from '#shared/split/part-lesson.ts'
import { lessonLengths, partTitles, type Part } from '#shared/split/parts.ts'
import { proposeCuts, usualWish } from '#shared/split/propose-cuts.ts'
import { secondsToTicks, subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { writeFileAtomically } from '../../core/files/atomic-file.ts'
import { fileError } from '../../core/files/file-error.ts'
import { safeFileName } from '../../core/files/file-name.ts'
import { describeAsset } from '../../core/import/import-media.ts'
import { loadLesson } from '../../core/lesson-source/load-lesson.ts'
import type { ProbeReport } from '../../core/media/messages.ts'
import { describeLength } from '../report.ts'
import type { Session } from '../session.ts'
import type { SplitInvocation } from '../arguments/split.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<SplitInvocation>

type NamedPart = Part & { readonly lessonFile: string | null }

/** Splits a recording into lessons, or only says where it would. Throws `media.*`, `file.*`, `export.lesson-in-the-way`, `cancelled`. */
export async function splitRecording(order: Order, session: Session): Promise<string> {
  const file = path.resolve(order.file)
  const report = await session.media.probe(file, {
    signal: session.signal,
    onProgress: ({ fraction }) => session.progress.update({ stage: 'Examining', fraction }),
  })
  if (report.interpretation && !report.interpretation.video) throw appError('media.no-picture', { file })
  const parts = await propose(file, report, order, session)
  const titled = nameAll(parts, path.parse(file).name)
  const named = order.out === null ? titled.map((part) => ({ ...part, lessonFile: null })) : withFiles(titled, order.out)
  const written = named.flatMap((part) =>
    part.lessonFile === null
      ? []
      : { lessonFile: part.lessonFile, text: lessonText(part, part.lessonFile, describeAsset(file, report), order) },
  )
  for (const { lessonFile, text } of written) await refuseOther(lessonFile, text)
  for (const { lessonFile, text } of written) await writeLesson(lessonFile, text, report, session)
  session.progress.end()
  return order.json
    ? `${JSON.stringify(toJson(path.basename(file), order, named), null, 2)}\n`
    : toText(path.basename(file), named)
}

async function propose(
  file: string,
  report: ProbeReport,
  { by, targetSeconds }: Order,
  session: Session,
): Promise<readonly Part[]> {
  const { media, signal, progress } = session
  const stage = by === 'scene' ? 'Looking and listening' : 'Listening'
  const onProgress = ({ fraction }: { readonly fraction: number }): void => progress.update({ stage, fraction })
  const analysis = await media.analyse({ path: file, report, scenes: by === 'scene' }, { signal, onProgress })
  if (by === 'markers' && analysis.markers.length === 0) throw appError('media.no-markers', { file })
  return proposeCuts(analysis, { ...usualWish, by, targetTicks: secondsToTicks(targetSeconds) })
}

function nameAll(parts: readonly Part[], recording: string): readonly Part[] {
  const titles = partTitles(parts, recording)
  return parts.map((part, index) => ({ ...part, title: titles[index] ?? recording }))
}

function withFiles(parts: readonly Part[], folder: string): readonly NamedPart[] {
  const digits = String(parts.length).length
  return parts.map((part, index) => {
    const number = String(index + 1).padStart(Math.max(2, digits), '0')
    return { ...part, lessonFile: path.join(folder, safeFileName(`${number} ${part.title}`, 'json')) }
  })
}

/** The lesson.json of a part. */
function lessonText(part: Part, lessonFile: string, asset: Asset, { file, language }: Order): string {
  const ids = { lesson: randomUUID() as LessonId, clip: randomUUID() as ClipId }
  const { settings } = createDocument(ids.lesson, part.title, language)
  const document = makePartLesson(ids, part.title, part, { asset, language, settings })
  const recording = path
    .relative(path.dirname(path.resolve(lessonFile)), path.resolve(file))
    .split(path.sep)
    .join('/')
  // Without an id of its own a lesson gets one from its title, the same every time the recording is split.
  const { id: _id, ...lesson } = decompileLesson(document, new Map([[asset.id, recording]])).lesson
  return `${JSON.stringify(lesson, null, 2)}\n`
}

/** A lesson that stands there already may have been worked on. Throws `export.lesson-in-the-way`, `file.*`. */
async function refuseOther(lessonFile: string, text: string): Promise<void> {
  const known = await readFile(lessonFile, 'utf8').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw fileError(thrown, { file: lessonFile, action: 'read' })
  })
  if (known !== null && known !== text) throw appError('export.lesson-in-the-way', { file: lessonFile })
}

/** Writes a part's lesson.json and reads it back as any other would. */
async function writeLesson(lessonFile: string, text: string, report: ProbeReport, { signal }: Session): Promise<void> {
  await writeFileAtomically(lessonFile, text, { signal })
  await loadLesson(lessonFile, { probe: () => Promise.resolve(report), signal })
}

const lengthOf = ({ startTicks, endTicks }: Part) => subtractTicks(endTicks, startTicks)

function toJson(recording: string, { by, targetSeconds }: Order, parts: readonly NamedPart[]) {
  return {
    file: recording,
    by,
    targetSeconds,
    parts: parts.map((part) => ({
      title: part.title,
      start: ticksToSeconds(part.startTicks),
      end: ticksToSeconds(part.endTicks),
      seconds: ticksToSeconds(lengthOf(part)),
      lesson: part.lessonFile,
    })),
  }
}

function toText(recording: string, parts: readonly NamedPart[]): string {
  const width = Math.max(...parts.map(({ title }) => title.length))
  const lines = parts.map((part) => {
    const stretch = `${formatLength(part.startTicks)} to ${formatLength(part.endTicks)}`
    const long = lengthOf(part) > lessonLengths.soft ? '  (long for a micro-lesson)' : ''
    const written = part.lessonFile === null ? '' : `  ${path.relative('', part.lessonFile)}`
    return `  ${part.title.padEnd(width)}  ${stretch.padEnd(14)}  ${describeLength(lengthOf(part)).padStart(8)}${long}${written}`
  })
  const head = `${recording}: ${parts.length} ${parts.length === 1 ? 'lesson' : 'lessons'}`
  return `${[head, ...lines].join('\n')}\n`
}
