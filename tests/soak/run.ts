import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

// `npm run soak -- [NAME…] [--cases N]`: long runs, all of them without a name; exit 1 where one finds something, 2 for wrong usage.

/** A long run is one file `<name>.soak.ts` that exports `run`: it returns how many promises were broken. */
export type Soak = {
  readonly run: (log: (line: string) => void, options: { readonly cases?: number | undefined }) => Promise<number>
}

const suffix = '.soak.ts'
const folder = import.meta.dirname
const known = (await readdir(folder)).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length))
const { positionals, values } = parseArgs({ allowPositionals: true, options: { cases: { type: 'string' } } })
const cases = values.cases === undefined ? undefined : Number(values.cases)
if (positionals.some((name) => !known.includes(name)) || (cases !== undefined && !(Number.isSafeInteger(cases) && cases > 0))) {
  console.error(`Usage: npm run soak -- [NAME…] [--cases N]   Runs: ${known.join(', ')}`)
  process.exit(2)
}

let failed = false
for (const name of positionals.length > 0 ? positionals : known) {
  const { run } = (await import(pathToFileURL(path.join(folder, name + suffix)).href)) as Soak
  const broken = await run((line) => console.error(`${name}: ${line}`), { cases })
  console.log(JSON.stringify({ soak: name, broken }))
  failed ||= broken > 0
}
process.exitCode = failed ? 1 : 0
