/** AAC-LC: a packet holds two frames' worth of a window, and each frame comes from two packets. */
export const aacFrameSamples = 1024

/** `count` packets of an interval, from `sourcePacket` on, that become the output's packets from `firstPacket` on. */
export type SoundCopy = {
  readonly interval: number
  readonly sourcePacket: number
  readonly firstPacket: number
  readonly count: number
}

/**
 * The packets of an output: packet n covers two frames from sample `firstSample + n * 1024` of the mix on, so that the first
 * one only brings the second into step.
 */
export type SoundGrid = { readonly firstSample: number; readonly packetCount: number; readonly copies: readonly SoundCopy[] }

/** Half a second: shorter copies save less than their seams cost. */
const fewestPackets = 24

/**
 * Chooses the grid on which the most packets are where they were, to the sample, and leaves the others out. `intervals` tell
 * what is untouched of a mix of `length` samples, `times` where the packets of its file begin, in samples of the mix.
 */
export function placeSoundCopies(
  intervals: readonly { readonly from: number; readonly to: number }[],
  times: readonly (readonly number[])[],
  length: number,
): SoundGrid {
  const runs = intervals.flatMap(({ from, to }, interval) => findRuns(times[interval] ?? [], interval, from, to))
  const counts = new Map<number, number>()
  for (const { phase, count } of runs) counts.set(phase, (counts.get(phase) ?? 0) + count)
  const [[phase] = [0]] = [...counts].toSorted(([a, most], [b, more]) => more - most || a - b)
  const firstSample = phase === 0 ? -aacFrameSamples : phase - 2 * aacFrameSamples
  return {
    firstSample,
    packetCount: Math.ceil((length - firstSample) / aacFrameSamples),
    copies: runs
      .filter((run) => run.phase === phase)
      .map(({ interval, sourcePacket, count, at }) => ({
        ...{ interval, sourcePacket, count },
        firstPacket: (at - firstSample) / aacFrameSamples,
      })),
  }
}

type Run = {
  readonly interval: number
  readonly sourcePacket: number
  readonly at: number
  readonly phase: number
  count: number
}

/** Packets in a row between others of their file (their halves overlap), which hold nothing but what is untouched. */
function findRuns(times: readonly number[], interval: number, from: number, to: number): Run[] {
  const runs: Run[] = []
  let last: Run | null = null
  for (const [sourcePacket, at] of times.entries()) {
    const isBetween = times[sourcePacket - 1] === at - aacFrameSamples && times[sourcePacket + 1] === at + aacFrameSamples
    if (!isBetween || at < from || at + 2 * aacFrameSamples > to) {
      last = null
    } else if (last) {
      last.count += 1
    } else {
      const phase = ((at % aacFrameSamples) + aacFrameSamples) % aacFrameSamples
      last = { interval, sourcePacket, at, phase, count: 1 }
      runs.push(last)
    }
  }
  return runs.filter(({ count }) => count >= fewestPackets)
}
