import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { MissingTool, type Bench } from './measure.ts'

// `npm run bench -- NAME…`: runs benches, ends with one JSON line a measure on stdout; exit 1 above a limit, 2 for wrong usage.

const folder = import.meta.dirname
const suffix = '.bench.ts'
const known = (await readdir(folder)).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length))
const wanted = process.argv.slice(2)

if (wanted.length === 0 || wanted.some((name) => !known.includes(name))) {
  console.error(`Usage: npm run bench -- NAME…   Benches: ${known.join(', ')}`)
  process.exit(2)
}

const lines: string[] = []
let failed = false
for (const name of wanted) {
  const { run } = (await import(pathToFileURL(path.join(folder, name + suffix)).href)) as Bench
  try {
    for (const measure of await run((line) => console.error(line))) {
      lines.push(JSON.stringify(measure))
      failed ||= measure.ratio > measure.limit
    }
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error
    console.error(error.message)
    failed = true
  }
}
for (const line of lines) console.log(line)
process.exitCode = failed ? 1 : 0
