import { randomUUID } from 'node:crypto'
import type { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { ExportRecord } from '#shared/package/export-record.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { ExportTarget } from '../export/export-target.ts'
import type { CallOptions, Method } from '../hosts/methods.ts'
import type { ProcessHost } from '../hosts/process-host.ts'
import type { ItemChange, StoredBatch, StoredItem } from '../batch-queue/batch.ts'
import type { ItemResult } from '../batch/item-record.ts'
import type { Job, JobStatus, JobSummary } from '../jobs/job.ts'
import {
  libraryContract,
  type LibraryAsset,
  type LibraryInput,
  type LibraryMethodName,
  type LibraryOutput,
  type LibraryStatus,
  type MediaCacheEntry,
  type OpenedProject,
  type ProjectCard,
  type ProjectQuery,
  type ListedVersion,
  type ProjectVersion,
  type SavedProject,
} from './contract.ts'

export type LibraryMethods = { [K in LibraryMethodName]: Method<LibraryInput<K>, LibraryOutput<K>> }

type Save = {
  readonly document: LessonDocument
  /** The revision the edits started from. */
  readonly expectedRevision: number
  /** The undo history; null drops the stored one. */
  readonly history: Uint8Array | null
}

type JsonValue = z.core.util.JSONType

/**
 * The library as the desktop app and the command line see it. Every method throws `library.*`, `file.*` or, after a crash of the
 * library process that repeating could not mend, `system.process-*`.
 */
export class LibraryClient {
  readonly #host: ProcessHost<LibraryMethods>

  constructor(host: ProcessHost<LibraryMethods>) {
    this.#host = host
  }

  /** Opens the library; tells what is wrong with it and which backups there are, instead of throwing. */
  status(): Promise<LibraryStatus> {
    return this.#call('status', null)
  }

  /** Puts a backup (null: an empty library) in the place of a damaged library, which is kept aside under the returned name. */
  recover(backupFile: string | null): Promise<{ keptAside: string }> {
    return this.#call('recover', { backupFile })
  }

  list(query: ProjectQuery = {}): Promise<readonly ProjectCard[]> {
    return this.#call('listProjects', query)
  }

  create(document: LessonDocument, tags: readonly string[] = []): Promise<SavedProject> {
    return this.#call('createProject', { document, tags })
  }

  /** A template is stored like a lesson, and listed with `kind: 'template'`. */
  createTemplate(document: LessonDocument): Promise<SavedProject> {
    return this.#call('createProject', { document, tags: [], kind: 'template' })
  }

  open(id: LessonId): Promise<OpenedProject> {
    return this.#call('openProject', { id })
  }

  /** Throws `library.conflict` where somebody saved another revision since `expectedRevision`. */
  save(save: Save): Promise<SavedProject> {
    return this.#call('saveProject', { ...save, saveId: randomUUID() })
  }

  duplicate(id: LessonId, newId: LessonId, title: string): Promise<SavedProject> {
    return this.#call('duplicateProject', { id, newId, title })
  }

  setTags(id: LessonId, tags: readonly string[]): Promise<null> {
    return this.#call('setTags', { id, tags })
  }

  /** Into the bin. */
  delete(id: LessonId): Promise<null> {
    return this.#call('deleteProject', { id })
  }

  /** Out of the bin. */
  restore(id: LessonId): Promise<null> {
    return this.#call('restoreProject', { id })
  }

  /** For good. */
  purge(id: LessonId): Promise<null> {
    return this.#call('purgeProject', { id })
  }

  setPoster(id: LessonId, posterFile: string | null): Promise<null> {
    return this.#call('setPoster', { id, posterFile })
  }

  /**
   * `revision`: the one that was exported; `record`: what its package says of itself, null for a plain video; `target`: how to do it
   * again, null for a part of a course.
   */
  markExported(id: LessonId, revision: number, record: ExportRecord | null, target: ExportTarget | null): Promise<null> {
    return this.#call('markExported', { id, revision, record, target })
  }

  /** How and where the lesson was exported last; null before the first time. */
  exportTarget(id: LessonId): Promise<ExportTarget | null> {
    return this.#call('exportTarget', { id })
  }

  /** What the last package of the lesson said of itself; null before the first. */
  lastExport(id: LessonId): Promise<ExportRecord | null> {
    return this.#call('lastExport', { id })
  }

  listVersions(id: LessonId): Promise<readonly ListedVersion[]> {
    return this.#call('listVersions', { id })
  }

  /** Keeps what is stored now under a name. */
  nameVersion(id: LessonId, name: string, document: LessonDocument | null = null): Promise<ProjectVersion> {
    return this.#call('nameVersion', { id, name, document })
  }

  /** To go back to a version, save its document. */
  async openVersion(id: LessonId, version: number): Promise<LessonDocument> {
    return (await this.#call('openVersion', { id, version })).document
  }

  findAsset(sha256: string): Promise<LibraryAsset | null> {
    return this.#call('findAsset', { sha256 })
  }

  /** By content, after a look at the disk: lessons with missing files show it on their card. */
  markMissing(missing: readonly string[], present: readonly string[]): Promise<null> {
    return this.#call('markMissing', { missing, present })
  }

  putAsset(asset: LibraryAsset): Promise<null> {
    return this.#call('putAsset', asset)
  }

  putCache(entry: MediaCacheEntry): Promise<null> {
    return this.#call('putCache', entry)
  }

  readSettings(): Promise<Readonly<Record<string, JsonValue>>> {
    return this.#call('readSettings', null)
  }

  writeSetting(key: string, value: JsonValue): Promise<null> {
    return this.#call('writeSetting', { key, value })
  }

  readJob(id: string): Promise<Job> {
    return this.#call('readJob', { id })
  }

  addJob(job: Job): Promise<null> {
    return this.#call('addJob', job)
  }

  updateJob(id: string, status: JobStatus): Promise<null> {
    return this.#call('updateJob', { id, status })
  }

  /** Only the owner of the queue calls this, once, at its start. */
  interruptJobs(at: number): Promise<readonly JobSummary[]> {
    return this.#call('interruptJobs', { at })
  }

  /** Behind all others; `request` is plain JSON. */
  addBatch(batch: StoredBatch, request: unknown, items: readonly StoredItem[]): Promise<null> {
    return this.#call('addBatch', { batch, request, items })
  }

  /** Every batch in the order of the queue; only its owner calls this, once, at its start. */
  recoverBatches(): Promise<readonly StoredBatch[]> {
    return this.#call('recoverBatches', null)
  }

  /** What was ordered. Throws `library.unknown-batch`. */
  async readBatch(id: string): Promise<unknown> {
    return (await this.#call('readBatch', { id })).request
  }

  readBatchItems(id: string): Promise<readonly StoredItem[]> {
    return this.#call('readBatchItems', { id })
  }

  readBatchResults(id: string): Promise<readonly { readonly key: string; readonly result: ItemResult }[]> {
    return this.#call('readBatchResults', { id })
  }

  updateBatch({ id, state, stopped, startedAt, endedAt }: StoredBatch): Promise<null> {
    return this.#call('updateBatch', { id, state, stopped, startedAt, endedAt })
  }

  updateBatchItems(id: string, items: readonly ItemChange[]): Promise<null> {
    return this.#call('updateBatchItems', { id, items })
  }

  orderBatches(ids: readonly string[]): Promise<null> {
    return this.#call('orderBatches', { ids })
  }

  orderBatchItems(id: string, keys: readonly string[]): Promise<null> {
    return this.#call('orderBatchItems', { id, keys })
  }

  removeBatch(id: string): Promise<null> {
    return this.#call('removeBatch', { id })
  }

  close(): Promise<void> {
    return this.#host.close()
  }

  async #call<K extends LibraryMethodName>(method: K, input: LibraryInput<K>): Promise<LibraryOutput<K>> {
    const send = this.#host.call as (method: K, input: LibraryInput<K>, options?: CallOptions<never>) => Promise<unknown>
    const { output, again } = libraryContract[method]
    let reply: unknown
    try {
      reply = await send(method, input)
    } catch (thrown) {
      if (!again || !isCrash(thrown)) throw thrown
      reply = await send(method, input)
    }
    const parsed = (output as z.ZodType).safeParse(reply)
    if (parsed.success) return parsed.data as LibraryOutput<K>
    const issue = parsed.error.issues[0]
    throw appError('library.bad-message', { method, detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` })
  }
}

function isCrash(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.data.retryable && thrown.code.startsWith('system.process-')
}
