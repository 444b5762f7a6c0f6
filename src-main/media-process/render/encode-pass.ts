import { Frame, type CodecContext } from 'node-av/lib'
import { AV_PICTURE_TYPE_NONE } from 'node-av/constants'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { KeptMix } from '../audio/master.ts'
import { toSample } from '../audio/mix-rate.ts'
import type { Slices } from '../slices.ts'
import { openComposer } from './composer.ts'
import type { MovieWriter } from './movie-writer.ts'
import { openOverlayLayer, type OverlayPainter } from './overlay-layer.ts'
import { openSoundTrack } from './sound-track.ts'

/** What goes into every pass over a plan. */
export type PassSource = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly mix: KeptMix
  readonly threads: number
  readonly paint: OverlayPainter
  readonly slices: Slices
  readonly onDamage: (assetId: AssetId) => void
}

/** A video encoder, and what it wants done to a picture first. */
export type PictureEncoder = {
  readonly encoder: CodecContext
  /** Lasts until the next call; the picture itself for an encoder that takes it from our memory. */
  readonly prepare: (picture: Frame) => Frame
  close(): void
}

/** Where the pictures of a pass go. */
export type PictureTrack = {
  /** Frames to be composed before the sound is made, so that their encoder can end beside it; `wants` does not name them. */
  readonly first: readonly number[]
  /** Whether the picture of a frame is to be composed; a copied one is not. */
  wants(frame: number): boolean
  add(frame: number, picture: Frame): void | Promise<void>
  /** In place of `add` for a frame that is not wanted. */
  skip(frame: number): Promise<void>
  end(): Promise<void>
}

export const videoTrack = 0
export const audioTrack = 1

/** Where the sound of a pass goes. */
export type SoundOutput = {
  /** Writes what begins before a sample of the mix. */
  each(untilSample: number): Promise<void>
  /** Nothing more comes. */
  end(): Promise<void>
  close(): void
}

/** Composes all frames and the sound of a plan once and gives them to the encoders of a writer. */
export async function encodePass(
  source: PassSource,
  { prepare }: Pick<PictureEncoder, 'prepare'>,
  writer: MovieWriter,
  onProgress: (fraction: number) => void,
  pictures: PictureTrack = encodeAll(writer, prepare, source.slices),
  openSound = encodeSound,
): Promise<void> {
  const { plan, files, threads, paint, slices, onDamage } = source
  using open = new DisposableStack()
  const composer = open.adopt(
    openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: threads, onDamage }),
    (each) => each.close(),
  )
  const overlays = open.adopt(openOverlayLayer(plan, paint), (each) => each.close())
  const sound = open.adopt(openSound(source, writer), (each) => each.close())
  const scratch = open.adopt(new Frame(), (frame) => frame.free())
  scratch.alloc()
  const add = async (index: number): Promise<void> => {
    await pictures.add(index, overlays.cover(await composer.frame(index), scratch))
    scratch.unref()
  }
  for (const index of pictures.first) {
    await add(index)
    await slices.pause()
  }
  for (let index = 0; index < plan.frameCount; index += 1) {
    await (pictures.wants(index) ? add(index) : pictures.skip(index))
    const until = toSample(frameToTicks(index + 1, plan.frameRate))
    await sound.each(until)
    onProgress((index + 1) / plan.frameCount)
    await slices.pause()
  }
  // The pictures' decoders and graphs hold frames that the encoders' ends do not need.
  await sound.each(Infinity)
  open.dispose()
  await pictures.end()
  await sound.end()
}

/** All of the mix goes through the encoder of the writer's second track. */
export function encodeSound({ plan, mix, slices }: PassSource, writer: MovieWriter): SoundOutput {
  const track = openSoundTrack(mix, plan.encoder.audio.codec)
  return {
    each: (untilSample) => track.each(untilSample, (frame) => writer.encode(audioTrack, frame)),
    end: () => writer.end(audioTrack, slices),
    close: () => track.close(),
  }
}

/** Every picture goes through the encoder of the writer's first track. */
function encodeAll(writer: MovieWriter, prepare: PictureEncoder['prepare'], slices: Slices): PictureTrack {
  return {
    first: [],
    wants: () => true,
    add(_, picture) {
      // The encoder decides where its key frames go, not the source.
      picture.pictType = AV_PICTURE_TYPE_NONE
      writer.encode(videoTrack, prepare(picture))
    },
    skip: () => Promise.resolve(),
    end: () => writer.end(videoTrack, slices),
  }
}
