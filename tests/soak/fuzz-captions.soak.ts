import { fuzzCaptionsOnce } from './fuzz-captions.ts'
import type { Soak } from './run.ts'

const cases = 100_000
/** The thousand of the tests come first. */
const firstSeed = 1001

/** A hundred thousand damaged caption files, or as many as `--cases` says: returns how many broke a promise. */
export const run: Soak['run'] = (log, { cases: wanted = cases }) => {
  const tally = new Map<string, number>()
  let [broken, slowestMs] = [0, 0]
  for (let seed = firstSeed; seed < firstSeed + wanted; seed += 1) {
    const outcome = fuzzCaptionsOnce(seed)
    tally.set(outcome.result, (tally.get(outcome.result) ?? 0) + 1)
    slowestMs = Math.max(slowestMs, outcome.milliseconds)
    if (outcome.broken.length === 0) continue
    broken += 1
    log(`seed ${seed}: ${outcome.format}: ${outcome.broken.join('; ')}`)
  }
  log(`slowest ${slowestMs} ms; ${[...tally].map(([result, count]) => `${count} ${result}`).join(', ')}`)
  return Promise.resolve(broken)
}
