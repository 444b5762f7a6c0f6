import type { Caller } from '../hosts/methods.ts'
import { replaceFile } from '../files/atomic-file.ts'
import type { DeriveProgress, DeriveReport, DeriveRequest } from './derive-messages.ts'
import type { MediaMethods } from './media-methods.ts'

type Cancellable = { readonly signal?: AbortSignal | undefined }

/** Makes what the editor needs of a clip beside the clip, in a process that stands behind all others. */
export type DeriveEngine = {
  /** Light copy, filmstrip and waveform in one pass, which a later call goes on with if it is killed. Throws `media.*`, `file.*`, `system.process-*`, `cancelled`. */
  derive(
    request: DeriveRequest,
    options?: Cancellable & { readonly onProgress?: ((progress: DeriveProgress) => void) | undefined },
  ): Promise<DeriveReport>
  /** Writes what can be read of a damaged file as a whole one, which appears at once or not at all. Throws the same. */
  repair(file: string, outputFile: string, options?: Cancellable): Promise<void>
}

export function createDeriveEngine(host: Caller<MediaMethods>): DeriveEngine {
  return {
    derive: (request, { signal, onProgress } = {}) => host.call('derive', request, { signal, onProgress }),
    async repair(file, outputFile, { signal } = {}) {
      await replaceFile(
        outputFile,
        (temporaryFile) => host.call('repair', { path: file, outputFile: temporaryFile }, { signal }),
        { signal },
      )
    },
  }
}
