import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RedisServer } from '../main/batch-workers/redis-server.ts'
import { createChance } from './chance.ts'
import { childrenOf, compareResults, finishRun, kill, runTidbit, type KillStage } from './kill-batch.ts'

const command = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url))

/**
 * Kills a worker of a shared queue at a moment that the seed chooses, or one of its media processes, while another one is there
 * or comes: returns which promises were broken. Needs TIDBIT_QUEUE_PASSWORD.
 */
export async function killWorkerOnce(stage: KillStage, redis: RedisServer, seed: number): Promise<readonly string[]> {
  const { folder, usualMs } = stage
  const chance = createChance(seed)
  const out = `worker-killed-${seed}`
  const place = ['--queue', redis.url, '--store', path.join(folder, 'store')]
  const workers: ChildProcess[] = []
  const startWorker = (): ChildProcess => {
    const worker = spawn(process.execPath, [command, 'worker', ...place, '--jobs', '1'], { stdio: 'ignore' })
    workers.push(worker)
    return worker
  }
  try {
    const victim = startWorker()
    const [killsChild, isAlone, afterMs] = [chance() < 0.3, chance() < 0.5, chance() * usualMs * 1.5]
    if (!isAlone) startWorker()
    const words = ['recipe.json', '--input', 'clips', '--out', out, '--json', ...place]
    const run = await runTidbit(folder, words, async () => {
      await sleep(afterMs)
      const children = killsChild && victim.pid !== undefined ? await childrenOf(victim.pid) : []
      kill(children[Math.floor(chance() * children.length)] ?? victim.pid ?? 0)
      if (isAlone) startWorker()
    })
    // A media process that is killed takes its lesson with it, which is told; a worker that is killed takes nothing with it.
    const ended = run.code === 0 || killsChild ? [] : [`the run ended with ${run.code}: ${run.stderr.slice(-500)}`]
    const early = await compareResults(stage, out, { isEnd: run.code === 0 })
    return [...ended, ...early, ...(await finishRun(stage, out))]
  } finally {
    for (const worker of workers) {
      if (worker.exitCode !== null || worker.signalCode !== null) continue
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
    await rm(path.join(folder, out), { recursive: true, force: true })
  }
}
