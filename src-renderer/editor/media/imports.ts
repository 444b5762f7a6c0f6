import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { dismissToast, showToast } from '#renderer/ui/toast-store.ts'
import type { Command } from '#shared/edit/command.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { convertAsset } from '#shared/edit/commands/convert-asset.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import type { MediaPreparations } from './preparations.ts'

/** A file on its way into the lesson, or one that did not get there. */
export type MediaImport = {
  readonly id: number
  readonly fileName: string
  readonly jobId: JobId | null
  /** 0 to 1; null while it cannot be told. */
  readonly fraction: number | null
  /** The simple video engine is at work on it. */
  readonly converting: boolean
  readonly error: ErrorData | null
  /** What to convert with the simple video engine, where that may help. */
  readonly rescuable: Grant | null
  /** Where it goes in the lesson; null for a clip of the lesson that is converted. */
  readonly place: Place | null
}

type ImportState = {
  readonly imports: readonly MediaImport[]
  /** What the last caption import repaired or left out, one sentence each. */
  readonly captionNotes: readonly string[]
}

/** Puts what was imported into the lesson; false where that was refused. */
export type Place = (asset: Asset) => boolean

/** The part of the open lesson that an import changes. */
type ImportTarget = {
  readonly projectId: ProjectId
  readonly document: LessonDocument
  run<Args>(command: Command<Args>, args: Args): boolean
  show(panel: 'captions'): void
  tellError(error: ErrorData): void
  tellFound(foundAssetIds: readonly AssetId[]): readonly AssetId[]
  undo(): void
  readonly preparations: Pick<MediaPreparations, 'start'>
  showAhead(picture: PreviewPicture | null): void
  readonly session: Pick<EditSession, 'subscribe' | 'getSnapshot'>
}

/** The file brought the engine down, or the engine does not even start: the portable one may read it. */
const rescuableCodes: ReadonlySet<string> = new Set([
  'system.process-crashed',
  'system.process-hung',
  'system.process-start',
  'system.process-slow',
  'media.engine-failed',
])

const captionFile = /\.(vtt|srt|ass|ssa|ttml|dfxp|imsc|itt|txt)$/i
const isCaptions = ({ fileName }: Grant): boolean => captionFile.test(fileName)

/** Brings files into the open lesson: one after the other, in the order they were given. */
export class MediaImports {
  readonly store: StoreApi<ImportState> = createStore<ImportState>(() => ({ imports: [], captionNotes: [] }))
  readonly #editor: ImportTarget
  #nextId = 1
  #queue: Promise<void> = Promise.resolve()
  readonly #cancelled = new Set<number>()

  constructor(editor: ImportTarget) {
    this.#editor = editor
  }

  /** A clip is on its way. */
  get isBusy(): boolean {
    return this.store.getState().imports.some(({ error }) => error === null)
  }

  /** Resolves when everything that was given is in the lesson or has failed. */
  async whenIdle(): Promise<void> {
    let waitedFor: Promise<void> | null = null
    while (waitedFor !== this.#queue) {
      waitedFor = this.#queue
      await waitedFor
    }
  }

  /** Clips become the end of the lesson, or go where `place` puts them; caption files replace the captions. Resolves when all are done. */
  add(grants: readonly Grant[], place: Place = this.#place): Promise<void> {
    for (const grant of grants.filter((given) => !isCaptions(given))) {
      const id = this.#nextId
      this.#nextId += 1
      this.store.setState(({ imports }) => ({
        imports: [
          ...imports,
          { id, fileName: grant.fileName, jobId: null, fraction: null, converting: false, error: null, rescuable: null, place },
        ],
      }))
      this.#queue = this.#queue.then(() => this.#importMedia(id, grant, place))
    }
    // Captions of a clip that comes with them need its time.
    for (const grant of grants.filter(isCaptions)) void this.#queueCaptions(grant)
    return this.#queue
  }

