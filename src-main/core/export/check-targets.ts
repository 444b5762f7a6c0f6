import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { refuseSpecialTarget } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import { checkFolderWritable } from '../files/output-folder.ts'

/**
 * Fails before long work where its results could not, or must not, get their names: a folder that takes no file, a target that
 * is a folder or device, or that is one of `sources` under any of its names. Throws `file.*`, `export.target-is-source`.
 */
export async function checkTargets(targets: readonly string[], sources: readonly string[]): Promise<void> {
  for (const folder of new Set(targets.map((target) => path.dirname(target)))) await checkFolderWritable(folder)
  const known = new Set<string>()
  for (const source of sources) {
    // A source that is gone cannot be overwritten; whoever reads it says so.
    const identity = await identify(source)
    if (identity !== null) known.add(identity)
  }
  for (const target of targets) {
    await refuseSpecialTarget(target)
    const identity = await identify(target)
    if (identity !== null && known.has(identity)) throw appError('export.target-is-source', { file: target })
  }
}

/** The same for all names (links, letter case) of one file; null where there is none. */
async function identify(file: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(file, { bigint: true })
    return `${dev}:${ino}`
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')) return null
    throw fileError(thrown, { file, action: 'read' })
  }
}
