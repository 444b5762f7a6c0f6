import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, opendir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { fileError } from '../files/file-error.ts'
import { ArchiveRefusal, unpackArchive, type ArchiveLimits } from '../files/unpack-archive.ts'
import { findModel, isZip, type FoundModel } from './find-model.ts'

/** The largest model of Vosk has 24 files, unpacks to 4.5 GB and packs to less than a third of it. */
const limits: ArchiveLimits = { mostEntries: 500, mostBytes: 12e9, mostRatio: 20 }

/** Told in parts of the whole: copying, then opening. */
type Options = { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void }

/**
 * Puts a model into an empty folder of ours: `model.bin` or the files of Vosk under `model`. `source` is a ggml file, a Vosk zip or a
 * Vosk folder; a download's file may be moved instead of copied. Throws `speech.not-a-model`, `speech.archive-refused`, `file.*`,
 * `cancelled`.
 */
export async function placeModel(
  source: string,
  folder: string,
  { signal, onProgress, move = false }: Options & { readonly move?: boolean },
): Promise<FoundModel> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await stat(source)).isDirectory()) return await placeFolder(source, folder, { signal, onProgress })
    if (await isZip(source)) return await placeArchive(source, folder, { signal, onProgress })
    const { engine } = await findModel(source)
    const target = path.join(folder, 'model.bin')
    if (move) await rename(source, target)
    else await copyFile(source, target, constants.COPYFILE_FICLONE)
    signal.throwIfAborted()
    onProgress(1)
    return { engine, modelPath: target }
  } catch (thrown) {
    if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
    if (thrown instanceof ArchiveRefusal) throw appError('speech.archive-refused', { file: source }, { cause: thrown })
    throw fileError(thrown, { file: source, action: isWriteError(thrown) ? 'write' : 'read' })
  }
}

const isWriteError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(thrown.code))

/** Where an installed model lies in its folder. */
export function installedPath(folder: string, engine: SpeechEngine): string {
  return path.join(folder, engine === 'whisper' ? 'model.bin' : 'model')
}

async function placeArchive(archive: string, folder: string, { signal, onProgress }: Options): Promise<FoundModel> {
  const unpacked = path.join(folder, 'unpacked')
  await mkdir(unpacked)
  await unpackArchive(archive, unpacked, { limits, signal, onProgress })
  const root = await findVoskRoot(unpacked)
  if (root === null) throw appError('speech.not-a-model', { file: archive })
  const modelPath = installedPath(folder, 'vosk')
  await rename(root, modelPath)
  await rm(unpacked, { recursive: true, force: true })
  return { engine: 'vosk', modelPath }
}

/** The makers' archives hold one folder with the model in it. */
async function findVoskRoot(folder: string): Promise<string | null> {
  const candidates = [folder]
  for await (const entry of await opendir(folder)) if (entry.isDirectory()) candidates.push(path.join(folder, entry.name))
  for (const candidate of candidates) {
    const found = await findModel(candidate).catch(() => null)
    if (found?.engine === 'vosk') return candidate
  }
  return null
}

async function placeFolder(source: string, folder: string, { signal, onProgress }: Options): Promise<FoundModel> {
  const root = await findVoskRoot(source)
  if (root === null) throw appError('speech.not-a-model', { file: source })
  const files = await listFiles(root, source)
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const modelPath = installedPath(folder, 'vosk')
  let copied = 0
  for (const { name, bytes } of files) {
    signal.throwIfAborted()
    const target = path.join(modelPath, name)
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(path.join(root, name), target, constants.COPYFILE_FICLONE)
    copied += bytes
    onProgress(copied / Math.max(1, total))
  }
  return { engine: 'vosk', modelPath }
}

/** Plain files only: a link could lead anywhere. A folder that holds more than a model is somebody's documents. */
async function listFiles(root: string, source: string): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  const files: { name: string; bytes: number }[] = []
  let total = 0
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for await (const entry of await opendir(path.join(root, folder))) {
      const name = path.join(folder, entry.name)
      if (entry.isDirectory()) waiting.push(name)
      if (!entry.isFile()) continue
      const { size } = await lstat(path.join(root, name))
      total += size
      files.push({ name, bytes: size })
      if (files.length > limits.mostEntries || waiting.length > limits.mostEntries || total > limits.mostBytes)
        throw appError('speech.not-a-model', { file: source })
    }
  }
  return files
}
