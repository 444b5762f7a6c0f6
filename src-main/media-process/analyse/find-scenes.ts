import { Frame, Packet } from 'node-av/lib'
import { AVERROR_EAGAIN } from 'node-av/constants'
import type { Interpretation } from '#shared/project/schema/asset.ts'
import { appError } from '#shared/messages/app-error.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { meanChange, openShrinker } from './small-pictures.ts'

type Scenes = NonNullable<SplitAnalysis['scenes']>

type Options = {
  readonly file: string
  readonly streamIndex: number
  readonly interpretation: Interpretation
  readonly threads: number
  readonly slices: Slices
}

/** FFmpeg's own default (libavfilter/vf_scdet.c). */
const leastScore = 10
/** Two changes so near each other are one. */
const apartTicks = ticksPerSecond / 2
/** Pictures that differ less show the same scene. */
const sameScore = 4

/** The first pictures of new scenes. Throws `media.*`, `cancelled`. */
export async function findScenes(options: Options, onProgress: (fraction: number) => void): Promise<Scenes> {
  const { file, streamIndex, interpretation, threads, slices } = options
  const { originTicks, durationTicks } = interpretation
  const judge = createSceneJudge()
  using open = new DisposableStack()
  const context = open.adopt(openInput(file, maxPicturePixels), closeInput)
  const stream = context.streams[streamIndex]
  const opened = stream && openDecoder(stream, maxPicturePixels, threads)
  if (!stream || !opened) throw appError('media.damaged', { file })
  const decoder = open.adopt(opened, (each) => each.freeContext())
  keepStreams(context, new Set([streamIndex]))
  const [packet, frame, small] = [new Packet(), new Frame(), new Frame()].map((each) => {
    each.alloc()
    open.defer(() => each.free())
    return each
  }) as [Packet, Frame, Frame]
  const shrinker = openShrinker(small)
  open.defer(() => shrinker.close())

  function receive(): void {
    while (decoder.receiveFrameSync(frame) >= 0) {
      const at = toTicks(frame.bestEffortTimestamp, stream?.timeBase ?? { num: 1, den: 1 })
      if (at !== null) {
        const sourceTicks = ticks(Math.max(0, at - originTicks))
        judge.see(shrinker.shrink(frame), sourceTicks)
        onProgress(Math.min(1, sourceTicks / durationTicks))
      }
      frame.unref()
    }
  }

  for (;;) {
    const code = context.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) {
      await slices.pause()
      continue
    }
    if (code < 0) break
    // What is damaged is skipped; packets of other streams may lie ready since the file was opened.
    if (packet.streamIndex === streamIndex) decoder.sendPacketSync(packet)
    packet.unref()
    receive()
    await slices.pause()
  }
  decoder.sendPacketSync(null)
  receive()
  return judge.scenes().filter(({ atTicks }) => atTicks < durationTicks)
}

/**
 * Scores pictures as FFmpeg's scdet does: by how much the mean change of brightness jumps, so that steady motion is no scene.
 */
export function createSceneJudge(): {
  see(pixels: Uint8Array, atTicks: Ticks): void
  scenes(): Scenes
} {
  let before: Uint8Array | null = null
  let changeBefore = 0
  /** The last picture of the scene that seemed to end; pictures like it tell that it was a flash. */
  let left: Uint8Array | null = null
  const found: Scenes[number][] = []

  function jump(from: Uint8Array, to: Uint8Array): number {
    const change = meanChange(from, to)
    const score = Math.min(change, Math.abs(change - changeBefore))
    changeBefore = change
    return score
  }

  return {
    see(pixels, atTicks) {
      const last = found.at(-1)
      const isNear = last !== undefined && atTicks - last.atTicks < apartTicks
      if (before) {
        const score = jump(before, pixels)
        if (isNear && left && meanChange(left, pixels) < sameScore) {
          found.pop()
          left = null
        } else if (score >= leastScore && !isNear) {
          found.push({ atTicks, score })
          left = before
        } else if (score >= leastScore && score > (last?.score ?? 0)) found.splice(-1, 1, { atTicks, score })
      }
      before = pixels
    },
    scenes: () => found,
  }
}
