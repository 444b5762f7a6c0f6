import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startRedis } from '../main/batch-workers/redis-server.ts'
import { killAppOnce } from './kill-app.ts'
import { killBatchOnce, setKillStage } from './kill-batch.ts'
import { killWorkerOnce } from './kill-worker.ts'
import type { Soak } from './run.ts'

const cases = 50
const firstSeed = 1
/** Whose turn it is: the command, the desktop app, or a worker of a shared queue; each with the processes that work for it. */
const victims = ['command', 'app', 'command', 'worker', 'app', 'command', 'app', 'worker', 'command', 'app'] as const

/** Fifty batches that are killed, or as many as `--cases` says: returns how many broke a promise. Needs `npm run build`. */
export const run: Soak['run'] = async (log, { cases: wanted = cases }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-kill-'))
  const redis = await startRedis(folder)
  process.env['TIDBIT_QUEUE_PASSWORD'] = redis.password
  let broken = 0
  try {
    await mkdir(path.join(folder, 'store'))
    const stage = await setKillStage(folder)
    log(`the undisturbed run took ${Math.round(stage.usualMs)} ms`)
    const killOnce = {
      command: (seed: number) => killBatchOnce(stage, seed),
      app: (seed: number) => killAppOnce(stage, seed),
      worker: (seed: number) => killWorkerOnce(stage, redis, seed),
    }
    for (let seed = firstSeed; seed < firstSeed + wanted; seed += 1) {
      const victim = victims[seed % victims.length] ?? 'command'
      const promises = await killOnce[victim](seed)
      if (promises.length === 0) continue
      broken += 1
      log(`seed ${seed} (${victim}): ${promises.join('; ')}`)
    }
  } finally {
    await redis.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
  log(`${wanted} batches were killed, ${broken} broke a promise`)
  return broken
}
