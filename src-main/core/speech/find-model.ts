import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { fileError } from '../files/file-error.ts'

export type SpeechModel = { readonly engine: SpeechEngine; readonly modelPath: string }

/** "lmgg": how a ggml file begins. */
const ggmlMagic = 0x67_67_6d_6c
/** Where Vosk's acoustic model lies in the folders that it reads. */
const voskFiles = ['am/final.mdl', 'final.mdl'] as const

/** Looks at what lies there: a folder of Vosk or a file of Whisper. Throws `file.*`, `speech.not-a-model`. */
export async function findModel(modelPath: string): Promise<SpeechModel> {
  const facts = await stat(modelPath).catch((cause: unknown) => {
    throw fileError(cause, { file: modelPath, action: 'read' })
  })
  if (facts.isDirectory()) {
    const found = await Promise.all(voskFiles.map((name) => isFile(path.join(modelPath, name))))
    if (found.includes(true)) return { engine: 'vosk', modelPath }
  } else if (await isGgml(modelPath)) return { engine: 'whisper', modelPath }
  throw appError('speech.not-a-model', { file: modelPath })
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  )
}

async function isGgml(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(4)
    const { bytesRead } = await handle.read(head, 0, 4, 0)
    return bytesRead === 4 && head.readUInt32LE() === ggmlMagic
  } finally {
    await handle.close()
  }
}
