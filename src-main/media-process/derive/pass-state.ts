import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import type { Tile } from './film-tiles.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { StoredUpTo } from './proxy-track.ts'
import type { WaveformState } from './waveform.ts'

/** Where a pass stood when all before it was on disk. */
export type PassState = {
  /** What it was made with: another way of making it starts anew. */
  readonly key: string
  /** File instant up to which pictures need not be looked at again. */
  readonly seenAt: Ticks
  readonly stored: StoredUpTo | null
  readonly tiles: readonly (Tile | null)[]
  readonly waveform: WaveformState | null
}

const stateName = 'state.bin'
export const packetsName = 'proxy.packets'

/** Null where there is none, or one that is damaged, has lost its pictures or was made in another way. */
export async function readPassState(folder: string, key: string): Promise<PassState | null> {
  const bytes = await readFile(path.join(folder, stateName)).catch(() => null)
  if (bytes === null) return null
  try {
    const state = deserialize(bytes) as PassState
    const packets = await stat(path.join(folder, packetsName)).catch(() => null)
    const isThere = state.stored === null || (packets !== null && packets.size >= state.stored.byteLength)
    return state.key === key && isThere ? state : null
  } catch {
    // Cut off by a crash of the whole computer: the pass starts anew.
    return null
  }
}

export async function writePassState(folder: string, state: PassState): Promise<void> {
  await writeFileAtomically(path.join(folder, stateName), serialize(state))
}

export async function removePass(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
