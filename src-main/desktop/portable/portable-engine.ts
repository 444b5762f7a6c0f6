import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { compilePortable } from '#shared/render-plan/portable/compile-portable.ts'
import type { PortableJob } from '#shared/render-plan/portable/portable-job.ts'
import { rescueJob } from '#shared/render-plan/portable/rescue-job.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { portableLimitBytes, type PortableEngine } from '#main/core/media/portable-engine.ts'
import type { PortableFiles } from './portable-files.ts'
import { runInHiddenWindow } from './portable-window.ts'

/** The portable engine of the desktop app; one job at a time. */
export function createPortableEngine(preloadPath: string, served: PortableFiles): PortableEngine {
  let last: Promise<unknown> = Promise.resolve()

  async function run(
    job: PortableJob,
    files: readonly string[],
    outputFile: string,
    { signal = new AbortController().signal, onProgress = () => undefined }: Parameters<PortableEngine['rescue']>[2] = {},
  ): Promise<void> {
    for (const file of files) await refuseLarge(file)
    await replaceFile(
      outputFile,
      async (temporaryFile) => {
        served.open({ files, outputFile: temporaryFile })
        try {
          await runInHiddenWindow(job, preloadPath, { signal, onProgress })
        } catch (thrown) {
          if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
          const detail = thrown instanceof Error ? thrown.message : String(thrown)
          throw appError('media.portable-failed', { file: files[0] ?? outputFile, detail }, { cause: thrown })
        } finally {
          served.close()
        }
      },
      { signal },
    )
  }

  function enqueue(work: () => Promise<void>): Promise<void> {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }

  return {
    rescue: (file, outputFile, options) => enqueue(() => run(rescueJob, [file], outputFile, options)),
    render: (plan, files, outputFile, options) =>
      enqueue(() => {
        const job = compilePortable(plan, (input, part) => {
          const variant = input[part]?.variant
          const index = files.findIndex((file) => file.assetId === input.assetId && file.variant === variant)
          if (index < 0) throw appError('media.asset-missing', { assetId: input.assetId })
          return index
        })
        return run(
          job,
          files.map((file) => file.path),
          outputFile,
          options,
        )
      }),
  }
}

async function refuseLarge(file: string): Promise<void> {
  const { size } = await stat(file).catch((thrown: unknown) => {
    throw fileError(thrown, { file, action: 'read' })
  })
  if (size > portableLimitBytes)
    throw appError('media.portable-too-large', { file: path.basename(file), limitMb: Math.floor(portableLimitBytes / 1024 ** 2) })
}
