import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { PortableEngine } from '../media/portable-engine.ts'

type Context = { readonly signal: AbortSignal; readonly report: (stage: 'rescue', fraction: number) => void }

/** Converts a file that the full engine cannot read into a copy, which stays in the folder where `use` succeeds with it. */
export async function rescueFile<T>(
  file: string,
  portable: Pick<PortableEngine, 'rescue'>,
  folder: string,
  { signal, report }: Context,
  use: (rescued: string) => Promise<T>,
): Promise<T> {
  report('rescue', 0)
  const ownFolder = path.join(folder, randomUUID())
  const rescued = path.join(ownFolder, `${path.parse(file).name} (rescued).mp4`)
  try {
    await portable.rescue(file, rescued, { signal, onProgress: (fraction) => report('rescue', fraction) })
    return await use(rescued)
  } catch (thrown) {
    // The first failure is the one to tell.
    await rm(ownFolder, { recursive: true, force: true }).catch(() => undefined)
    throw thrown
  }
}
