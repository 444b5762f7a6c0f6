import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { PortableEngine } from '../media/portable-engine.ts'

type Context = { readonly signal: AbortSignal; readonly report: (stage: 'rescue', fraction: number) => void }

/** A converted copy of a file that the full engine cannot read, kept in the folder; returns where it lies. */
export async function rescueFile(
  file: string,
  portable: Pick<PortableEngine, 'rescue'>,
  folder: string,
  { signal, report }: Context,
): Promise<string> {
  report('rescue', 0)
  const rescued = path.join(folder, randomUUID(), `${path.parse(file).name} (rescued).mp4`)
  await portable.rescue(file, rescued, { signal, onProgress: (fraction) => report('rescue', fraction) })
  return rescued
}
