import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { makeFuzzClips } from './fuzz-clips.ts'
import { fuzzOnce } from './fuzz.ts'
import type { Soak } from './run.ts'

const cases = 10_000
/** The 300 of the tests come first. */
const firstSeed = 301

/** Ten thousand damaged clips, or as many as `--cases` says: returns how many broke a promise. */
export const run: Soak['run'] = async (log, { cases: wanted = cases }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-soak-'))
  const engine = createNodeMediaEngine()
  const tally = new Map<string, number>()
  let [broken, slowestMs] = [0, 0]
  try {
    const clips = await makeFuzzClips(folder)
    const work = path.join(folder, 'work')
    await mkdir(work)
    for (let seed = firstSeed; seed < firstSeed + wanted; seed += 1) {
      const outcome = await fuzzOnce(engine, clips, seed, work)
      tally.set(outcome.result, (tally.get(outcome.result) ?? 0) + 1)
      slowestMs = Math.max(slowestMs, outcome.milliseconds)
      if (outcome.broken.length > 0) {
        broken += 1
        log(`seed ${seed}: ${outcome.clip}, ${outcome.mutation}: ${outcome.broken.join('; ')}`)
      }
      if ((seed - firstSeed + 1) % 500 === 0) log(`${seed - firstSeed + 1} of ${wanted}, ${broken} broke a promise`)
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
  log(`slowest ${slowestMs} ms; ${[...tally].map(([result, count]) => `${count} ${result}`).join(', ')}`)
  return broken
}
