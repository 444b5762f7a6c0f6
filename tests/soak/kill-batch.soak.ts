import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { killBatchOnce, setKillStage } from './kill-batch.ts'
import type { Soak } from './run.ts'

const cases = 50
const firstSeed = 1

/** Fifty runs of a batch that are killed, or as many as `--cases` says: returns how many broke a promise. */
export const run: Soak['run'] = async (log, { cases: wanted = cases }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-kill-'))
  let broken = 0
  try {
    const stage = await setKillStage(folder)
    log(`the undisturbed run took ${Math.round(stage.usualMs)} ms`)
    for (let seed = firstSeed; seed < firstSeed + wanted; seed += 1) {
      const promises = await killBatchOnce(stage, seed)
      if (promises.length === 0) continue
      broken += 1
      log(`seed ${seed}: ${promises.join('; ')}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  log(`${wanted} runs were killed, ${broken} broke a promise`)
  return broken
}
