import { execFile, spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const command = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url))
const clipNames = ['one', 'two']

export type BatchRun = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A folder with tiny clips, a recipe, and what an undisturbed run makes of them. */
export type KillStage = {
  readonly folder: string
  /** By name, without the report. */
  readonly reference: ReadonlyMap<string, Buffer>
  /** How long the undisturbed run took. */
  readonly usualMs: number
}

const recipe = {
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

const wordsFor = (out: string): readonly string[] => ['recipe.json', '--input', 'clips', '--out', out, '--jobs', '2', '--json']

function runBatchIn(folder: string, out: string, disturb?: (pid: number) => Promise<void>): Promise<BatchRun> {
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

/** The same numbers for the same seed (mulberry32, by Tommy Ettinger, public domain). */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Of Linux: the processes that one has started. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.split(' ').filter(Boolean).map(Number)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/**
 * Kills a run at a moment that the seed chooses, or one of its media processes, and runs again: returns which promises were broken. What
 * stands under a final name must be as the undisturbed run makes it, at once and at the end; nothing else may be left.
 */
export async function killBatchOnce({ folder, reference, usualMs }: KillStage, seed: number): Promise<readonly string[]> {
  const chance = createChance(seed)
  const out = `killed-${seed}`
  const broken: string[] = []
  const compare = async (when: string, isEnd: boolean): Promise<void> => {
    const results = await readResults(folder, out)
    for (const [name, bytes] of results) {
      if (!isEnd && name.startsWith('.tidbit-partial-')) continue
      const wanted = reference.get(name)
      if (!wanted) broken.push(`${when}: ${name} should not be there`)
      else if (!wanted.equals(bytes)) broken.push(`${when}: ${name} is not as it should be`)
    }
    if (isEnd) for (const name of reference.keys()) if (!results.has(name)) broken.push(`${when}: ${name} is missing`)
  }
  try {
    const killsChild = chance() < 0.3
    const afterMs = chance() * usualMs * 1.1
    const first = await runBatchIn(folder, out, async (pid) => {
      await sleep(afterMs)
      const children = killsChild ? await childrenOf(pid) : []
      kill(children[Math.floor(chance() * children.length)] ?? pid)
    })
    await compare('after the kill', first.code === 0)
    const second = await runBatchIn(folder, out)
    if (second.code !== 0) broken.push(`the second run ended with ${second.code}: ${second.stderr.slice(-500)}`)
    await compare('at the end', true)
    const { rows } = JSON.parse((await runTidbit(folder, [...wordsFor(out), '--dry-run'])).stdout) as Plan
    if (rows.some(({ state }) => state !== 'unchanged')) broken.push(`a third run would make something: ${JSON.stringify(rows)}`)
  } finally {
    await rm(path.join(folder, out), { recursive: true, force: true })
  }
  return broken
}
