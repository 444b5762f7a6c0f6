import { open, type FileHandle } from 'node:fs/promises'
import { appError } from '#shared/messages/app-error.ts'
import { wordStart } from '#shared/speech/word-start.ts'

/** "lmgg": how a ggml file begins. */
export const ggmlMagic = 0x67_67_6d_6c
/** The sizes of Whisper's table of words: only English has one less. */
const englishTokens = 51_864

/** Far above what any model of Whisper has. */
const most = { mels: 512, frequencies: 8192, tokens: 200_000, tokenBytes: 4096, tableBytes: 16_000_000 } as const
/** whisper.cpp's `whisper_model_load`: the mark, eleven numbers of the model, two of the filters. */
const headNumbers = 14
const space = 0x20

type Vocabulary = {
  readonly isMultilingual: boolean
  readonly offset: number
  /** The file's bytes from `offset` on, which hold at least the tokens. */
  readonly table: Buffer
  /** Where the bytes of each token begin and end in `table`. */
  readonly tokens: readonly (readonly [start: number, end: number])[]
}

/** Whether a ggml file of Whisper hears other languages than English. Throws `speech.not-a-model`. */
export async function isMultilingual(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    return (await readVocabulary(handle, file)).isMultilingual
  } finally {
    await handle.close()
  }
}

/** Whether the words of a model's file say where they start. Throws `speech.not-a-model`. */
export async function marksWordStarts(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { table, tokens } = await readVocabulary(handle, file)
    return tokens.some(([start, end]) => end - start > 1 && table[start] === wordStart)
  } finally {
    await handle.close()
  }
}

/**
 * Makes the pieces of words tell where a word starts: FFmpeg's filter takes the space from the start of each piece that it writes, so that
 * "cat" and " cat" are one. Each such space in the model's table becomes a sign that stays. Only for a copy of ours. Throws
 * `speech.not-a-model`.
 */
export async function markWordStarts(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const { offset, table, tokens } = await readVocabulary(handle, file)
    for (const [start, end] of tokens)
      if (table[start] === space && table[start + 1] !== space && end - start > 1) table[start] = wordStart
    const [, last = 0] = tokens.at(-1) ?? []
    await handle.write(table, 0, last, offset)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readVocabulary(handle: FileHandle, file: string): Promise<Vocabulary> {
  const notModel = (): Error => appError('speech.not-a-model', { file })
  const head = Buffer.alloc(headNumbers * 4)
  if ((await handle.read(head, 0, head.length, 0)).bytesRead < head.length || head.readUInt32LE() !== ggmlMagic) throw notModel()
  const [mels, frequencies] = [head.readInt32LE(12 * 4), head.readInt32LE(13 * 4)]
  if (mels < 1 || mels > most.mels || frequencies < 1 || frequencies > most.frequencies) throw notModel()
  const offset = head.length + mels * frequencies * 4
  const read = Buffer.alloc(most.tableBytes)
  const table = read.subarray(0, (await handle.read(read, 0, read.length, offset)).bytesRead)
  if (table.length < 4) throw notModel()
  const count = table.readInt32LE()
  if (count < 1 || count > most.tokens) throw notModel()
  const tokens: [number, number][] = []
  for (let at = 4; tokens.length < count;) {
    if (at + 4 > table.length) throw notModel()
    const length = table.readUInt32LE(at)
    const end = at + 4 + length
    if (length > most.tokenBytes || end > table.length) throw notModel()
    tokens.push([at + 4, end])
    at = end
  }
  return { isMultilingual: head.readInt32LE(4) > englishTokens, offset, table, tokens }
}
