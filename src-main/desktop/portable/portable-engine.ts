import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { compilePortable } from '#shared/render-plan/portable/compile-portable.ts'
import { interpretProbe } from '#shared/render-plan/portable/interpret-probe.ts'
import type { PortableJob } from '#shared/render-plan/portable/portable-job.ts'
import { isStillPicture, type PortableProbe } from '#shared/render-plan/portable/portable-probe.ts'
import { examineJob, rescueJob, stillJob } from '#shared/render-plan/portable/rescue-job.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { portableLimitBytes, type PortableEngine } from '#main/core/media/portable-engine.ts'
import type { PortableFiles } from './portable-files.ts'
import { runInHiddenWindow } from './portable-window.ts'
import { watchStall } from './stall-watch.ts'

type Options = Parameters<PortableEngine['rescue']>[2]

/** Far more than one picture takes on a slow machine, or the encoder for those that it still holds at the end. */
const longestSilenceMs = 120_000

/** The portable engine of the desktop app; one job at a time, which may be silent for `silenceMs`. */
export function createPortableEngine(preloadPath: string, served: PortableFiles, silenceMs = longestSilenceMs): PortableEngine {
  let last: Promise<unknown> = Promise.resolve()

  /** `outputFile` is written over; null where the job makes none. */
  async function runInWindow(
    job: PortableJob,
    files: readonly string[],
    outputFile: string | null,
    { signal = new AbortController().signal, onProgress = () => undefined }: Options = {},
  ): Promise<PortableProbe | null> {
    for (const { index } of job.inputs) await refuseLarge(files[index] ?? '')
    const stall = watchStall(silenceMs)
    served.open({ files, outputFile, onTransfer: stall.hear })
    try {
      return await runInHiddenWindow(job, preloadPath, {
        signal: AbortSignal.any([signal, stall.signal]),
        onProgress,
        onSign: stall.hear,
      })
    } catch (thrown) {
      if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
      const failure = served.failure()
      if (failure) throw failure
      if (stall.signal.aborted) throw appError('media.portable-stalled', { file: files[0] ?? '' }, { retryable: true })
      const detail = thrown instanceof Error ? thrown.message : String(thrown)
      throw appError('media.portable-failed', { file: files[0] ?? '', detail }, { cause: thrown })
    } finally {
      stall.stop()
      served.close()
    }
  }

  async function write(job: PortableJob, files: readonly string[], outputFile: string, options: Options): Promise<void> {
    await replaceFile(outputFile, (temporaryFile) => runInWindow(job, files, temporaryFile, options), { signal: options?.signal })
  }

  async function probe(file: string, signal: AbortSignal | undefined): Promise<PortableProbe> {
    try {
      const found = await runInWindow(examineJob, [file], null, { signal })
      if (!found) throw new Error('the examination told nothing')
      return found
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'media.portable-failed') throw thrown
      throw appError('media.not-media', { file }, { cause: thrown })
    }
  }

  async function rescue(file: string, outputFile: string, options: Options): Promise<void> {
    const found = await probe(file, options?.signal)
    if (isStillPicture(found)) throw appError('media.portable-missing', { feature: 'photos' })
    const job = rescueJob(found)
    if (!job) throw appError('media.not-media', { file })
    await write(job, [file], outputFile, options)
  }

  /** Work that is cancelled before its turn rejects at once and is never begun; later on it ends by itself. */
  function enqueue<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const ended = Promise.withResolvers<T>()
    const abort = (): void => ended.reject(appError('cancelled', {}))
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true })
    last = last.then(async () => {
      signal?.removeEventListener('abort', abort)
      if (signal?.aborted) return
      await work().then(ended.resolve, ended.reject)
    })
    return ended.promise
  }

  return {
    rescue: (file, outputFile, options) => enqueue(options?.signal, () => rescue(file, outputFile, options)),
    examine: (file, { signal } = {}) =>
      enqueue(signal, async () => {
        const interpretation = interpretProbe(await probe(file, signal))
        if (!interpretation) throw appError('media.damaged', { file })
        return interpretation
      }),
    still: (file, { atTicks, width, height }, options) =>
      enqueue(options?.signal, async () => {
        const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-picture-'))
        try {
          const picture = path.join(folder, 'picture.jpg')
          await runInWindow(stillJob(ticksToSeconds(atTicks), { width, height }), [file], picture, options)
          return { width, height, data: new Uint8Array(await readFile(picture)) }
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      }),
    render: (plan, files, outputFile, options) =>
      enqueue(options?.signal, async () => {
        const job = compilePortable(plan, (input, part) => {
          const variant = input[part]?.variant
          const index = files.findIndex((file) => file.assetId === input.assetId && file.variant === variant)
          if (index < 0) throw appError('media.asset-missing', { assetId: input.assetId })
          return index
        })
        const paths = files.map((file) => file.path)
        return write(job, paths, outputFile, options)
      }),
  }
}

async function refuseLarge(file: string): Promise<void> {
  const { size } = await stat(file).catch((thrown: unknown) => {
    throw fileError(thrown, { file, action: 'read' })
  })
  if (size === 0) throw appError('media.empty', { file })
  if (size > portableLimitBytes)
    throw appError('media.portable-too-large', { file: path.basename(file), limitMb: Math.floor(portableLimitBytes / 1024 ** 2) })
}
