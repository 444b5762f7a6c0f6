import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from '#shared/base/zod.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { namesToMap } from '#shared/recipe/mapping.ts'
import { findClips, type FoundClip } from '../batch/inputs/find-clips.ts'
import { watchClips } from '../batch/inputs/watch-clips.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { batchRequestSchema, type BatchRequest } from './batch-request.ts'
import type { BatchQueue } from './queue-contract.ts'

const watchSchema = z
  .strictObject({
    id: z.string(),
    /** Absolute; with all folders in it. */
    folder: z.string().min(1),
    /** Of the newest batch: its rows are all clips that came so far. */
    request: batchRequestSchema,
    /** Clips that are not to be made, as rows name them. */
    leftOut: z.array(z.string()).readonly(),
    /** The batches that were made of it, oldest first. */
    batchIds: z.array(z.string()).readonly(),
  })
  .readonly()
type Watch = z.infer<typeof watchSchema>

export type WatchSummary = {
  readonly id: string
  /** Of its recipe. */
  readonly name: string
  readonly folder: string
  /** Why it cannot be looked into, in a sentence; it is tried again. */
  readonly problem: string | null
}

/** Folders whose new clips become further batches, while the program is open. */
export type FolderWatches = {
  /** What an earlier run of the program watched goes on. Throws `library.*`. */
  resume(): Promise<void>
  /** `batchId`: the batch of the clips that are there. Throws `library.*`. */
  start(watch: Omit<Watch, 'id' | 'batchIds'>, batchId: string): Promise<void>
  list(): readonly WatchSummary[]
  /** The folder is not looked at any more; its batches stay. Throws `library.*`. */
  stop(id: string): Promise<void>
  close(): Promise<void>
}

type Services = {
  readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'>
  readonly batches: Pick<BatchQueue, 'add' | 'list' | 'remove'>
  readonly log: (thrown: unknown) => void
  /** For tests, which do not wait as long. */
  readonly limits?: Parameters<typeof watchClips>[1] & { readonly tryAgainMs: number }
}

const settingKey = 'batch.watches'
const storedSchema = z.array(z.unknown()).catch([])
/** A network disk that went away may come back. */
const usualTryAgainMs = 10_000

type Entry = { watch: Watch; problem: string | null; readonly ending: AbortController; ended: Promise<void> }

export function createFolderWatches({ library, batches, log, limits }: Services): FolderWatches {
  const entries = new Map<string, Entry>()
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other, each as things are then. */
  function save(): Promise<unknown> {
    const saved = last.then(() =>
      library.writeSetting(settingKey, z.array(z.json()).parse([...entries.values()].map(({ watch }) => watch))),
    )
    last = saved.catch(() => undefined)
    return saved
  }

  function begin(watch: Watch): void {
    const entry: Entry = { watch, problem: null, ending: new AbortController(), ended: Promise.resolve() }
    entries.set(watch.id, entry)
    entry.ended = follow(entry).catch(log)
  }

  async function follow(entry: Entry): Promise<void> {
    const { signal } = entry.ending
    const { folder, request } = entry.watch
    const clips = watchClips(() => findClips(folder, request.outFolder, signal), limits)
    /** Those that were there from the beginning have their batch. */
    const unseen = new Set(entry.watch.request.rows.map(({ row }) => row.clip))
    /** What could not be ordered is ordered again. */
    let wanted: readonly string[] = []
    let replaced: readonly string[] | null = null
    while (!signal.aborted) {
      try {
        if (wanted.length === 0 && replaced === null) {
          const come = await clips.next(signal)
          if (come === null) return
          const names = come.map((clip) => nameOf(folder, clip)).filter((name) => !unseen.delete(name))
          wanted = names.filter((name) => !entry.watch.leftOut.includes(name))
        }
        if (wanted.length > 0) replaced = await addBatch(entry, wanted)
        wanted = []
        if (replaced !== null) await save()
        // What the new one says of them is newer.
        for (const id of replaced ?? []) await batches.remove(id).catch(log)
        replaced = null
        entry.problem = null
      } catch (thrown) {
        if (signal.aborted) return
        entry.problem = describeError(toErrorData(thrown))
        await sleep(limits?.tryAgainMs ?? usualTryAgainMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  /**
   * All clips so far, so that numbers go on and no name is given twice; those that are made already stay as they are. Returns
   * the batches that it replaces.
   */
  async function addBatch(entry: Entry, names: readonly string[]): Promise<readonly string[]> {
    const { request } = entry.watch
    const known = new Set(request.rows.map(({ row }) => row.clip))
    const fresh = names.filter((name) => !known.has(name))
    const rows = [...request.rows, ...fresh.map((clip, index) => rowOf(entry.watch, clip, request.rows.length + index + 1))]
    const done = (await batches.list()).filter(
      ({ id, state, counts }) =>
        entry.watch.batchIds.includes(id) && state === 'over' && counts.failed === 0 && counts.cancelled === 0,
    )
    const batchId = await batches.add({ ...request, rows })
    const left = entry.watch.batchIds.filter((id) => !done.some((batch) => batch.id === id))
    entry.watch = { ...entry.watch, request: { ...request, rows }, batchIds: [...left, batchId] }
    return done.map(({ id }) => id)
  }

  return {
    async resume() {
      for (const stored of storedSchema.parse((await library.readSettings())[settingKey])) {
        const watch = watchSchema.safeParse(stored)
        if (!watch.success) log(watch.error)
        else if (!entries.has(watch.data.id)) begin(watch.data)
      }
    },
    async start(watch, batchId) {
      begin({ ...watch, id: randomUUID(), batchIds: [batchId] })
      await save()
    },
    list: () =>
      [...entries.values()].map(({ watch: { id, folder, request }, problem }) => ({
        ...{ id, folder, problem },
        name: request.recipe.name,
      })),
    async stop(id) {
      const entry = entries.get(id)
      entry?.ending.abort()
      entries.delete(id)
      // A batch that is being ordered still comes, before this says that no more do.
      await entry?.ended
      await save()
    },
    async close() {
      for (const { ending } of entries.values()) ending.abort()
      await Promise.all([...entries.values()].map(({ ended }) => ended))
      await last
    },
  }
}

const nameOf = (folder: string, { file }: FoundClip): string => path.relative(folder, file).split(path.sep).join('/')

/** As one that nothing was filled in for. */
function rowOf({ folder, request }: Watch, clip: string, number: number): BatchRequest['rows'][number] {
  const values = Object.fromEntries(namesToMap(request.recipe).map((name) => [name, name === 'clip' ? clip : '']))
  return { row: { key: clip.normalize('NFC'), number, clip, values }, base: folder, problems: [] }
}
