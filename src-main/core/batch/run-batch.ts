import { createHash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, appError, describeError, toErrorData } from '#shared/messages/app-error.ts'
import type { ExportedFile } from '../export/export-order.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { followBatch, type BatchProgress } from './batch-progress.ts'
import { hashParts } from './fingerprint.ts'
import type { DoneRecord, ItemRecord, ItemResult, KnownFile } from './item-record.ts'
import type { Journal } from './journal.ts'
import { areKept, createFileMemory, type FileMemory } from './known-files.ts'
import type { ReportedItem } from './report/report.ts'
import { shareWork } from './schedule.ts'

/** One piece of work of a run, before anything is known of its media. */
export type BatchItem = {
  readonly key: string
  /** What people call it. */
  readonly name: string
  /** All files that its result depends on. */
  readonly inputs: readonly string[]
  /** What else it depends on, as plain JSON: the recipe, the values of its row, the names of its files. */
  readonly parts: unknown
  /** Why it cannot be made, each a sentence; none where it can be tried. */
  readonly refusals: readonly string[]
}

/** What `make` gives for an item. */
export type MadeItem = Omit<ItemResult, 'outputs' | 'picture'> & {
  readonly files: readonly (ExportedFile & { readonly format: string })[]
  /** Pictures of the result in a row (a JPEG as base64); null for one without pictures. */
  readonly picture: string | null
}

export type MakeContext = { readonly signal: AbortSignal; readonly report: (fraction: number) => void }

export type BatchOrder<T extends BatchItem, Worker> = {
  readonly items: readonly T[]
  readonly outFolder: string
  /** In it: where pictures of the results go. */
  readonly pictureFolder: string
  /** The version of this program: another one makes everything again. */
  readonly version: string
  readonly journal: Journal
  /** Each makes one item at a time. */
  readonly workers: readonly Worker[]
  /** Makes one item; throws one `AppError`, and leaves nothing half-written. */
  readonly make: (item: T, worker: Worker, context: MakeContext) => Promise<MadeItem>
}

type RunContext = { readonly signal: AbortSignal; readonly tell: (progress: BatchProgress) => void }

export type BatchOutcome = { readonly items: readonly ReportedItem[]; readonly stopped: string | null }

/**
 * Makes what an earlier run has not made already: items whose inputs, recipe or program changed, that failed, or whose files are gone. One
 * that fails never stops the others; a full disk stops all, since every other would fail, too. What is not done when `signal` is aborted
 * counts as not begun. Throws `file.*` where the journal cannot be written.
 */
export async function runBatch<T extends BatchItem, Worker>(
  order: BatchOrder<T, Worker>,
  { signal, tell }: RunContext,
): Promise<BatchOutcome> {
  const { items, journal, workers } = order
  const memory = createFileMemory(journal.records.values())
  const progress = followBatch(items.length, tell)
  const reported = new Map<string, ReportedItem>()
  const waiting: { readonly item: T; readonly weight: number }[] = []
  for (const item of items) {
    if (signal.aborted) break
    const kept = await findKept({ ...order, records: journal.records }, item, memory, signal)
    if (kept) {
      reported.set(item.key, { ...ofItem(item), outcome: 'unchanged', reason: null, milliseconds: 0, result: kept.result })
      progress.skip()
      continue
    }
    const weight = item.refusals.length > 0 ? 0 : await weigh(item)
    progress.expect(weight)
    waiting.push({ item, weight })
  }

  let stopped: string | null = null
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const pending = waiting.values()

  async function run({ item, weight }: { readonly item: T; readonly weight: number }, worker: Worker): Promise<void> {
    const { report, end } = progress.begin(item.key, weight)
    const record = await makeItem(order, item, worker, memory, { signal: either, report })
    if (record === null) return
    if (isDiskFull(record)) {
      stopped ??= record.sentence
      stop.abort()
    }
    end(record.outcome)
    reported.set(item.key, toReported(item, record))
  }

  await shareWork(() => pending.next().value ?? null, workers, run, either).catch((thrown: unknown) => {
    if (!(thrown instanceof AppError) || thrown.code !== 'file.disk-full') throw thrown
    stopped ??= thrown.message
  })
  return {
    items: items.map(
      (item) => reported.get(item.key) ?? { ...ofItem(item), outcome: 'waiting', reason: null, milliseconds: 0, result: null },
    ),
    stopped,
  }
}

type Making<T extends BatchItem, Worker> = Omit<BatchOrder<T, Worker>, 'items' | 'workers'>

/**
 * Makes one item and writes down how it ended, but for a full disk, which is no fault of the item; null where it was stopped. Throws
 * `file.*` where the journal cannot be written.
 */
export async function makeItem<T extends BatchItem, Worker>(
  order: Making<T, Worker>,
  item: T,
  worker: Worker,
  memory: FileMemory,
  context: MakeContext,
): Promise<ItemRecord | null> {
  const startedMs = Date.now()
  const record = await attempt(order, item, worker, memory, context).then(
    (done): ItemRecord => ({ ...done, ...timing(item, startedMs) }),
    (thrown: unknown) => failed(item, thrown, startedMs, context.signal),
  )
  if (record !== null && !isDiskFull(record)) await order.journal.append(record)
  return record
}

