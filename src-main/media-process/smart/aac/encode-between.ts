import { Packet } from 'node-av/lib'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { aacFrameSamples } from '#shared/render-plan/smart/place-sound-copies.ts'
import type { SoundReader } from '../../audio/sound-reader.ts'
import { check, isDrained } from '../../ffmpeg/check.ts'
import { openAudioEncoder } from '../../render/audio-encoder.ts'
import { planarFrame } from '../../render/sound-frame.ts'
import type { Slices } from '../../slices.ts'
import { fallsLong, readWindow, risesLong, withShape, type PacketWindow, type WindowShape } from './aac-packet.ts'
import { fitOverlap } from './fit-overlap.ts'

/** Packets to be made for the output, between copied ones or at its ends. */
export type SoundGap = {
  /** Where the window of the first one begins, a sample of the mix. */
  readonly firstSample: number
  readonly count: number
  /** The falling shape of the copied packet before; null for the start of the output. */
  readonly shapeBefore: WindowShape | null
  /** The shape of the half of the copied packet behind, in which both overlap; null for the end of the output. */
  readonly shapeBehind: WindowShape | null
}

/** At whose side the encoder chose a window that does not fit the copied packet's: one packet more there may help. */
export type Misfit = 'before' | 'behind'

/** The encoder gets to know the sound before it makes something of use. */
const runInFrames = 4
const step = 'encoding sound between copies'

/**
 * Encodes the mix between copied packets so that the halves in which both overlap fit together. `openMix` opens the mix at a
 * sample from 0 on; what lies outside of it is silence.
 */
export async function encodeBetween(
  plan: RenderPlan,
  { firstSample, count, shapeBefore, shapeBehind }: SoundGap,
  openMix: (from: number) => SoundReader,
  slices: Slices,
): Promise<readonly Buffer[] | Misfit> {
  const start = firstSample - runInFrames * aacFrameSamples
  const endPacket = firstSample + count * aacFrameSamples
  using open = new DisposableStack()
  const encoder = open.adopt(openAudioEncoder(plan), (each) => each.freeContext())
  const mix = open.adopt(openMix(Math.max(0, start)), (reader) => reader.close())
  const received = open.adopt(new Packet(), (packet) => packet.free())
  received.alloc()
  const samples = new Float32Array(aacFrameSamples * 2)
  const made: Buffer[] = []
  const windows: PacketWindow[] = []

  function drain(): void {
    for (;;) {
      const code = encoder.receivePacketSync(received)
      if (isDrained(code)) return
      check(code, step)
      const at = Number(received.pts)
      const window = received.data && readWindow(received.data)
      if (window && at === firstSample - aacFrameSamples) windows[0] = window
      if (received.data && at >= firstSample && at < endPacket) {
        made.push(Buffer.from(received.data))
        if (window) windows[made.length] = window
      }
      received.unref()
    }
  }

  // One frame behind the last half that matters, for the encoder looks ahead.
  for (let at = start; at <= endPacket + aacFrameSamples; at += aacFrameSamples) {
    samples.fill(0)
    const silent = Math.min(aacFrameSamples, Math.max(0, -at))
    if (silent < aacFrameSamples) await mix.read(samples.subarray(silent * 2))
    if (at === firstSample && shapeBefore) fitOverlap(samples, encoderShape, shapeBefore, true)
    if (at === endPacket && shapeBehind) fitOverlap(samples, encoderShape, shapeBehind, false)
    using frame = planarFrame(samples, at)
    check(encoder.sendFrameSync(frame), step)
    drain()
    await slices.pause()
  }
  check(encoder.sendFrameSync(null), step)
  drain()
  const [ahead, first, last] = [windows[0], windows[1], windows[count]]
  if (made.length !== count) return 'before'
  if (shapeBefore && !(ahead?.shape === encoderShape && first && risesLong(first))) return 'before'
  if (!shapeBehind) return made
  const lastMade = made[count - 1]
  if (!lastMade || !last || last.shape !== encoderShape || !fallsLong(last)) return 'behind'
  return [...made.slice(0, -1), withShape(lastMade, last, shapeBehind)]
}

/** FFmpeg's own encoder gives every window but that of eight short ones this shape; it is looked at, all the same. */
const encoderShape: WindowShape = 'kbd'
