import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { splitAnalysisSchema, type SplitAnalysis } from '#shared/split/split-analysis.ts'
import { transcriptSchema, type Transcript } from '#shared/speech/transcript.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { ProcessHost } from '../hosts/process-host.ts'
import type { ComposeRequest } from './compose-messages.ts'
import { shotChangesSchema, type AnalyseProgress, type AnalyseRequest, type ShotChangesRequest } from './analyse-messages.ts'
import { measuredMediaSchema, type MeasuredMedia } from '#shared/preflight/measured.ts'
import type { MeasureProgress, MeasureRequest } from './preflight-messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import {
  fractionSchema,
  probeProgressSchema,
  probeReportSchema,
  stillsSchema,
  type MediaFile,
  type ProbeReport,
  type RenderReport,
  type Still,
  type StillRequest,
} from './messages.ts'
import { mediaKindSchema, type MediaKind } from './identify-messages.ts'
import {
  transcribeProgressSchema,
  type TranscribeProgress,
  type TranscribeRequest,
  type TryModelRequest,
} from '../speech/speech-messages.ts'
import type { MediaMethods } from './media-methods.ts'
import { parseProgress, parseReply } from './parse-reply.ts'
import { runRender, type RenderOptions } from './run-render.ts'

type Cancellable = { readonly signal?: AbortSignal | undefined }
type TranscribeOptions = Cancellable & { readonly onProgress?: ((progress: TranscribeProgress) => void) | undefined }
type MeasureOptions = Cancellable & { readonly onProgress?: ((progress: MeasureProgress) => void) | undefined }
type AnalyseOptions = Cancellable & { readonly onProgress?: ((progress: AnalyseProgress) => void) | undefined }

/** Somebody waits for the first picture of a film, as a lesson of that canvas shows it; whoever asks for it hears it once or never. */
export type FirstPictureWish = { readonly canvas: CanvasSize; readonly tell: (picture: PreviewPicture) => void }
type ProbeOptions = Cancellable & {
  /** 0 to 1. */
  readonly onProgress?: ((progress: { readonly fraction: number }) => void) | undefined
  readonly firstPicture?: FirstPictureWish | null | undefined
}

/** Examines and renders media in a process of its own. Every failure is one `AppError`; a crash fails only its own call. */
export type MediaEngine = {
  /** Starts the process, which the first call does otherwise. */
  start(): Promise<void>
  /** What a file holds, by a first look inside and never by its name. Throws `file.*`, `media.*`, `system.process-*`. */
  identify(path: string): Promise<MediaKind>
  /** Examines a file. Throws `file.*`, `media.*`, `system.process-*`, `cancelled`. */
  probe(path: string, options?: ProbeOptions): Promise<ProbeReport>
  /** Renders into `outputFile`, which appears whole and checked or not at all. Throws the same, and `export.size-missed`. */
  render(plan: RenderPlan, files: readonly MediaFile[], outputFile: string, options?: RenderOptions): Promise<RenderReport>
  /** Finds pauses, chapters and (where asked) new scenes of a recording. Throws `media.*`, `cancelled`. */
  analyse(request: AnalyseRequest, options?: AnalyseOptions): Promise<SplitAnalysis>
  /** Where a stretch of a file changes from one shot to another, on its clock; none for a sound. Throws `media.*`, `cancelled`. */
  shotChanges(request: ShotChangesRequest, options?: Cancellable): Promise<readonly Ticks[]>
  /** Flashes, contrast of text, loudness and size of a lesson. Throws `media.*`, `cancelled`. */
  measure(request: MeasureRequest, options?: MeasureOptions): Promise<MeasuredMedia>
  /** Writes down what is said in a file, and tells words as they become certain. Throws `media.*`, `speech.*`, `cancelled`. */
  transcribe(request: TranscribeRequest, options?: TranscribeOptions): Promise<Transcript>
  /** Opens a speech model. Throws `speech.not-a-model`, `speech.no-engine`, `system.process-*`. */
  tryModel(request: TryModelRequest, options?: Cancellable): Promise<void>
  /** Upright pictures of a file, for posters and contact sheets. Throws `media.no-picture` for a sound. */
  stills(request: StillRequest, options?: Cancellable): Promise<readonly Still[]>
  /** Pictures of a lesson as they would be exported, as JPEG files. Throws `media.*`, `cancelled`. */
  compose(request: ComposeRequest, options?: Cancellable): Promise<readonly Still[]>
  /** Holds the render that runs, or the next one, until it may go on; a cancel is heard meanwhile. */
  setPaused(paused: boolean): Promise<void>
  close(): Promise<void>
}

/** One call at a time: calls wait for the ones before them. */
export function createMediaEngine(host: ProcessHost<MediaMethods>): MediaEngine {
  let last: Promise<unknown> = Promise.resolve()
  let paused = false

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }

  return {
    start: () => host.start(),
    probe: (path, { signal, onProgress, firstPicture } = {}) =>
      enqueue(async () => {
        const listen = parseProgress(probeProgressSchema, (progress) => {
          if ('fraction' in progress) onProgress?.(progress)
          else firstPicture?.tell(progress.firstPicture)
        })
        const request = { path, canvas: firstPicture?.canvas ?? null }
        return parseReply(probeReportSchema, await host.call('probe', request, { signal, onProgress: listen }))
      }),
    identify: (path) => enqueue(async () => parseReply(mediaKindSchema, await host.call('identify', { path }))),
    analyse: (request, { signal, onProgress } = {}) =>
      enqueue(async () => {
        const listen = parseProgress(fractionSchema, onProgress)
        return parseReply(splitAnalysisSchema, await host.call('analyse', request, { signal, onProgress: listen }))
      }),
    shotChanges: (request, { signal } = {}) =>
      enqueue(async () => parseReply(shotChangesSchema, await host.call('shotChanges', request, { signal }))),
    measure: (request, { signal, onProgress } = {}) =>
      enqueue(async () => {
        const listen = parseProgress(fractionSchema, onProgress)
        return parseReply(measuredMediaSchema, await host.call('measure', request, { signal, onProgress: listen }))
      }),
    transcribe: (request, { signal, onProgress } = {}) =>
      enqueue(async () => {
        const listen = parseProgress(transcribeProgressSchema, onProgress)
        return parseReply(transcriptSchema, await host.call('transcribe', request, { signal, onProgress: listen }))
      }),
    tryModel: (request, { signal } = {}) => enqueue(async () => void (await host.call('tryModel', request, { signal }))),
    stills: (request, { signal } = {}) =>
      enqueue(async () => parseReply(stillsSchema, await host.call('stills', request, { signal }))),
    compose: (request, { signal } = {}) =>
      enqueue(async () => parseReply(stillsSchema, await host.call('compose', request, { signal }))),
    render: (plan, files, outputFile, options = {}) =>
      enqueue(async () => {
        await host.call('setPaused', { paused }, { signal: options.signal })
        return runRender(host, { plan, files, outputFile }, options)
      }),
    async setPaused(value) {
      paused = value
      if (host.pid !== null) await host.call('setPaused', { paused })
    },
    close: () => host.close(),
  }
}
