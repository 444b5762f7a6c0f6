import type { AnalyseProgress, AnalyseRequest } from '#main/core/media/analyse-messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { createSlices } from '../slices.ts'
import { readChapters } from './chapters.ts'
import { findScenes } from './find-scenes.ts'
import { findSilences } from './find-silences.ts'

type Options = {
  readonly threads: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: AnalyseProgress) => void
}

/** Decoding pictures takes so much longer than decoding sound. */
const soundShare = 0.1
const usualRate = { num: 30, den: 1 } as const

/** Finds pauses, new scenes and chapters; sound and pictures are each decoded once. Throws `media.*`, `cancelled`. */
export async function analyseRecording(
  { path, report, scenes: wantsScenes }: AnalyseRequest,
  { threads, signal, onProgress }: Options,
): Promise<SplitAnalysis> {
  const { interpretation } = report
  if (!interpretation) throw appError('media.not-a-recording', { file: path })
  const { durationTicks } = interpretation
  const input = planInput({ id: 'recording' as AssetId, ...report })
  const { video } = interpretation
  const slices = createSlices(() => signal.aborted)
  const looks = wantsScenes && video !== null
  const share = looks ? soundShare : 1
  const silences = await findSilences(path, input, durationTicks, slices, (fraction) =>
    onProgress({ fraction: fraction * share }),
  )
  const scenes = looks
    ? await findScenes({ file: path, streamIndex: video.streamIndex, interpretation, threads, slices }, (fraction) =>
        onProgress({ fraction: share + fraction * (1 - share) }),
      )
    : null
  const markers = await readChapters(path, interpretation, slices)
  const frameRate = video && !video.variableFrameRate ? video.frameRate : null
  onProgress({ fraction: 1 })
  return { durationTicks, frameRate: frameRate ?? usualRate, silences, scenes, markers }
}
