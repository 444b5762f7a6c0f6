import type { Packet } from 'node-av/lib'
import type { EncoderFacts, MediaFile, RenderProgress, RenderReport } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { sampleToTicks } from '../audio/entry-sound.ts'
import { keepMix } from '../audio/master.ts'
import { encoderInstructions } from '../ffmpeg/encoder-instructions.ts'
import type { PauseGate } from '#main/core/jobs/pause-gate.ts'
import { createSlices } from '../slices.ts'
import {
  copiesAny,
  decoderConfig,
  describeStretches,
  maySplice,
  openSplicedTrack,
  prepareSmartRender,
  type SmartRender,
} from '../smart/smart-render.ts'
import { openSplicedSound } from '../smart/aac/spliced-sound.ts'
import { openAudioEncoder } from './audio-encoder.ts'
import { checkOutput } from './check-output.ts'
import { encodePass, videoTrack, type PassSource, type PictureEncoder } from './encode-pass.ts'
import { chooseHardware, withoutHardware } from './hardware-encoder.ts'
import { openMovieWriter } from './movie-writer.ts'
import type { OverlayPainter } from './overlay-layer.ts'
import { openRateCeiling } from './rate-ceiling.ts'
import { encodeToSize } from './size-passes.ts'
import { openVideoEncoder, softwareEncoderName, splicedOptions } from './video-encoder.ts'

type Job = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  /** A new or emptied file; whoever calls gives it its final name, and removes it where this fails. */
  readonly outputFile: string
  /** An existing folder for what a render notes down on its way; whoever calls removes it. */
  readonly workFolder: string | null
  readonly threads: number
  readonly paint: OverlayPainter | Promise<OverlayPainter>
  readonly signal: AbortSignal
  readonly gate?: PauseGate
  readonly onProgress: (progress: RenderProgress) => void
}

/** Renders a plan into a video file and checks it. Throws `media.*`, `file.*`, `export.size-missed` or `cancelled`. */
export async function renderPlan(job: Job): Promise<RenderReport> {
  const { plan, files, outputFile, threads, signal, gate, onProgress } = job
  const slices = createSlices(() => signal.aborted, undefined, gate)
  onProgress({ stage: 'measure', fraction: 0 })
  using open = new DisposableStack()
  const mix = open.adopt(
    await keepMix({ plan, files, slices }, (fraction) => onProgress({ stage: 'measure', fraction })),
    (each) => each.close(),
  )
  const { measured, mastering } = mix
  const damaged = new Set<AssetId>()
  const paint = await job.paint
  const source = { plan, files, mix, threads, paint, slices, onDamage: (id: AssetId) => void damaged.add(id) }
  const smart = maySplice(plan) ? await prepareSmartRender(source) : null
  let copiedSamples = 0
  const onSoundCopied = (samples: number): void => void (copiedSamples = samples)
  const encoder = smart && copiesAny(smart) ? await encodeSpliced(source, smart, job, onSoundCopied) : await encode(source, job)
  onProgress({ stage: 'finish', fraction: 0 })
  const { byteLength } = await checkOutput(plan, outputFile, slices)
  onProgress({ stage: 'finish', fraction: 1 })
  return {
    frameCount: plan.frameCount,
    durationTicks: plan.durationTicks,
    byteLength,
    damagedAssetIds: [...damaged],
    loudness: measured && {
      sourceLufs: measured.lufs,
      gainDb: mastering.gainDb,
      limited: mastering.limiterCeilingDb !== null,
    },
    encoder,
    stretches: smart && describeStretches(smart),
    copiedSoundTicks: sampleToTicks(copiedSamples),
  }
}

/** Encodes only what cannot be copied. */
async function encodeSpliced(
  source: PassSource,
  smart: SmartRender,
  { outputFile, onProgress }: Job,
  onSoundCopied: (samples: number) => void,
): Promise<EncoderFacts> {
  const { plan } = source
  const options = splicedOptions(await encoderInstructions(), smart.parameters.encoderId)
  using open = new DisposableStack()
  const video = open.adopt(openVideoEncoder(plan, null, null, options), (encoder) => encoder.freeContext())
  const audio = open.adopt(openAudioEncoder(plan), (encoder) => encoder.freeContext())
  const tracks = [{ encoder: video, decoderConfig: decoderConfig(smart, video) }, { encoder: audio }]
  const writer = open.adopt(openMovieWriter(outputFile, tracks, plan.encoder.container, plan.textTracks), (each) => each.close())
  const write = (packet: Packet): void => writer.write(videoTrack, packet)
  // Copied pictures are below the ceiling already, and must not make those beside them worse.
  const output = { encoder: video, onEncoded: openRateCeiling(plan, video), write }
  const pictures = open.adopt(openSplicedTrack(source, smart, output), (each) => each.close())
  const onFraction = (fraction: number): void => onProgress({ stage: 'encode', fraction })
  try {
    await encodePass(source, { prepare: (picture) => picture }, writer, onFraction, pictures, (_, into) =>
      openSplicedSound(source, into, onSoundCopied),
    )
  } finally {
    await pictures.settle()
  }
  writer.finish()
  return { name: softwareEncoderName(plan), hardware: false, passes: 1 }
}

async function encode(source: PassSource, { outputFile, workFolder, onProgress }: Job): Promise<EncoderFacts> {
  const { plan } = source
  const { rate } = plan.encoder.video
  const instructions = await encoderInstructions()
  if (rate.kind === 'size' && workFolder === null) throw new RangeError('a size without a folder for notes')
  if (rate.kind === 'size' && workFolder !== null)
    return encodeToSize({ source, rate, instructions, outputFile, workFolder, onProgress })
  const onFraction = (fraction: number): void => onProgress({ stage: 'encode', fraction })
  const hardware = await chooseHardware(plan, source.slices)
  if (hardware) {
    const done = await withoutHardware(() => encodeOnce(source, hardware.open(), outputFile, onFraction))
    if (done) return { name: hardware.name, hardware: true, passes: 1 }
  }
  const encoder = openVideoEncoder(plan, instructions)
  const software = { encoder, prepare: (picture) => picture, close: () => encoder.freeContext() } satisfies PictureEncoder
  await encodeOnce(source, software, outputFile, onFraction)
  return { name: softwareEncoderName(plan), hardware: false, passes: 1 }
}

async function encodeOnce(
  source: PassSource,
  video: PictureEncoder,
  outputFile: string,
  onFraction: (fraction: number) => void,
): Promise<void> {
  const { plan } = source
  using open = new DisposableStack()
  open.adopt(video, (each) => each.close())
  const audio = open.adopt(openAudioEncoder(plan), (encoder) => encoder.freeContext())
  const tracks = [{ encoder: video.encoder, onPacket: openRateCeiling(plan, video.encoder) }, { encoder: audio }]
  const writer = open.adopt(openMovieWriter(outputFile, tracks, plan.encoder.container, plan.textTracks), (each) => each.close())
  await encodePass(source, video, writer, onFraction)
  writer.finish()
}
