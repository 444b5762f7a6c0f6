import { Packet } from 'node-av/lib'
import { AV_PKT_FLAG_KEY } from 'node-av/constants'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { aacFrameSamples, placeSoundCopies, type SoundGrid } from '#shared/render-plan/smart/place-sound-copies.ts'
import { findUntouchedSound } from '#shared/render-plan/smart/untouched-sound.ts'
import { mixRate, toSample } from '../../audio/mix-rate.ts'
import { openMasteredMix } from '../../audio/master.ts'
import { audioTrack, encodeSound, type PassSource, type SoundOutput } from '../../render/encode-pass.ts'
import { findFile } from '../../render/media-files.ts'
import type { MovieWriter } from '../../render/movie-writer.ts'
import { fallsLong, readWindow, risesLong, type PacketWindow } from './aac-packet.ts'
import { encodeBetween, type Misfit } from './encode-between.ts'
import { readSoundPackets, type SoundPacket } from './read-sound-packets.ts'

/** The packets of a whole output, copied or encoded. */
type SplicedSound = {
  /** Samples of the mix whose packets are copied. */
  readonly copiedSamples: number
  /** Hands over the packets that begin before a sample of the mix, time stamps in samples; one lasts for the call. */
  each(untilSample: number, use: (packet: Packet) => void): void
  close(): void
}

/** A copy with the windows on both sides of its ends, which moves inwards where the encoder's windows do not fit. */
type Copy = { readonly packets: readonly SoundPacket[]; first: number; from: number; to: number }

/** So often a seam may be tried somewhere else. */
const mostMoves = 24

/** Copies what can be copied of a plan's sound; `onCopied` hears how many samples of it. What it copies is found at its first use. */
export function openSplicedSound(source: PassSource, writer: MovieWriter, onCopied: (samples: number) => void): SoundOutput {
  let encoded: SoundOutput | null = null
  let spliced: SplicedSound | null = null
  let isKnown = false
  return {
    async each(untilSample) {
      if (!isKnown) spliced = maySpliceSound(source.plan) ? await spliceSound(source) : null
      isKnown = true
      if (!spliced) return (encoded ??= encodeSound(source, writer)).each(untilSample)
      spliced.each(untilSample, (packet) => writer.write(audioTrack, packet))
      onCopied(spliced.copiedSamples)
    },
    end: async () => encoded?.end(),
    close() {
      encoded?.close()
      spliced?.close()
    },
  }
}

/** Whether a plan's sound is such as may be copied at all. */
function maySpliceSound({ audio, encoder }: RenderPlan): boolean {
  return encoder.audio.codec === 'aac' && encoder.audio.sampleRate === mixRate && audio.loudness.targetLufs === null
}

/** Copies what nobody changed and encodes what lies between; null where there is too little to copy, or it does not fit. */
async function spliceSound(source: PassSource): Promise<SplicedSound | null> {
  const { plan, files, slices } = source
  const intervals = findUntouchedSound(plan, mixRate)
  const packets: SoundPacket[][] = []
  for (const interval of intervals) {
    const input = plan.inputs[interval.input]
    const file = input?.audio && findFile(files, input.assetId, input.audio.variant)
    packets.push(input && file ? await readSoundPackets(plan, file, input, interval, slices) : [])
  }
  const times = packets.map((each) => each.map(({ at }) => at))
  const length = toSample(plan.durationTicks)
  const grid = placeSoundCopies(intervals, times, length)
  const copies = grid.copies.flatMap(({ interval, sourcePacket, firstPacket, count }) => {
    const copy = {
      packets: packets[interval] ?? [],
      ...{ first: firstPacket - sourcePacket, from: sourcePacket, to: sourcePacket + count },
    }
    return settleEnds(copy) ? [copy] : []
  })
  const made = copies.length > 0 ? await fillGaps(source, grid, copies) : null
  return made && handOut(made, grid, copies, length)
}

/** Moves the ends of a copy to packets whose overlapping halves are long; false where none is left. */
function settleEnds(copy: Copy): boolean {
  while (copy.from < copy.to && !beginsWell(copy)) copy.from += 1
  while (copy.from < copy.to && !endsWell(copy)) copy.to -= 1
  return copy.from < copy.to
}

function windowAt({ packets }: Copy, index: number): PacketWindow | null {
  const packet = packets[index]
  return packet ? readWindow(packet.data) : null
}

function beginsWell(copy: Copy): boolean {
  const window = windowAt(copy, copy.from)
  return window !== null && risesLong(window) && windowAt(copy, copy.from - 1) !== null
}

function endsWell(copy: Copy): boolean {
  const window = windowAt(copy, copy.to - 1)
  return window !== null && fallsLong(window)
}

/** What is encoded before each copy and behind the last one. */
async function fillGaps(source: PassSource, grid: SoundGrid, copies: readonly Copy[]): Promise<(readonly Buffer[])[] | null> {
  const made: (readonly Buffer[])[] = []
  let moves = 0
  for (let gap = 0; gap <= copies.length; gap += 1) {
    const [before, behind] = [copies[gap - 1], copies[gap]]
    const filled = await fillGap(source, grid, before, behind)
    if (typeof filled !== 'string') {
      made.push(filled)
      continue
    }
    const moved = filled === 'before' ? before : behind
    if (moved && filled === 'before') moved.to -= 1
    if (moved && filled === 'behind') moved.from += 1
    moves += 1
    if (!moved || moves > mostMoves || !settleEnds(moved)) return null
    gap -= 1
  }
  return made
}

function fillGap(
  { plan, mix, files, slices }: PassSource,
  { firstSample, packetCount }: SoundGrid,
  before: Copy | undefined,
  behind: Copy | undefined,
): Promise<readonly Buffer[] | Misfit> {
  const first = before ? before.first + before.to : 0
  const end = behind ? behind.first + behind.from : packetCount
  const gap = {
    firstSample: firstSample + first * aacFrameSamples,
    count: end - first,
    shapeBefore: (before && windowAt(before, before.to - 1)?.shape) ?? null,
    shapeBehind: (behind && windowAt(behind, behind.from - 1)?.shape) ?? null,
  }
  return encodeBetween(plan, gap, (from) => openMasteredMix({ plan, files, slices, from }, mix.mastering), slices)
}

function handOut(
  made: readonly (readonly Buffer[])[],
  { firstSample }: SoundGrid,
  copies: readonly Copy[],
  length: number,
): SplicedSound {
  const all = made.flatMap((encoded, gap) => {
    const copy = copies[gap]
    return [...encoded, ...(copy ? copy.packets.slice(copy.from, copy.to).map(({ data }) => data) : [])]
  })
  const packet = new Packet()
  packet.alloc()
  let next = 0
  return {
    copiedSamples: copies.reduce((sum, { from, to }) => sum + to - from, 0) * aacFrameSamples,
    each(untilSample, use) {
      for (; next < all.length; next += 1) {
        const at = firstSample + next * aacFrameSamples
        if (at >= untilSample) return
        packet.data = all[next] ?? null
        packet.pts = BigInt(at)
        packet.dts = BigInt(at)
        packet.duration = BigInt(Math.min(aacFrameSamples, length - at))
        packet.flags = AV_PKT_FLAG_KEY
        use(packet)
        packet.unref()
      }
    },
    close: () => packet.free(),
  }
}
