import { Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_NONE } from 'node-av/constants'
import type { MediaFile, RenderProgress, RenderReport } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { masteringFilters } from '../audio/loudness.ts'
import { masterMix } from '../audio/master.ts'
import { toSample } from '../audio/mix-rate.ts'
import { openSoundTrack } from './sound-track.ts'
import { encoderInstructions } from '../ffmpeg/encoder-instructions.ts'
import { createSlices } from '../slices.ts'
import { openAudioEncoder } from './audio-encoder.ts'
import { checkOutput } from './check-output.ts'
import { openComposer } from './composer.ts'
import { openMp4Writer } from './mp4-writer.ts'
import { openOverlayLayer, type OverlayPainter } from './overlay-layer.ts'
import { openVideoEncoder } from './video-encoder.ts'

type Job = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  /** A new or emptied file; whoever calls gives it its final name, and removes it where this fails. */
  readonly outputFile: string
  readonly threads: number
  readonly paint: OverlayPainter
  readonly signal: AbortSignal
  readonly onProgress: (progress: RenderProgress) => void
}

const videoTrack = 0
const audioTrack = 1

/** Renders a plan into an MP4 and checks the file. Throws `media.*`, `file.*` or `cancelled`. */
export async function renderPlan({ plan, files, outputFile, threads, paint, signal, onProgress }: Job): Promise<RenderReport> {
  const slices = createSlices(() => signal.aborted)
  onProgress({ stage: 'measure', fraction: 0 })
  const { measured, mastering } = await masterMix(plan, files, slices)
  const instructions = await encoderInstructions()
  const damaged = new Set<AssetId>()
  using cleanup = new DisposableStack()
  const encoders = [
    cleanup.adopt(openVideoEncoder(plan, instructions), (encoder) => encoder.freeContext()),
    cleanup.adopt(openAudioEncoder(plan), (encoder) => encoder.freeContext()),
  ]
  const composer = cleanup.adopt(
    openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: threads, onDamage: (id) => damaged.add(id) }),
    (open) => open.close(),
  )
  const overlays = cleanup.adopt(openOverlayLayer(plan, paint), (open) => open.close())
  const sound = cleanup.adopt(openSoundTrack({ plan, files, slices, filters: masteringFilters(mastering) }), (open) =>
    open.close(),
  )
  const writer = cleanup.adopt(
    openMp4Writer(
      outputFile,
      encoders.map((encoder) => ({ encoder })),
    ),
    (open) => open.close(),
  )
  const scratch = cleanup.adopt(new Frame(), (frame) => frame.free())
  scratch.alloc()

  for (let index = 0; index < plan.frameCount; index += 1) {
    const picture = overlays.cover(await composer.frame(index), scratch)
    // The encoder decides where its key frames go, not the source.
    picture.pictType = AV_PICTURE_TYPE_NONE
    writer.encode(videoTrack, picture)
    scratch.unref()
    const until = toSample(frameToTicks(index + 1, plan.frameRate))
    await sound.each(until, (frame) => writer.encode(audioTrack, frame))
    onProgress({ stage: 'encode', fraction: (index + 1) / plan.frameCount })
    await slices.pause()
  }
  writer.encode(videoTrack, null)
  await sound.each(Infinity, (frame) => writer.encode(audioTrack, frame))
  writer.encode(audioTrack, null)
  onProgress({ stage: 'finish', fraction: 0 })
  writer.finish()
  cleanup.dispose()
  const { byteLength } = await checkOutput(plan, outputFile, slices)
  onProgress({ stage: 'finish', fraction: 1 })
  return {
    frameCount: plan.frameCount,
    durationTicks: plan.durationTicks,
    byteLength,
    damagedAssetIds: [...damaged],
    loudness: { sourceLufs: measured.lufs, gainDb: mastering.gainDb, limited: mastering.limiterCeilingDb !== null },
  }
}
