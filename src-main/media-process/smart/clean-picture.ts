import { joinNals, nalType, nalTypes, splitNals, type NalFormat } from './h264/nal-units.ts'
import { parseSliceStart, renumberSlice } from './h264/slices.ts'
import { stripSei } from './h264/strip-sei.ts'
import { isSlice } from './inspect-picture.ts'

/**
 * A coded picture as our files hold it: slices behind lengths, naming their parameter sets by the new ids, without what a
 * file's header says already or what tells of people, places and devices. Null for a packet that holds no picture.
 */
export function cleanPicture(packet: Buffer, format: NalFormat, pictureIds: ReadonlyMap<number, number>): Buffer | null {
  const nals = splitNals(packet, format)
  if (!nals) return null
  const kept = nals.flatMap((nal): Uint8Array[] => {
    const type = nalType(nal)
    if (isSlice(type)) return [withId(nal, pictureIds)]
    const message = type === nalTypes.sei ? stripSei(nal) : null
    return message ? [message] : []
  })
  return kept.some((nal) => isSlice(nalType(nal))) ? joinNals(kept) : null
}

function withId(nal: Buffer, pictureIds: ReadonlyMap<number, number>): Uint8Array {
  const { ppsId } = parseSliceStart(nal, () => null)
  const id = pictureIds.get(ppsId)
  return id === undefined || id === ppsId ? nal : renumberSlice(nal, id)
}