export function isDiskFull(record: ItemRecord): record is Extract<ItemRecord, { readonly outcome: 'failed' }> {
  return record.outcome === 'failed' && record.error.code === 'file.disk-full'
}

type KeptBy = { readonly records: Journal['records']; readonly outFolder: string; readonly version: string }

/** What an earlier run made of it, if nothing has changed since. */
export async function findKept(
  { records, outFolder, version }: KeptBy,
  item: BatchItem,
  memory: FileMemory,
  signal: AbortSignal,
): Promise<DoneRecord | null> {
  const record = records.get(item.key)
  if (record?.outcome !== 'done' || item.refusals.length > 0) return null
  try {
    const inputs = await readInputs(item, memory, signal)
    const isSame = record.fingerprint === hashParts(version, item.parts, inputs)
    return isSame && (await areKept(record.result.outputs, outFolder)) ? record : null
  } catch (thrown) {
    // Whatever keeps its files from being read, making it tells.
    if (thrown instanceof AppError) return null
    throw thrown
  }
}

function readInputs(item: BatchItem, memory: FileMemory, signal: AbortSignal): Promise<readonly KnownFile[]> {
  return Promise.all(item.inputs.map((file) => memory.know(file, signal)))
}

/** Makes an item, a second time where the process that worked on it went down: that may be chance. */
async function attempt<T extends BatchItem, Worker>(
  { outFolder, pictureFolder, version, make }: Making<T, Worker>,
  item: T,
  worker: Worker,
  memory: FileMemory,
  context: MakeContext,
): Promise<Omit<DoneRecord, 'key' | 'endedAt' | 'milliseconds'>> {
  if (item.refusals.length > 0) throw appError('batch.row-refused', { reasons: item.refusals.join(' ') })
  const inputs = await readInputs(item, memory, context.signal)
  const made = await make(item, worker, context).catch((thrown: unknown) => {
    if (!isCrash(thrown) || context.signal.aborted) throw thrown
    return make(item, worker, context)
  })
  const { files, picture, ...result } = made
  const changed = await findChanged(inputs)
  if (changed !== null) {
    for (const file of files) await rm(file.path, { force: true })
    throw appError('batch.input-changed', { file: changed })
  }
  const relative = (file: string): string => path.relative(outFolder, file).split(path.sep).join('/')
  const outputs = await Promise.all(
    files.map(async ({ path: file, format }) => ({ ...(await memory.know(file)), format, path: relative(file) })),
  )
  const pictureFile = picture === null ? null : path.join(pictureFolder, pictureName(item.key))
  if (picture !== null && pictureFile !== null) await writeFileAtomically(pictureFile, Buffer.from(picture, 'base64'))
  return {
    outcome: 'done',
    fingerprint: hashParts(version, item.parts, inputs),
    inputs,
    result: { ...result, outputs, picture: pictureFile && relative(pictureFile) },
  }
}

const pictureName = (key: string): string => `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.jpg`

const crashes = new Set(['system.process-crashed', 'system.process-hung', 'media.clip-crashed'])

/** Whether the process that worked on it went down. */
export function isCrash(thrown: unknown): boolean {
  return thrown instanceof AppError && crashes.has(thrown.code)
}

/** The first input that is not as it was before the work; null where all are. */
async function findChanged(inputs: readonly KnownFile[]): Promise<string | null> {
  for (const { path: file, byteLength, modifiedMs } of inputs) {
    const facts = await stat(file).catch(() => null)
    if (facts?.size !== byteLength || facts.mtimeMs !== modifiedMs) return file
  }
  return null
}

/** Null where it was stopped: it has neither been made nor failed. */
function failed(item: BatchItem, thrown: unknown, startedMs: number, signal: AbortSignal): ItemRecord | null {
  const error = toErrorData(thrown)
  // Whoever ends a run may end the processes that work for it, too.
  if (error.code === 'cancelled' || (signal.aborted && isCrash(thrown))) return null
  return { outcome: 'failed', ...timing(item, startedMs), error, sentence: describeError(error) }
}

function timing({ key }: BatchItem, startedMs: number): Pick<ItemRecord, 'key' | 'endedAt' | 'milliseconds'> {
  const endedAt = Date.now()
  return { key, endedAt, milliseconds: Math.max(0, endedAt - startedMs) }
}

const ofItem = ({ key, name }: BatchItem): Pick<ReportedItem, 'key' | 'name'> => ({ key, name })

function toReported(item: BatchItem, record: ItemRecord): ReportedItem {
  const { milliseconds } = record
  return record.outcome === 'done'
    ? { ...ofItem(item), outcome: 'done', reason: null, milliseconds, result: record.result }
    : { ...ofItem(item), outcome: 'failed', reason: record.sentence, milliseconds, result: null }
}

/** The bytes of its largest file say how long it takes. */
export async function weigh({ inputs }: Pick<BatchItem, 'inputs'>): Promise<number> {
  const sizes = await Promise.all(
    inputs.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return Math.max(1, ...sizes)
}
