import { rm } from 'node:fs/promises'
import { AppError, appError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { chooseModel } from '#shared/speech/choose-model.ts'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { modelCatalogue, type CatalogueModel } from '#shared/speech/model-catalogue.ts'
import { speechModelIdSchema, type SpeechModel, type SpeechModelId, type SpeechModelState } from '#shared/speech/models.ts'
import { fileError } from '../files/file-error.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { downloadModel, forgetPart, receivedBytes } from './download-model.ts'
import { findModel } from './find-model.ts'
import { describeOwn, identifySource } from './identify-model.ts'
import { installedPath, placeModel } from './install-model.ts'
import { measureFolder } from './measure-folder.ts'
import { openModelFolder, type ModelNote } from './model-folder.ts'
import { catalogueSource, type ModelSource } from './model-source.ts'
import { markWordStarts } from './whisper-file.ts'

/** A model that listens; it cannot be removed until it is let go. */
export type UsedModel = {
  readonly modelId: SpeechModelId
  readonly engine: SpeechEngine
  readonly modelPath: string
  readonly languages: readonly string[]
  release(): void
}

/** The speech models of this computer and those that can be had. */
export type SpeechModels = {
  list(): Promise<readonly SpeechModel[]>
  /** Called whenever the list may be another one; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Begins a download or goes on with one; resolves when it is over, however it ends: the list tells. Throws `speech.model-missing`. */
  download(modelId: SpeechModelId): Promise<void>
  /** Stops a download or the adding of a model. */
  cancel(modelId: SpeechModelId): void
  /** Copies a model of the user and tries it. Throws `speech.*`, `file.*`, `cancelled`. */
  add(source: string): Promise<SpeechModel>
  /** Throws `speech.model-in-use`. */
  remove(modelId: SpeechModelId): Promise<void>
  /** Throws `speech.model-missing`. */
  use(modelId: SpeechModelId): Promise<UsedModel>
  choose(language: string | null): Promise<SpeechModelId | null>
  close(): Promise<void>
}

type Services = {
  readonly folder: string
  readonly media: Pick<MediaEngine, 'tryModel'>
  readonly source?: ModelSource
  readonly catalogue?: readonly CatalogueModel[]
}

type Active = {
  state: SpeechModelState
  /** Of a model of the user, which the catalogue does not list. */
  readonly own: Pick<SpeechModel, 'name' | 'engine' | 'byteLength'> | null
  readonly controller: AbortController
  done: Promise<void>
}

/** Unpacked beside its archive, a small model of Vosk takes twice its bytes. */
const unpackedRatio = 2.5
/** Comparing, unpacking or copying, opening: their parts of `checking`. */
const parts = { compared: 0.3, placed: 0.9 } as const

export function createSpeechModels({
  folder,
  media,
  source = catalogueSource,
  catalogue = modelCatalogue,
}: Services): SpeechModels {
  const places = openModelFolder(folder)
  const active = new Map<SpeechModelId, Active>()
  const failures = new Map<SpeechModelId, ErrorData>()
  const uses = new Map<SpeechModelId, number>()
  const listeners = new Set<() => void>()
  const cleaned = places.clean().catch(() => undefined)

  const tell = (): void => listeners.forEach((listener) => listener())
  const change = (entry: Active, state: SpeechModelState): void => {
    entry.state = state
    tell()
  }

  async function list(): Promise<readonly SpeechModel[]> {
    const notes = new Map((await places.list()).map((note) => [note.modelId, note]))
    const listed = await Promise.all(catalogue.map((model) => listCatalogued(model, notes.has(model.modelId))))
    const own = [...notes.values()]
      .filter(({ modelId }) => !catalogue.some((model) => model.modelId === modelId))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(toModel)
    const arriving = [...active].flatMap(([modelId, { own: facts, state }]): SpeechModel[] =>
      facts && !notes.has(modelId)
        ? [{ modelId, ...facts, languages: [], origin: 'own', sourceHost: null, licence: null, state }]
        : [],
    )
    return [...listed, ...own, ...arriving]
  }

  async function listCatalogued(model: CatalogueModel, isInstalled: boolean): Promise<SpeechModel> {
    const { modelId, name, engine, languages, byteLength, licence, url } = model
    const state: SpeechModelState = active.get(modelId)?.state ??
      (isInstalled ? { kind: 'ready' } : null) ?? {
        kind: 'absent',
        receivedBytes: Math.min(byteLength, await receivedBytes(places.partFile(modelId))),
        error: failures.get(modelId) ?? null,
      }
    const sourceHost = source.hostOf(url)
    return { modelId, name, engine, languages, byteLength, origin: 'catalogue', sourceHost, licence, state }
  }

  /** Runs one piece of work on a model, which the list shows; another one for the same model has to wait for its end. */
  async function begin(
    modelId: SpeechModelId,
    own: Active['own'],
    first: SpeechModelState,
    work: (entry: Active) => Promise<void>,
  ): Promise<void> {
    const entry: Active = { state: first, own, controller: new AbortController(), done: Promise.resolve() }
    active.set(modelId, entry)
    failures.delete(modelId)
    const held = async (): Promise<void> => {
      await cleaned
      const letGo = await places.hold(modelId)
      if (letGo === null) throw appError('speech.download-elsewhere', { model: own?.name ?? modelId })
      try {
        await work(entry)
      } finally {
        await letGo()
      }
    }
    entry.done = held().finally(() => {
      active.delete(modelId)
    })
    // Told by whoever waits for it.
    entry.done.catch(() => undefined)
    tell()
    await entry.done.finally(tell)
  }

  /** From a source into the list: placed in a work folder, tried, and only then named. */
  async function install(
    file: string,
    entry: Active,
    { move, from, describe }: { move: boolean; from: number; describe: (placed: Placed) => Promise<ModelNote> | ModelNote },
  ): Promise<void> {
    const { signal } = entry.controller
    const work = places.newWork()
    try {
      const onProgress = (fraction: number): void =>
        change(entry, { kind: 'checking', fraction: from + (parts.placed - from) * fraction })
      const isWhisper = (await findModel(file).catch(() => null))?.engine === 'whisper'
      // Before it is moved: what was downloaded stays where trying it is given up.
      if (isWhisper) await tryModel('whisper', file, { file, signal })
      const placed = await placeModel(file, work, { signal, onProgress, move })
      if (isWhisper) await markWordStarts(placed.modelPath)
      else await tryModel(placed.engine, placed.modelPath, { file, signal })
      const note = await describe({ ...placed, byteLength: await measureFolder(work) })
      await places.take(work, note)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }

  async function tryModel(
    engine: SpeechEngine,
    modelPath: string,
    { file, signal }: { readonly file: string; readonly signal: AbortSignal },
  ): Promise<void> {
    try {
      await media.tryModel({ engine, modelPath }, { signal })
    } catch (cause) {
      // What it brought down was only there for it; the name of our own copy says nothing to anybody.
      const isItsFault = cause instanceof AppError && ['system.process-crashed', 'speech.not-a-model'].includes(cause.code)
      throw isItsFault ? appError('speech.not-a-model', { file }, { cause }) : cause
    }
  }

  async function fetchAndInstall(model: CatalogueModel, entry: Active): Promise<void> {
    const partFile = places.partFile(model.modelId)
    await downloadModel(model, partFile, {
      source,
      roomBytes: model.engine === 'vosk' ? model.byteLength * unpackedRatio : 0,
      signal: entry.controller.signal,
      onProgress: (bytes) => change(entry, { kind: 'downloading', receivedBytes: bytes }),
      onCheck: (fraction) => change(entry, { kind: 'checking', fraction: fraction * parts.compared }),
    })
    await install(partFile, entry, { move: true, from: parts.compared, describe: () => noteOf(model) })
    await forgetPart(partFile)
  }

  return {
    list,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async download(modelId) {
      const model = catalogue.find((known) => known.modelId === modelId)
      if (!model) throw appError('speech.model-missing', { model: modelId })
      const running = active.get(modelId)
      if (running) return running.done.catch(() => undefined)
      // At once: whoever looks now is not told why the last try stopped.
      failures.delete(modelId)
      const kept = Math.min(model.byteLength, await receivedBytes(places.partFile(modelId)))
      if ((await places.list()).some((note) => note.modelId === modelId)) return
      const other = active.get(modelId)
      if (other) return other.done.catch(() => undefined)
      await begin(modelId, null, { kind: 'downloading', receivedBytes: kept }, (entry) => fetchAndInstall(model, entry)).catch(
        (thrown: unknown) => {
          const error = toErrorData(thrown)
          if (error.code !== 'cancelled') failures.set(modelId, error)
          tell()
        },
      )
    },
    cancel(modelId) {
      failures.delete(modelId)
      active.get(modelId)?.controller.abort()
    },
    async add(file) {
      const { known, key, engine } = await identifySource(file, { signal: new AbortController().signal, catalogue })
      const modelId = known?.modelId ?? ownId(key)
      const running = active.get(modelId)
      // The file is there already: nobody waits for its download any more.
      if (running?.own === null) running.controller.abort()
      await running?.done.catch(() => undefined)
      const installed = (await list()).find((model) => model.modelId === modelId && model.state.kind === 'ready')
      if (installed) return installed
      const own = known ? null : { name: nameOf(file), engine, byteLength: 0 }
      await begin(modelId, own, { kind: 'checking', fraction: 0 }, (entry) =>
        install(file, entry, {
          move: false,
          from: 0,
          describe: (placed) => (known ? noteOf(known) : describeOwn(file, key, placed)),
        }),
      ).catch((thrown: unknown) => {
        throw fileError(thrown, { file, action: 'write' })
      })
      // What came of a download of the same model is of no use any more.
      if (known) await forgetPart(places.partFile(modelId))
      const added = (await list()).find((model) => model.modelId === modelId)
      if (!added) throw appError('speech.model-missing', { model: nameOf(file) })
      return added
    },
    async remove(modelId) {
      const listed = (await list()).find((model) => model.modelId === modelId)
      if ((uses.get(modelId) ?? 0) > 0) throw appError('speech.model-in-use', { model: listed?.name ?? modelId })
      const running = active.get(modelId)
      running?.controller.abort()
      await running?.done.catch(() => undefined)
      failures.delete(modelId)
      await forgetPart(places.partFile(modelId))
      await places.remove(modelId).catch((thrown: unknown) => {
        throw fileError(thrown, { file: places.installed(modelId), action: 'write' })
      })
      tell()
    },
    async use(modelId) {
      const note = (await places.list()).find((known) => known.modelId === modelId)
      if (!note) throw appError('speech.model-missing', { model: catalogue.find((m) => m.modelId === modelId)?.name ?? modelId })
      uses.set(modelId, (uses.get(modelId) ?? 0) + 1)
      let released = false
      const { engine, languages } = note
      return {
        modelId,
        engine,
        languages,
        modelPath: installedPath(places.installed(modelId), engine),
        release() {
          if (!released) uses.set(modelId, (uses.get(modelId) ?? 1) - 1)
          released = true
        },
      }
    },
    async choose(language) {
      return chooseModel(await list(), language)?.modelId ?? null
    },
    async close() {
      const running = [...active.values()]
      for (const { controller } of running) controller.abort()
      await Promise.all(running.map(({ done }) => done.catch(() => undefined)))
    },
  }
}

type Placed = { readonly engine: SpeechEngine; readonly modelPath: string; readonly byteLength: number }

const ownId = (key: string): SpeechModelId => speechModelIdSchema.parse(`own-${key.slice(0, 16)}`)
const nameOf = (file: string): string => file.split(/[\\/]/u).at(-1) ?? file

function noteOf({ modelId, name, engine, languages, byteLength, licence }: CatalogueModel): ModelNote {
  return { modelId, name, engine, languages, byteLength, licence, origin: 'catalogue' }
}

function toModel(note: ModelNote): SpeechModel {
  return { ...note, sourceHost: null, state: { kind: 'ready' } }
}
