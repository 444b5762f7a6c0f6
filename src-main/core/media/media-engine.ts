import { basename } from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import type { ProcessHost } from '../hosts/process-host.ts'
import { replaceFile } from '../files/atomic-file.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { MediaFile, MediaMethods, ProbeReport, RenderProgress, RenderReport, Still, StillRequest } from './messages.ts'

type Cancellable = { readonly signal?: AbortSignal | undefined }
type RenderOptions = Cancellable & { readonly onProgress?: ((progress: RenderProgress) => void) | undefined }

/** Examines and renders media in a process of its own. Every failure is one `AppError`; a crash fails only its own call. */
export type MediaEngine = {
  /** Examines a file. Throws `file.*`, `media.*`, `system.process-*`, `cancelled`. */
  probe(path: string, options?: Cancellable): Promise<ProbeReport>
  /** Renders into `outputFile` (.mp4), which appears whole and checked or not at all. Throws the same. */
  render(plan: RenderPlan, files: readonly MediaFile[], outputFile: string, options?: RenderOptions): Promise<RenderReport>
  /** Upright pictures of a file, for posters and contact sheets. Throws `media.no-picture` for a sound. */
  stills(request: StillRequest, options?: Cancellable): Promise<readonly Still[]>
  close(): Promise<void>
}

/** One call at a time: calls wait for the ones before them. */
export function createMediaEngine(host: ProcessHost<MediaMethods>): MediaEngine {
  let last: Promise<unknown> = Promise.resolve()

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }

  return {
    probe: (path, { signal } = {}) => enqueue(() => host.call('probe', { path }, { signal })),
    stills: (request, { signal } = {}) => enqueue(() => host.call('stills', request, { signal })),
    render: (plan, files, outputFile, { signal, onProgress } = {}) =>
      enqueue(() =>
        replaceFile(
          outputFile,
          (temporaryFile) =>
            host.call('render', { plan, files, outputFile: temporaryFile }, { signal, onProgress }).catch((thrown: unknown) => {
              throw withFinalName(thrown, temporaryFile, outputFile)
            }),
          { signal },
        ),
      ),
    close: () => host.close(),
  }
}

/** The user knows nothing of the temporary file. */
function withFinalName(thrown: unknown, temporaryFile: string, outputFile: string): unknown {
  if (!(thrown instanceof AppError)) return thrown
  const { code, params, retryable } = thrown.data
  const isTemporary = params['file'] === temporaryFile || params['file'] === basename(temporaryFile)
  if (!isTemporary) return thrown
  return new AppError({ code, params: { ...params, file: basename(outputFile) }, retryable }, { cause: thrown })
}
