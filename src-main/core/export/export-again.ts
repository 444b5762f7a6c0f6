import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { AppError, appError, describeError, toErrorData } from '#shared/messages/app-error.ts'
import { describeChange } from '#shared/package/describe-change.ts'
import { findBreakingChanges } from '#shared/package/export-record.ts'
import { lessonIdSchema, type LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunContext, JobRunner } from '../jobs/job-queue.ts'
import { identifyContent, keepFormerFiles, restoreFormerFiles, type FormerFile } from '../library-edit/former-files.ts'
import type { ExportedLesson, KeptChanges } from '../library-edit/kept-changes.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { createExportRequest, runExport, type ExportJobServices } from './export-job.ts'
import { nextExportRecord } from './export-record.ts'

export const exportAgainJobKind = 'export-again'

const settingsSchema = z.strictObject({ projectIds: z.array(lessonIdSchema).readonly(), note: z.string() })

/** A lesson that is to be exported as it was the last time. */
export type ExportAgain = {
  readonly id: LessonId
  /** Of the file that takes the place of the last one; null for a lesson that stays as it is. */
  readonly fileName: string | null
  /** Why it stays as it is. */
  readonly problem: string | null
  /** What does not fit results that learners already have, each a sentence. */
  readonly breaks: readonly string[]
}

type Library = Pick<LibraryClient, 'open' | 'lastExport' | 'exportTarget' | 'markExported'>

type ExportAgainServices = Omit<ExportJobServices, 'library'> & {
  readonly library: Library
  /** Keeps what is replaced, so that all of it can be taken back as one. */
  readonly kept: Pick<KeptChanges, 'begin' | 'folderOf' | 'noteExported' | 'forget'>
}
type OpenLesson = Awaited<ReturnType<Library['open']>>

/** What exporting again would write. Lessons that are as they were exported stay so. */
export async function previewExportAgain(ids: readonly LessonId[], library: Library): Promise<readonly ExportAgain[]> {
  const previewed: ExportAgain[] = []
  const sharers = await findSharers(ids, library)
  for (const id of ids) {
    const stays = { id, fileName: null, breaks: [] }
    try {
      const { request, breaks } = await orderAgain(await library.open(id), { note: '', library, sharers })
      previewed.push({ id, fileName: path.basename(request.outputFile ?? ''), problem: null, breaks })
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      previewed.push({ ...stays, problem: thrown.code === 'export.unchanged' ? null : thrown.message })
    }
  }
  return previewed
}

/** Of lessons that were exported into one and the same file: the others. */
type Sharers = ReadonlyMap<LessonId, readonly LessonId[]>

async function findSharers(ids: readonly LessonId[], library: Library): Promise<Sharers> {
  const places = new Map<LessonId, string>()
  for (const id of new Set(ids)) {
    const target = await library.exportTarget(id)
    if (target) places.set(id, await placeOf(target.outputFile))
  }
  const groups = [...Map.groupBy(places, ([, place]) => place).values()].map((group) => group.map(([id]) => id))
  return new Map(groups.flatMap((group) => group.map((id) => [id, group.filter((other) => other !== id)])))
}

/** One name for a file, whatever way leads to its folder; upper and lower case are one on some disks. */
async function placeOf(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file))
  const real = await realpath(folder).catch(() => folder)
  return path.join(real, path.basename(file)).normalize('NFC').toLowerCase()
}

/** `before`: what the library knows of the last export. */
type Order = { readonly request: JobRequest; readonly breaks: readonly string[]; readonly before: ExportedLesson['before'] }
type Circumstances = { readonly note: string; readonly library: Library; readonly sharers: Sharers }

