import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { chooseStreams } from '../probe/choose-streams.ts'
import { scanPackets } from '../probe/scan-packets.ts'
import type { Slices } from '../slices.ts'

// Hundreds of megabytes on a slow disk take their time, and a cancel is heard meanwhile.
const deadlineMs = Number.POSITIVE_INFINITY

/** Opens the finished file as a player would and counts its pictures. Throws `media.output-broken`. */
export async function checkOutput(plan: RenderPlan, file: string, slices: Slices): Promise<{ readonly byteLength: number }> {
  const broken = (detail: string): never => {
    throw appError('media.output-broken', { file: path.basename(file), detail })
  }
  const context = openInput(file, plan.limits.maxPixels)
  try {
    const choice = chooseStreams(context)
    const { video, audio } = choice
    if (!video || !audio) return broken('a track is missing')
    const scan = await scanPackets(context, [video, audio], { maxPixels: plan.limits.maxPixels, deadlineMs }, slices)
    const pictures = scan.streams.get(video.index)
    if (!scan.complete || !pictures?.decoded || !scan.streams.get(audio.index)?.decoded) return broken('it does not play')
    if (pictures.packetCount !== plan.frameCount) return broken(`${pictures.packetCount} pictures instead of ${plan.frameCount}`)
    const { width, height } = pictures.picture ?? { width: 0, height: 0 }
    if (width !== plan.canvas.width || height !== plan.canvas.height) return broken(`${width} × ${height} pixels`)
  } finally {
    closeInput(context)
  }
  return { byteLength: (await stat(file)).size }
}
