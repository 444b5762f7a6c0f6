import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import type { Caller } from '../hosts/methods.ts'
import { renderProgressSchema, renderReportSchema, type MediaFile, type RenderProgress, type RenderReport } from './messages.ts'
import type { MediaMethods } from './media-methods.ts'
import { parseProgress, parseReply } from './parse-reply.ts'

export type RenderOrder = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  /** .mp4 or .webm, as the plan's container is. */
  readonly outputFile: string
}

export type RenderOptions = {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: RenderProgress) => void) | undefined
}

/**
 * Renders into a file that appears whole and checked or not at all. What the process notes down on its way goes with it,
 * however it ends. Where an encoder of the graphics card brings it down, it is asked once more without.
 */
export async function runRender(host: Caller<MediaMethods>, order: RenderOrder, options: RenderOptions): Promise<RenderReport> {
  const { plan, outputFile } = order
  return replaceFile(
    outputFile,
    async (temporaryFile) => {
      const first = await attempt(host, order, temporaryFile, options).catch((thrown: unknown) => {
        if (plan.encoder.video.hardware === 'auto' && isCrash(thrown)) return null
        throw thrown
      })
      if (first) return first
      const video = { ...plan.encoder.video, hardware: 'off' } as const
      const safe = { ...order, plan: { ...plan, encoder: { ...plan.encoder, video } } }
      return attempt(host, safe, temporaryFile, options)
    },
    { signal: options.signal },
  )
}

async function attempt(
  host: Caller<MediaMethods>,
  { plan, files, outputFile }: RenderOrder,
  temporaryFile: string,
  { signal, onProgress }: RenderOptions,
): Promise<RenderReport> {
  const workFolder = plan.encoder.video.rate.kind === 'size' ? await makeWorkFolder(tmpdir(), 'render') : null
  let last: RenderProgress = { stage: 'measure', fraction: 0 }
  const listen = parseProgress(renderProgressSchema, (progress) => {
    last = progress
    onProgress?.(progress)
  })
  const request = { plan, files, outputFile: temporaryFile, workFolder }
  try {
    return parseReply(renderReportSchema, await host.call('render', request, { signal, onProgress: listen }))
  } catch (thrown) {
    if (isCrash(thrown)) throw crashWhile(plan, files, last, thrown)
    throw withFinalName(thrown, temporaryFile, outputFile)
  } finally {
    if (workFolder !== null) await rm(workFolder, { recursive: true, force: true })
  }
}

function isCrash(thrown: unknown): thrown is AppError {
  return (
    thrown instanceof AppError && ['system.process-crashed', 'system.process-hung', 'media.clip-crashed'].includes(thrown.code)
  )
}

/** Names the clip that was being read when the process went down: it is what the user can do something about. */
function crashWhile(
  plan: RenderPlan,
  files: readonly MediaFile[],
  { stage, fraction }: RenderProgress,
  cause: AppError,
): AppError {
  // After the last picture nothing of a clip is read.
  if (stage === 'measure' || stage === 'finish' || fraction >= 1) return cause
  const frame = Math.floor(fraction * plan.frameCount)
  const segment = plan.segments.find(({ startFrame, frameCount }) => frame >= startFrame && frame < startFrame + frameCount)
  const names = (segment ? layersOf(segment) : []).flatMap(({ input }) => {
    const file = files.find(({ assetId }) => assetId === plan.inputs[input]?.assetId)
    return file ? [path.basename(file.path)] : []
  })
  if (names.length === 0) return cause
  const at = formatLength(frameToTicks(frame, plan.frameRate))
  return appError(
    'media.clip-crashed',
    { files: [...new Set(names)].map((name) => `“${name}”`).join(' and '), at },
    { retryable: true, cause },
  )
}

/** The user knows nothing of the temporary file. */
function withFinalName(thrown: unknown, temporaryFile: string, outputFile: string): unknown {
  if (!(thrown instanceof AppError)) return thrown
  const { code, params, retryable } = thrown.data
  const isTemporary = params['file'] === temporaryFile || params['file'] === path.basename(temporaryFile)
  if (!isTemporary) return thrown
  return new AppError({ code, params: { ...params, file: path.basename(outputFile) }, retryable }, { cause: thrown })
}
