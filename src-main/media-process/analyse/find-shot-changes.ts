import { Frame, Packet } from 'node-av/lib'
import { AVDISCARD_DEFAULT, AVDISCARD_NONKEY, AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import type { ShotChangesRequest } from '#main/core/media/analyse-messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { createSceneJudge } from './find-scenes.ts'
import { meanChange, openShrinker } from './small-pictures.ts'

type Stretch = { readonly startTicks: number; readonly endTicks: number }
type Options = { readonly threads: number; readonly slices: Slices }

/** Key pictures that differ less have no cut between them that anybody would notice; a cut changes at least twice as much. */
const suspiciousChange = 5
/** So much behind a change tells whether it was a flash. */
const aftermathTicks = ticksPerSecond / 2

/**
 * The first pictures of new shots in a stretch, on the source's clock; none for a sound. Decodes the key pictures, and all pictures only
 * between those that differ: a talking head is looked through many times faster than it was decoded. Throws `media.*`, `cancelled`.
 */
export async function findShotChanges(
  { path, report, stretch }: ShotChangesRequest,
  { threads, slices }: Options,
): Promise<readonly Ticks[]> {
  const { interpretation } = report
  const video = interpretation?.video
  if (!interpretation || !video) return []
  const { originTicks, durationTicks } = interpretation
  const { startTicks, endTicks } = stretch ?? { startTicks: 0, endTicks: durationTicks }
  using open = new DisposableStack()
  const context = open.adopt(openInput(path, maxPicturePixels), closeInput)
  const stream = context.streams[video.streamIndex]
  const opened = stream && openDecoder(stream, maxPicturePixels, threads)
  if (!stream || !opened) throw appError('media.damaged', { file: path })
  const decoder = open.adopt(opened, (each) => each.freeContext())
  keepStreams(context, new Set([stream.index]))
  const [packet, frame, small] = [new Packet(), new Frame(), new Frame()].map((each) => {
    each.alloc()
    open.defer(() => each.free())
    return each
  }) as [Packet, Frame, Frame]
  const shrinker = openShrinker(small)
  open.defer(() => shrinker.close())

  /** Tells the pictures of a stretch in order, from the key picture before it. */
  async function look(
    from: number,
    until: number,
    onlyKeys: boolean,
    see: (pixels: Uint8Array, at: Ticks) => void,
  ): Promise<void> {
    if (!stream) return
    const { index, timeBase } = stream
    stream.discard = onlyKeys ? AVDISCARD_NONKEY : AVDISCARD_DEFAULT
    const target = fromTicks(ticks(Math.round(from) + originTicks), timeBase)
    context.seekFrameSync(index, target, AVSEEK_FLAG_BACKWARD)
    decoder.flushBuffers()
    let reached = -Infinity
    const receive = (): void => {
      while (decoder.receiveFrameSync(frame) >= 0) {
        const at = toTicks(frame.bestEffortTimestamp, timeBase)
        if (at !== null) {
          reached = at - originTicks
          see(shrinker.shrink(frame), ticks(Math.max(0, reached)))
        }
        frame.unref()
      }
    }
    while (reached < until) {
      const code = context.readFrameSync(packet)
      if (code < 0 && code !== AVERROR_EAGAIN) break
      if (code >= 0) {
        // Not every container leaves out what is discarded.
        const isWanted = packet.streamIndex === index && (!onlyKeys || packet.isKeyframe)
        if (isWanted) decoder.sendPacketSync(packet)
        packet.unref()
        if (isWanted) receive()
      }
      await slices.pause()
    }
    decoder.sendPacketSync(null)
    receive()
  }

  const found: Ticks[] = []
  for (const { startTicks: from, endTicks: until } of await suspectStretches()) {
    const judge = createSceneJudge()
    await look(from, until + aftermathTicks, false, (pixels, at) => {
      if (at >= from) judge.see(pixels, at)
    })
    found.push(...judge.scenes().flatMap(({ atTicks }) => (atTicks <= until ? [atTicks] : [])))
  }
  return found.filter((at) => at >= startTicks && at < endTicks)

  /** Between key pictures that differ, and behind the last one. */
  async function suspectStretches(): Promise<readonly Stretch[]> {
    const suspects: { startTicks: number; endTicks: number }[] = []
    let before: { readonly pixels: Uint8Array; readonly at: number } | null = null
    const suspect = (from: number, until: number): void => {
      const last = suspects.at(-1)
      if (last && last.endTicks >= from) last.endTicks = until
      else suspects.push({ startTicks: from, endTicks: until })
    }
    await look(startTicks, endTicks, true, (pixels, at) => {
      if (before && meanChange(before.pixels, pixels) >= suspiciousChange) suspect(before.at, at)
      before = { pixels, at }
    })
    const last = before as { readonly at: number } | null
    if ((last?.at ?? 0) < endTicks) suspect(last?.at ?? startTicks, endTicks)
    return suspects
  }
}
