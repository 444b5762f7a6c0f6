import type { FileHandle } from 'node:fs/promises'

const boxHeaderBytes = 16
/** Far more boxes than a file has side by side before its index. */
const maxBoxes = 64

/**
 * Whether a file is an MP4 or MOV (ISO/IEC 14496-12: boxes of 32-bit length, name, content) with a body and without the index
 * `moov` that cameras write last: what is in it cannot be told.
 */
export async function hasNoIndex(handle: FileHandle, size: number): Promise<boolean> {
  const header = Buffer.alloc(boxHeaderBytes)
  let position = 0
  let hasBody = false
  for (let count = 0; count < maxBoxes && position + 8 <= size; count += 1) {
    const { bytesRead } = await handle.read(header, 0, boxHeaderBytes, position)
    if (bytesRead < 8) break
    const name = header.toString('latin1', 4, 8)
    if (name === 'moov' || name === 'moof') return false
    if (position === 0 && !['ftyp', 'mdat', 'wide', 'free', 'skip'].includes(name)) return false
    if (name === 'mdat') hasBody = true
    const short = header.readUInt32BE(0)
    const length = short === 1 && bytesRead >= boxHeaderBytes ? Number(header.readBigUInt64BE(8)) : short
    // Zero: to the end of the file. What a camera left unfinished has no sensible length yet.
    if (length < 8) break
    position += length
  }
  return hasBody
}
