import { stat } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import type { ItemRecord, ItemResult, KnownFile } from './item-record.ts'

/** What has changed its content since has changed its size or time of change, unless it was written within so little time. */
const clockStepMs = 2_000

/** Reads each content once: files that look as they did when they were read keep the hash of then. */
export type FileMemory = {
  /** Throws `file.*`, `cancelled`. */
  know(file: string, signal?: AbortSignal): Promise<KnownFile>
  /** What another reader found a moment ago. */
  learn(file: string, sha256: string): Promise<KnownFile>
}

export function createFileMemory(records: Iterable<ItemRecord>): FileMemory {
  const known = new Map<string, KnownFile>()
  for (const record of records)
    for (const file of record.outcome === 'done' ? record.inputs : [])
      if (isSettled(file.modifiedMs, record.endedAt - record.milliseconds)) known.set(file.path, file)

  async function know(file: string, signal?: AbortSignal): Promise<KnownFile> {
    const facts = await look(file)
    const before = known.get(file)
    if (before && before.byteLength === facts.byteLength && before.modifiedMs === facts.modifiedMs) return before
    const { sha256 } = await hashFile(file, { signal })
    return keep(file, { ...facts, sha256 })
  }

  function keep(file: string, facts: Omit<KnownFile, 'path'>): KnownFile {
    const fresh = { path: file, ...facts }
    if (isSettled(facts.modifiedMs, Date.now())) known.set(file, fresh)
    return fresh
  }

  return { know, learn: async (file, sha256) => keep(file, { ...(await look(file)), sha256 }) }
}

const isSettled = (modifiedMs: number, readAtMs: number): boolean => modifiedMs + clockStepMs < readAtMs

/** Throws `file.*`. */
async function look(file: string): Promise<Pick<KnownFile, 'byteLength' | 'modifiedMs'>> {
  try {
    const { size, mtimeMs } = await stat(file)
    return { byteLength: size, modifiedMs: mtimeMs }
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
}

/** Whether every output still lies where it was written, as it was written. */
export async function areKept(outputs: ItemResult['outputs'], outFolder: string): Promise<boolean> {
  for (const output of outputs) {
    const file = path.join(outFolder, output.path)
    const facts = await stat(file).catch(() => null)
    if (facts?.isFile() !== true || facts.size !== output.byteLength) return false
    if (facts.mtimeMs === output.modifiedMs) continue
    // Copied or restored files have other times.
    const read = await hashFile(file).catch(() => null)
    if (read?.sha256 !== output.sha256) return false
  }
  return true
}
