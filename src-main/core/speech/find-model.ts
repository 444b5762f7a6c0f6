import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { requireFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { ggmlMagic } from './whisper-file.ts'

export type FoundModel = { readonly engine: SpeechEngine; readonly modelPath: string }

/** Where Vosk's acoustic model lies in the folders that it reads. */
const voskFiles = ['am/final.mdl', 'final.mdl'] as const

/** Looks at what lies there: a folder of Vosk or a file of Whisper. Throws `file.*`, `speech.not-a-model`. */
export async function findModel(modelPath: string): Promise<FoundModel> {
  const facts = await stat(modelPath).catch((cause: unknown) => {
    throw fileError(cause, { file: modelPath, action: 'read' })
  })
  if (facts.isDirectory()) {
    const found = await Promise.all(voskFiles.map((name) => isFile(path.join(modelPath, name))))
    if (found.includes(true)) return { engine: 'vosk', modelPath }
  } else if ((await readMagic(modelPath)) === ggmlMagic) return { engine: 'whisper', modelPath }
  throw appError('speech.not-a-model', { file: modelPath })
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  )
}

/** "PK\3\4": whatever the file is called. Throws `file.*`. */
export async function isZip(file: string): Promise<boolean> {
  return (await readMagic(file)) === 0x04_03_4b_50
}

/** The number that a file begins with; null where it is shorter. */
async function readMagic(file: string): Promise<number | null> {
  await requireFile(file)
  const handle = await open(file).catch((cause: unknown) => {
    throw fileError(cause, { file, action: 'read' })
  })
  try {
    const head = Buffer.alloc(4)
    const { bytesRead } = await handle.read(head, 0, 4, 0)
    return bytesRead === 4 ? head.readUInt32LE() : null
  } finally {
    await handle.close()
  }
}
