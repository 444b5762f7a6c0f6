import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import { requireFile } from '../files/content-hash.ts'

/** A file that is there, or a file of nearly that name beside where it should be. */
export type FoundFile = { readonly file: string } | { readonly missing: string; readonly similar: string | null }

/**
 * Where a file lies that a lesson names. Names are taken literally; but a system that composes letters another way (macOS)
 * wrote the same name with other code points, and that file is meant. Throws `file.*` for what is there and is no file.
 */
export async function findFile(folder: string, name: string): Promise<FoundFile> {
  const file = path.resolve(folder, name)
  try {
    await requireFile(file)
    return { file }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'file.not-found') throw thrown
  }
  const wanted = path.basename(file)
  const beside = await listFolder(path.dirname(file))
  const composed = beside.find((entry) => entry.normalize('NFC') === wanted.normalize('NFC'))
  if (composed !== undefined) {
    const found = path.join(path.dirname(file), composed)
    await requireFile(found)
    return { file: found }
  }
  return { missing: name, similar: beside.find((entry) => loose(entry) === loose(wanted)) ?? null }
}

function loose(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    // A folder that cannot be listed has no similar names to offer; the file itself is what is missed.
    if (thrown instanceof Error && 'code' in thrown) return []
    throw thrown
  }
}
