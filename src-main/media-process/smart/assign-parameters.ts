import type { StreamHeader } from './h264/avc-config.ts'
import { parsePps, parseSps, renumberPps, renumberSps } from './h264/parameter-sets.ts'
import { replacementIds } from './h264/slices.ts'

/** Parameter sets of several streams side by side in one. */
export type AssignedParameters = {
  readonly sps: readonly Uint8Array[]
  readonly pps: readonly Uint8Array[]
  /** For each stream the new ids of its picture parameter sets by their old ones; null where they found no place. */
  readonly pictureIds: readonly (ReadonlyMap<number, number> | null)[]
  /** Free for the encoder's own sets, both of them. */
  readonly encoderId: number
}

const highestSpsId = 31
const highestPpsId = 255
/** The header of an MP4 counts them in five and in eight bits, and the encoder's own are among them. */
const [mostSps, mostPps] = [30, 254]

type Entry = { readonly original: Uint8Array; readonly written: Uint8Array; readonly spsId: number }

/** Gives each distinct parameter set its own id; equal sets share one. Null stands for a stream that is not copied. */
export function assignParameters(headers: readonly (StreamHeader | null)[]): AssignedParameters {
  const sps = new Map<number, Entry>()
  const pps = new Map<number, Entry>()
  const pictureIds = headers.map((header) => header && place(header, sps, pps))
  const encoderId = lowestFree(0, highestSpsId, (id) => sps.has(id) || pps.has(id)) ?? highestSpsId
  const written = (sets: ReadonlyMap<number, Entry>): Uint8Array[] => [...sets.values()].map((entry) => entry.written)
  return { sps: written(sps), pps: written(pps), pictureIds, encoderId }
}

function place({ sps, pps }: StreamHeader, usedSps: Map<number, Entry>, usedPps: Map<number, Entry>): Map<number, number> | null {
  const sequenceIds = new Map<number, number>()
  const pictureIds = new Map<number, number>()
  for (const nal of sps) {
    const old = parseSps(nal)?.id ?? 0
    // The last one is the encoder's.
    const id = findEqual(usedSps, nal, 0) ?? ownOrLowest(old, 0, highestSpsId - 1, usedSps)
    if (id === null || (!usedSps.has(id) && usedSps.size >= mostSps)) return null
    if (!usedSps.has(id)) usedSps.set(id, { original: nal, written: id === old ? nal : renumberSps(nal, id), spsId: 0 })
    sequenceIds.set(old, id)
  }
  for (const nal of pps) {
    const { id: old, spsId } = parsePps(nal)
    const newSpsId = sequenceIds.get(spsId)
    if (newSpsId === undefined) continue
    const { from, to } = replacementIds(old)
    const id = findEqual(usedPps, nal, newSpsId) ?? ownOrLowest(old, from, Math.min(to, highestPpsId), usedPps)
    if (id === null || (!usedPps.has(id) && usedPps.size >= mostPps)) return null
    const written = id === old && newSpsId === spsId ? nal : renumberPps(nal, id, newSpsId)
    if (!usedPps.has(id)) usedPps.set(id, { original: nal, written, spsId: newSpsId })
    pictureIds.set(old, id)
  }
  return pictureIds
}

function findEqual(used: ReadonlyMap<number, Entry>, nal: Uint8Array, spsId: number): number | null {
  for (const [id, entry] of used) if (entry.spsId === spsId && Buffer.compare(entry.original, nal) === 0) return id
  return null
}

function ownOrLowest(own: number, from: number, to: number, used: ReadonlyMap<number, Entry>): number | null {
  return used.has(own) ? lowestFree(from, to, (id) => used.has(id)) : own
}

function lowestFree(from: number, to: number, isUsed: (id: number) => boolean): number | null {
  for (let id = from; id <= to; id += 1) if (!isUsed(id)) return id
  return null
}
