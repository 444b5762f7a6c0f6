/** What a picture file says beside its pixels. `device` names who or what made it. */
export type PictureMetadata = { readonly location: boolean; readonly device: string | null }

const nothing: PictureMetadata = { location: false, device: null }

/** TIFF tags (EXIF 2.32): maker, model and artist of the picture, and where its directory of places stands. */
const tags = { make: 0x010f, model: 0x0110, artist: 0x013b, places: 0x8825 } as const

/** Reads the EXIF and XMP of a JPEG, PNG or WebP; damaged ones say nothing. Never decodes the picture. */
export function readPictureMetadata(bytes: Buffer): PictureMetadata {
  const parts = [...exifParts(bytes)].map(readTiff)
  const packet = readXmp(bytes)
  return {
    location: packet.location || parts.some(({ location }) => location),
    device: parts.find(({ device }) => device !== null)?.device ?? packet.device,
  }
}

function* exifParts(bytes: Buffer): Generator<Buffer> {
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8) yield* jpegParts(bytes)
  else if (bytes.subarray(1, 4).toString('latin1') === 'PNG') yield* chunks(bytes, 8, 'eXIf', (at) => bytes.readUInt32BE(at), 12)
  else if (bytes.subarray(8, 12).toString('latin1') === 'WEBP')
    yield* chunks(bytes, 12, 'EXIF', (at) => bytes.readUInt32LE(at + 4), 8)
}

function* jpegParts(bytes: Buffer): Generator<Buffer> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const length = bytes.readUInt16BE(at + 2)
    const part = bytes.subarray(at + 4, at + 2 + length)
    if (bytes[at + 1] === 0xe1 && part.subarray(0, 6).toString('latin1') === 'Exif\0\0') yield part.subarray(6)
    at += 2 + Math.max(2, length)
  }
}

/** PNG writes the length before the name, WebP behind it; `around` is what a chunk has beside its data. */
function* chunks(bytes: Buffer, from: number, name: string, lengthAt: (at: number) => number, around: 8 | 12): Generator<Buffer> {
  const isPng = around === 12
  for (let at = from; at + 8 <= bytes.length;) {
    const length = lengthAt(at)
    const own = bytes.subarray(isPng ? at + 4 : at, isPng ? at + 8 : at + 4).toString('latin1')
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (own === name) yield data.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? data.subarray(6) : data
    at += around + length + (isPng ? 0 : length % 2)
  }
}

/** The first directory of a TIFF header is enough: it names all that is asked for. */
function readTiff(tiff: Buffer): PictureMetadata {
  const order = tiff.subarray(0, 2).toString('latin1')
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return nothing
  const little = order === 'II'
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number): number => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const first = long(4)
  let location = false
  const words: string[] = []
  for (let index = 0; index < short(first); index += 1) {
    const entry = first + 2 + index * 12
    if (entry + 12 > tiff.length) break
    const [tag, count, value] = [short(entry), long(entry + 4), long(entry + 8)]
    // An empty directory of places is what programs leave that removed them.
    if (tag === tags.places) location ||= hasPosition(value, short)
    else if (tag === tags.make || tag === tags.model || tag === tags.artist) {
      const from = count > 4 ? value : entry + 8
      words.push(
        tiff
          .subarray(from, from + Math.min(count, 64))
          .toString('utf8')
          .replace(/\0[^]*$/, '')
          .trim(),
      )
    }
  }
  const device = words.filter((word) => word !== '').join(' ')
  return { location, device: device === '' ? null : device }
}

/** GPSLatitude is tag 2 and GPSLongitude tag 4. */
function hasPosition(directory: number, short: (at: number) => number): boolean {
  return Array.from({ length: Math.min(64, short(directory)) }, (_, index) => short(directory + 2 + index * 12)).some(
    (tag) => tag === 2 || tag === 4,
  )
}

/** A packet is plain text in the file; one that is compressed is not read. */
function readXmp(bytes: Buffer): PictureMetadata {
  const start = bytes.indexOf('<x:xmpmeta')
  if (start < 0) return nothing
  const end = bytes.indexOf('</x:xmpmeta>', start)
  const packet = bytes.subarray(start, end < 0 ? Math.min(bytes.length, start + 65_536) : end).toString('utf8')
  const device = /tiff:Model(?:="|>)([^"<]{1,64})/.exec(packet)?.[1] ?? null
  return { location: /exif:GPSLatitude/.test(packet), device }
}