/** Throws `export.unchanged`, `export.never`, `export.same-file`, `file.*`, `library.*`. */
async function orderAgain(
  { document, revision, state, exportedRevision }: OpenLesson,
  { note, library, sharers }: Circumstances,
): Promise<Order> {
  const { id } = document
  const target = await library.exportTarget(id)
  const { title } = document.metadata
  if (exportedRevision === null || !target) throw appError('export.never', { title })
  if (state === 'exported') throw appError('export.unchanged', { title })
  const [other] = sharers.get(id) ?? []
  if (other !== undefined) {
    const otherTitle = (await library.open(other)).document.metadata.title
    throw appError('export.same-file', { title, other: otherTitle, file: target.outputFile })
  }
  const folder = path.dirname(target.outputFile)
  const isThere = await stat(folder).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
  if (!isThere) throw appError('export.folder-gone', { folder, title })
  const last = await library.lastExport(id)
  const record = target.settings.format === 'mp4' ? null : nextExportRecord(document, last, note)
  const breaks = last && record ? findBreakingChanges(last, record).map(describeChange) : []
  const request = createExportRequest(document, revision, { ...target.settings, record }, target.outputFile)
  return { request, breaks: [...new Set(breaks)], before: { revision: exportedRevision, record: last } }
}

/** Orders that lessons are exported as they were the last time, into the same files. `note`: what is new in them. */
export function createExportAgainRequest(projectIds: readonly LessonId[], note: string): JobRequest {
  return {
    ...{ kind: exportAgainJobKind, title: '', projectId: null, revision: 0, document: null, assetHashes: {}, outputFile: null },
    settings: { projectIds: [...projectIds], note },
  }
}

/**
 * Runs them; the result is `{kind: 'export-again', changeId, exported, left: [{title, reason}]}`. One that fails does not stop the
 * others; a cancel keeps what is finished. `changeId`: by which it can be taken back.
 */
export function createExportAgainRunner(services: ExportAgainServices): JobRunner {
  return {
    worker: 'media',
    setPaused: (paused) => services.media.setPaused(paused),
    async run({ request }, context) {
      const { kept, library } = services
      const { projectIds, note } = settingsSchema.parse(request.settings)
      const left: { readonly title: string; readonly reason: string }[] = []
      const sharers = await findSharers(projectIds, library)
      const changeId = await kept.begin({ kind: 'export-again' }, Date.now())
      let exported = 0
      let isNeeded = false
      try {
        for (const [index, id] of projectIds.entries()) {
          if (context.signal.aborted) throw appError('cancelled', {})
          const report = (stage: string, fraction: number): void => context.report(stage, (index + fraction) / projectIds.length)
          let title = ''
          try {
            const lesson = await library.open(id)
            title = lesson.document.metadata.title
            const order = await orderAgain(lesson, { note, library, sharers })
            await exportLesson(order, lesson.document, changeId, services, { ...context, report })
            exported += 1
          } catch (thrown) {
            const error = toErrorData(thrown)
            isNeeded ||= error.code === 'export.not-put-back'
            if (isNeeded || error.code === 'cancelled' || error.code === 'file.disk-full') throw thrown
            left.push({ title, reason: describeError(error) })
          }
        }
      } finally {
        if (exported === 0 && !isNeeded) await kept.forget(changeId)
      }
      return { kind: exportAgainJobKind, changeId, exported, left }
    },
  }
}

/** Where it fails, all files of the lesson are as they were; throws `export.not-put-back` where that fails, too. */
async function exportLesson(
  { request, before }: Order,
  { id, metadata }: LessonDocument,
  changeId: string,
  services: ExportAgainServices,
  context: JobRunContext,
): Promise<void> {
  const { kept } = services
  const folder = kept.folderOf(changeId)
  let former: readonly FormerFile[] = []
  const whenNamed = async (files: readonly string[]): Promise<void> => {
    former = await keepFormerFiles(files, folder, id)
  }
  const { title } = metadata
  async function note(): Promise<void> {
    const files = []
    for (const each of former) files.push({ ...each, sha256: (await identifyContent(each.file).catch(() => null)) ?? '' })
    await kept.noteExported(changeId, { id, title, revision: request.revision, before, files })
  }
  try {
    await runExport(request, services, { ...context, whenNamed })
  } catch (thrown) {
    await restoreFormerFiles(former, folder).catch(async (failed: unknown) => {
      // Noted, it can be put back later; a disk may be too full even for that.
      await Promise.allSettled([note()])
      throw appError('export.not-put-back', { title, folder, reason: describeError(toErrorData(failed)) }, { cause: failed })
    })
    throw thrown
  }
  await note()
}
