import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { ZipFile, type Options } from 'yazl'

/** The beginning of a ggml file of Whisper with a few words, and `padding` bytes of weights that nobody reads here. */
export function ggmlFile(padding = 200_000, words: readonly string[] = [' ', ' cat', 's', '  ', '.']): Buffer {
  const head = Buffer.alloc(14 * 4)
  ;[0x67_67_6d_6c, 51_865, 1500, 64, 1, 1, 448, 64, 1, 1, 2, 1, 2, 3].forEach((value, index) =>
    head.writeInt32LE(value, index * 4),
  )
  const count = Buffer.alloc(4)
  count.writeInt32LE(words.length)
  const tokens = words.map((word) => {
    const length = Buffer.alloc(4)
    length.writeInt32LE(Buffer.byteLength(word))
    return Buffer.concat([length, Buffer.from(word)])
  })
  // Not the same byte all over: a part in the wrong place must show.
  const weights = Buffer.from(Uint32Array.from({ length: padding / 4 }, (_, index) => Math.imul(index, 2_654_435_761)).buffer)
  return Buffer.concat([head, Buffer.alloc(2 * 3 * 4), count, ...tokens, weights])
}

type ZipEntry = { readonly name: string; readonly content: Buffer; readonly options?: Partial<Options> }

export async function zipFile(file: string, entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, content, options } of entries) zip.addBuffer(content, name, options)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
  return readFile(file)
}

/** What Tidbit looks for in the archive of a Vosk model. */
export const voskEntries: readonly ZipEntry[] = [
  { name: 'vosk-model-small-de-0.15/am/final.mdl', content: Buffer.from('acoustics') },
  { name: 'vosk-model-small-de-0.15/conf/model.conf', content: Buffer.from('--min-active=200') },
  { name: 'vosk-model-small-de-0.15/README', content: Buffer.from('a model') },
]
