import { execFile, spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createChance } from './chance.ts'

const command = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url))
export const clipNames = ['one', 'two']

export type BatchRun = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A folder with tiny clips, a recipe, and what an undisturbed run makes of them. */
export type KillStage = {
  readonly folder: string
  /** By name, without the report. */
  readonly reference: ReadonlyMap<string, Buffer>
  /** How long the undisturbed run took. */
  readonly usualMs: number
}

export const recipe = {
  version: 1,
  name: 'Kill me',
  language: 'en',
  steps: [
    { step: 'trim', out: 0.8 },
    { step: 'questions', questions: [{ type: 'true-false', prompt: 'Is it so?', correct: 'true' }] },
    {
      step: 'outputs',
      // None holds the player, which other tests may build meanwhile.
      outputs: [
        { format: 'mp4', preset: 'source' },
        { format: 'media', preset: 'source' },
      ],
    },
  ],
}

export async function setKillStage(folder: string): Promise<KillStage> {
  const clips = path.join(folder, 'clips')
  await mkdir(clips, { recursive: true })
  for (const [index, name] of clipNames.entries()) {
    const picture = `testsrc2=s=${90 + index * 2}x160:r=30:d=1`
    const options = ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-pix_fmt', 'yuv420p', '-g', '15']
    await promisify(execFile)('ffmpeg', [...options, path.join(clips, `${name}.mp4`)])
  }
  await writeFile(path.join(folder, 'recipe.json'), JSON.stringify(recipe))
  const startedMs = performance.now()
  const { code, stderr } = await runBatchIn(folder, 'reference')
  if (code !== 0) throw new Error(`the undisturbed run ended with ${code}: ${stderr}`)
  return { folder, reference: await readResults(folder, 'reference'), usualMs: performance.now() - startedMs }
}

type Plan = { readonly rows: readonly { readonly state: string }[] }

export const wordsFor = (out: string): readonly string[] => [
  'recipe.json',
  '--input',
  'clips',
  '--out',
  out,
  '--jobs',
  '2',
  '--json',
]

export function runBatchIn(folder: string, out: string, disturb?: (pid: number) => Promise<void>): Promise<BatchRun> {
  return runTidbit(folder, wordsFor(out), disturb)
}

/** Runs `tidbit batch` to its end, or until `disturb`, which gets its process id and what it has told, has it killed. */
export function runTidbit(
  folder: string,
  words: readonly string[],
  disturb?: (pid: number, told: () => string) => Promise<void>,
): Promise<BatchRun> {
  const child = spawn(process.execPath, [command, 'batch', ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk))
  const { pid } = child
  const disturbed = disturb && pid !== undefined ? disturb(pid, () => stderr) : Promise.resolve()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => void disturbed.then(() => resolve({ code, stdout, stderr }), reject))
  })
}

async function readResults(folder: string, out: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(path.join(folder, out)).catch(() => [])).filter((name) => name !== 'tidbit-batch').toSorted()
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, out, name))] as const)))
}

/** Of Linux: the processes that one has started. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.split(' ').filter(Boolean).map(Number)
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** What is broken of a promise: under a final name stands what the undisturbed run makes, and at the end nothing else is there. */
export async function compareResults(
  { folder, reference }: KillStage,
  out: string,
  { isEnd, allowMissing = [] }: { readonly isEnd: boolean; readonly allowMissing?: readonly string[] },
): Promise<readonly string[]> {
  const when = isEnd ? 'at the end' : 'after the kill'
  const results = await readResults(folder, out)
  const wrong = [...results].flatMap(([name, bytes]) => {
    if (!isEnd && name.startsWith('.tidbit-partial-')) return []
    const wanted = reference.get(name)
    if (!wanted) return [`${when}: ${name} should not be there`]
    return wanted.equals(bytes) ? [] : [`${when}: ${name} is not as it should be`]
  })
  if (!isEnd) return wrong
  const missing = [...reference.keys()].filter((name) => !results.has(name) && !allowMissing.includes(name))
  return [...wrong, ...missing.map((name) => `${when}: ${name} is missing`)]
}

/** Runs again: nothing may fail, and after that nothing is left to be made. */
export async function finishRun(stage: KillStage, out: string): Promise<readonly string[]> {
  const { folder } = stage
  const last = await runBatchIn(folder, out)
  const failed = last.code === 0 ? [] : [`the second run ended with ${last.code}: ${last.stderr.slice(-500)}`]
  const wrong = await compareResults(stage, out, { isEnd: true })
  const { rows } = JSON.parse((await runTidbit(folder, [...wordsFor(out), '--dry-run'])).stdout) as Plan
  const isDone = rows.every(({ state }) => state === 'unchanged')
  return [...failed, ...wrong, ...(isDone ? [] : [`a third run would make something: ${JSON.stringify(rows)}`])]
}

/** Kills a run at a moment that the seed chooses, or one of its media processes, and runs again: returns which promises were broken. */
export async function killBatchOnce(stage: KillStage, seed: number): Promise<readonly string[]> {
  const { folder, usualMs } = stage
  const chance = createChance(seed)
  const out = `killed-${seed}`
  try {
    const killsChild = chance() < 0.3
    const afterMs = chance() * usualMs * 1.1
    const first = await runBatchIn(folder, out, async (pid) => {
      await sleep(afterMs)
      const children = killsChild ? await childrenOf(pid) : []
      kill(children[Math.floor(chance() * children.length)] ?? pid)
    })
    const early = await compareResults(stage, out, { isEnd: first.code === 0 })
    return [...early, ...(await finishRun(stage, out))]
  } finally {
    await rm(path.join(folder, out), { recursive: true, force: true })
  }
}
