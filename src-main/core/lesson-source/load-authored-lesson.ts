import path from 'node:path'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { clipFiles } from '#shared/lesson/clip-files.ts'
import { captionSources } from '#shared/lesson/compile-captions.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { compileLesson } from '#shared/lesson/compile-lesson.ts'
import type { LessonProblem } from '#shared/lesson/lesson-problem.ts'
import type { Lesson } from '#shared/lesson/lesson-schema.ts'
import { captionFileWarning, type LessonWarning } from '#shared/lesson/lesson-warning.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { captionLimitMb, parseCaptions } from '../captions-import/parse-captions.ts'
import { readSmallFile } from '../files/read-small-file.ts'
import { findFile } from './find-file.ts'
import { InvalidLessonError } from './invalid-lesson.ts'
import type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'

/** A lesson.json: every problem of the text is told at once, then every problem of the files it names. */
export async function loadAuthoredLesson(file: string, input: unknown, options: LoadLessonOptions): Promise<LoadedLesson> {
  const name = path.basename(file)
  const parsed = parseLesson(input)
  if (!parsed.ok) throw new InvalidLessonError(name, parsed.error)
  const lesson = parsed.value
  const folder = path.dirname(file)
  const problems: LessonProblem[] = []
  const paths = new Map<string, string>()
  const facts = await examineClips(lesson, folder, options, { problems, paths })
  const { cues, warnings, captionFiles } = await readCaptionFiles(lesson, folder, options, problems)
  if (problems.length > 0) throw new InvalidLessonError(name, problems)
  const compiled = compileLesson(lesson, facts, cues)
  if (!compiled.ok) throw new InvalidLessonError(name, compiled.error)

  const files = new Map<AssetId, string>()
  for (const [assetId, written] of compiled.value.files) files.set(assetId, paths.get(written) ?? path.resolve(folder, written))
  const { document } = compiled.value
  const assets = Object.fromEntries(
    Object.values(document.assets).map((asset) => [asset.id, { ...asset, absolutePath: files.get(asset.id) ?? null }]),
  )
  return {
    document: { ...document, assets },
    warnings: [...warnings, ...compiled.value.warnings],
    files,
    sources: [file, ...captionFiles],
  }
}

type Findings = { readonly problems: LessonProblem[]; readonly paths: Map<string, string> }

async function examineClips(
  lesson: Lesson,
  folder: string,
  { probe, signal }: LoadLessonOptions,
  { problems, paths }: Findings,
): Promise<ReadonlyMap<string, FileFacts>> {
  const facts = new Map<string, FileFacts>()
  const seen = new Set<string>()
  for (const { path: at, file: written } of clipFiles(lesson)) {
    if (seen.has(written)) continue
    seen.add(written)
    await collect(at, problems, signal, async () => {
      const found = await locate(folder, written)
      paths.set(written, found)
      facts.set(written, await probe(found, signal))
    })
  }
  return facts
}

type CaptionFiles = {
  readonly cues: ReadonlyMap<string, readonly ImportedCue[]>
  readonly warnings: readonly LessonWarning[]
  readonly captionFiles: readonly string[]
}

async function readCaptionFiles(
  lesson: Lesson,
  folder: string,
  { signal }: LoadLessonOptions,
  problems: LessonProblem[],
): Promise<CaptionFiles> {
  const cues = new Map<string, readonly ImportedCue[]>()
  const warnings: LessonWarning[] = []
  const captionFiles: string[] = []
  for (const { path: at, track } of captionSources(lesson)) {
    const written = track.file
    if (written === undefined || cues.has(written)) continue
    const key = at === 'captions' ? at : `${at}.file`
    await collect(key, problems, signal, async () => {
      const captionFile = await locate(folder, written)
      const { cues: found, report } = parseCaptions(await readSmallFile(captionFile, captionLimitMb, signal), written)
      captionFiles.push(captionFile)
      cues.set(written, found)
      warnings.push(...report.map((note) => captionFileWarning(key, written, note)))
    })
  }
  return { cues, warnings, captionFiles }
}

/** Runs one step of many; what the user can mend becomes a problem of that key, so that all of them are told at once. */
async function collect(
  key: string,
  problems: LessonProblem[],
  signal: AbortSignal | undefined,
  step: () => Promise<void>,
): Promise<void> {
  if (signal?.aborted) throw appError('cancelled', {})
  try {
    await step()
  } catch (thrown) {
    if (signal?.aborted) throw appError('cancelled', {}, { cause: thrown })
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled' || thrown.code === 'internal') throw thrown
    problems.push({ path: key, message: thrown.message })
  }
}

async function locate(folder: string, written: string): Promise<string> {
  const found = await findFile(folder, written)
  if ('file' in found) return found.file
  throw found.similar === null
    ? appError('file.not-found', { file: written })
    : appError('lesson.file-similar', { file: written, similar: found.similar })
}
