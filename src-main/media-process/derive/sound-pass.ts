import { Frame, type CodecContext, type Packet, type Stream } from 'node-av/lib'
import type { Interpretation } from '#shared/project/schema/asset.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { openDecoder } from '../ffmpeg/open-decoder.ts'
import { readChannels } from '../ffmpeg/sound-samples.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import { createWaveform, type WaveformState } from './waveform.ts'

/** Listens to the sound of a film for its waveform. */
export type SoundPass = {
  /** File instant up to which the waveform reaches; null before anything was heard. */
  readonly heardAt: Ticks | null
  /** Null at the end. */
  give(packet: Packet | null): void
  state(): WaveformState
  finish(): Uint8Array
  close(): void
}

/** Null where there is no decoder for it. */
export function openSoundPass(
  stream: Stream,
  { originTicks }: Pick<Interpretation, 'originTicks'>,
  known: WaveformState | null,
): SoundPass | null {
  const decoder: CodecContext | null = openDecoder(stream, 1, 1)
  if (!decoder) return null
  const waveform = createWaveform(known)
  const frame = new Frame()
  frame.alloc()
  let expectedTicks: number | null = null

  function receive(open: CodecContext): void {
    while (open.receiveFrameSync(frame) >= 0) {
      const at = toTicks(frame.pts, stream.timeBase) ?? expectedTicks
      if (at !== null) {
        waveform.add(readChannels(frame), at - originTicks, frame.sampleRate)
        expectedTicks = Math.round(at + (frame.nbSamples * ticksPerSecond) / Math.max(1, frame.sampleRate))
      }
      frame.unref()
    }
  }

  return {
    get heardAt() {
      const { untilTicks } = waveform
      return untilTicks === 0 ? null : ticks(untilTicks + originTicks)
    },
    give(packet) {
      // Damaged packets are skipped: what they would have said is silent.
      decoder.sendPacketSync(packet)
      receive(decoder)
    },
    state: () => waveform.state(),
    finish: () => waveform.finish(),
    close() {
      frame.free()
      decoder.freeContext()
    },
  }
}
