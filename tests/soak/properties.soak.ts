import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runCommand } from '../../scripts/run.ts'
import type { Soak } from './run.ts'

const rounds = 50
const tests = path.dirname(import.meta.dirname)
const vitest = path.join(tests, '..', 'node_modules', 'vitest', 'vitest.mjs')
/** Those of the other layers take minutes. */
const layers = ['shared', 'main', 'renderer', 'player']

/** Every property test with other cases than those of `npm test`, fifty times or as often as `--cases` says: how many rounds found something. */
export const run: Soak['run'] = async (log, { cases: wanted = rounds }) => {
  const files = await propertyTests()
  const first = Date.now() % 1_000_000_000
  let broken = 0
  for (let seed = first; seed < first + wanted; seed += 1) {
    const args = [vitest, 'run', '--reporter=dot', ...layers.flatMap((layer) => ['--project', layer]), ...files]
    const env = { ...process.env, TIDBIT_SEED: String(seed) }
    if ((await runCommand(process.execPath, args, { env })) === 0) continue
    broken += 1
    log(`seed ${seed}: again with TIDBIT_SEED=${seed}`)
  }
  return broken
}

async function propertyTests(): Promise<readonly string[]> {
  const names = await readdir(tests, { recursive: true })
  const files = names.filter((name) => /\.test\.tsx?$/u.test(name)).map((name) => path.join(tests, name))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return files.filter((_, index) => /fast-check|random-edits|any-cues/u.test(texts[index] ?? ''))
}