  #queueCaptions(grant: Grant): Promise<void> {
    this.#queue = this.#queue.then(() => this.#importCaptions(grant))
    return this.#queue
  }

  async choose(purpose: 'media' | 'folder' | 'captions'): Promise<void> {
    try {
      const { grants } = await call('media.chooseFiles', { purpose })
      // What was chosen as captions is meant so, whatever its name is.
      if (purpose === 'captions') for (const grant of grants) await this.#queueCaptions(grant)
      else await this.add(grants)
    } catch (thrown) {
      this.#editor.tellError(toErrorData(thrown))
    }
  }

  /** Stops an import, or takes away the message of one that failed. */
  async dismiss(id: number): Promise<void> {
    const found = this.store.getState().imports.find((entry) => entry.id === id)
    if (!found) return
    if (found.error || found.jobId === null) {
      this.#cancelled.add(id)
      this.#remove(id)
    } else {
      await call('jobs.cancel', { jobId: found.jobId }).catch((thrown: unknown) => this.#editor.tellError(toErrorData(thrown)))
    }
  }

  dismissCaptionNotes(): void {
    this.store.setState({ captionNotes: [] })
  }

  /** Converts a copy of a file that brought the engine down, and brings that in. */
  rescue({ id, rescuable, place }: MediaImport): Promise<void> {
    if (rescuable === null || place === null) return Promise.resolve()
    this.#update(id, { error: null, fraction: null, rescuable: null })
    this.#queue = this.#queue.then(() => this.#importMedia(id, rescuable, place, true))
    return this.#queue
  }

  /** Has a copy made of a clip of the lesson that brings the engine down; the lesson then uses it, which is one step to undo. */
  convert(asset: Asset): Promise<void> {
    const id = this.#nextId
    this.#nextId += 1
    const { fileName } = asset
    const entry = { id, fileName, jobId: null, fraction: null, converting: true, error: null, rescuable: null, place: null }
    this.store.setState(({ imports }) => ({ imports: [...imports, entry] }))
    this.#queue = this.#queue.then(() => this.#convert(id, asset))
    return this.#queue
  }

  async #convert(id: number, { id: assetId, fileName }: Asset): Promise<void> {
    if (this.#cancelled.has(id)) return
    const editor = this.#editor
    try {
      const { jobId } = await call('media.convert', { projectId: editor.projectId, assetId })
      this.#update(id, { jobId })
      const job = await followJob(jobId, ({ fraction }) => this.#update(id, { fraction }))
      if (job.state === 'cancelled') return this.#remove(id)
      if (job.result?.kind !== 'import') throw job.error ? new AppError(job.error) : new Error('The conversion gave no result')
      this.#remove(id)
      if (!editor.run(convertAsset, { asset: job.result.asset })) return
      void editor.preparations.start(assetId)
      this.#offerUndo(text.editor.media.converted(fileName))
    } catch (thrown) {
      this.#update(id, { error: toErrorData(thrown), jobId: null })
    }
  }

  async #importMedia(id: number, grant: Grant, place: Place, rescue = false): Promise<void> {
    if (this.#cancelled.has(id)) return
    const editor = this.#editor
    // A lesson that has clips shows those.
    const isFirst = editor.document.mainTrack.length === 0
    const canvas = isFirst ? editor.document.settings.canvas : null
    let isOver = false
    try {
      const { jobId } = await call('media.import', { projectId: editor.projectId, grantId: grant.grantId, rescue, canvas })
      // Taken away while the job was ordered.
      if (this.#cancelled.has(id)) return void (await call('jobs.cancel', { jobId }))
      this.#update(id, { jobId })
      if (isFirst) {
        // Without it the preview stays empty for a moment longer, which is no news.
        const asked = call('media.firstPicture', { jobId }).catch(() => ({ picture: null }))
        void asked.then(({ picture }) => (isOver ? undefined : editor.showAhead(picture)))
      }
      const job = await followJob(jobId, ({ fraction, stage }) => this.#update(id, { fraction, converting: stage === 'rescue' }))
      if (job.state === 'cancelled') return this.#remove(id)
      if (job.result?.kind !== 'import') throw job.error ? new AppError(job.error) : new Error('The import gave no result')
      const { asset, foundAssetIds } = job.result
      if (editor.tellFound(foundAssetIds).length === 0 && place(asset)) announce(text.editor.importedNotice(grant.fileName))
      this.#remove(id)
    } catch (thrown) {
      const error = toErrorData(thrown)
      this.#update(id, { error, jobId: null, rescuable: !rescue && rescuableCodes.has(error.code) ? grant : null })
    } finally {
      isOver = true
      if (isFirst) editor.showAhead(null)
    }
  }

  /** A sound plays under the clips from their start; a colour table is for looks and has no place on the timeline. */
  readonly #place: Place = (asset) => {
    if (asset.kind === 'video' || asset.kind === 'image') return this.#editor.run(insertNewAsset, { asset })
    if (!this.#editor.run(addAsset, { asset })) return false
    return asset.kind === 'lut' || this.#editor.run(addTrackClip, { assetId: asset.id, kind: 'music', atTicks: zeroTicks })
  }

  async #importCaptions(grant: Grant): Promise<void> {
    const editor = this.#editor
    try {
      const { cues, report } = await call('captions.import', { grantId: grant.grantId })
      const track = mainCaptionTrack(editor.document)?.id ?? {
        language: editor.document.metadata.language,
        kind: 'captions' as const,
      }
      if (!editor.run(importCaptions, { track, cues })) return
      editor.show('captions')
      this.store.setState({ captionNotes: report.map(describeCaptionNote) })
      const stored = mainCaptionTrack(editor.document)?.id
      const count = Object.values(editor.document.captions).filter((caption) => caption.captionTrackId === stored).length
      this.#offerUndo(text.captions.imported(count))
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }

  /** Only until the lesson changes again: undo takes back the newest step. */
  #offerUndo(message: string): void {
    const { session } = this.#editor
    const { changeCount } = session.getSnapshot()
    const toast = showToast(message, { label: text.common.undo, run: () => this.#editor.undo() })
    const stop = session.subscribe(() => {
      if (session.getSnapshot().changeCount === changeCount) return
      stop()
      dismissToast(toast)
    })
  }

  #update(id: number, changes: Partial<MediaImport>): void {
    this.store.setState(({ imports }) => ({
      imports: imports.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)),
    }))
  }

  #remove(id: number): void {
    this.store.setState(({ imports }) => ({ imports: imports.filter((entry) => entry.id !== id) }))
  }
}
