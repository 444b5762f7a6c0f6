import type { Caller } from '../hosts/methods.ts'
import { appError } from '#shared/messages/app-error.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { deriveReportSchema, type DeriveProgress, type DeriveReport, type DeriveRequest } from './derive-messages.ts'
import type { MediaMethods } from './media-methods.ts'
import { fractionSchema } from './messages.ts'
import { parseProgress, parseReply } from './parse-reply.ts'

type Cancellable = { readonly signal?: AbortSignal | undefined }

/** Makes what the editor needs of a clip beside the clip, in a process that stands behind all others. */
export type DeriveEngine = {
  /** Light copy, filmstrip and waveform in one pass, which a later call goes on with if it is killed. Throws `media.*`, `file.*`, `system.process-*`, `cancelled`. */
  derive(
    request: DeriveRequest,
    options?: Cancellable & { readonly onProgress?: ((progress: DeriveProgress) => void) | undefined },
  ): Promise<DeriveReport>
  /**
   * Writes what can be read of a damaged file as a whole one, which appears at once or not at all; with `converts` the copy that only
   * the portable engine makes. Throws the same.
   */
  repair(file: string, outputFile: string, options?: Cancellable & { readonly converts?: boolean }): Promise<void>
}

export function createDeriveEngine(host: Caller<MediaMethods>): DeriveEngine {
  return {
    async derive(request, { signal, onProgress } = {}) {
      const listen = parseProgress(fractionSchema, onProgress)
      return parseReply(deriveReportSchema, await host.call('derive', request, { signal, onProgress: listen }))
    },
    async repair(file, outputFile, { signal, converts = false } = {}) {
      if (converts) throw appError('media.converted-copy-gone', { file })
      await replaceFile(
        outputFile,
        (temporaryFile) => host.call('repair', { path: file, outputFile: temporaryFile }, { signal }),
        { signal },
      )
    },
  }
}
