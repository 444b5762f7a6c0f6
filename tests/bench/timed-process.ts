import { spawn } from 'node:child_process'
import { open, readdir, readFile } from 'node:fs/promises'

export type ProcessCost = {
  readonly milliseconds: number
  /** Sum of the largest resident sizes of the process and all of its descendants. */
  readonly peakMegabytes: number
  readonly output: string
}

/**
 * Runs a program to its end and tells what it cost; what it prints goes to `outputFile`, where that is given. Throws where it
 * fails. Linux only: reads /proc.
 */
export async function timeProcess(command: string, args: readonly string[], outputFile?: string): Promise<ProcessCost> {
  await using file = outputFile === undefined ? null : await open(outputFile, 'w')
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', file?.fd ?? 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk).slice(-20_000)))
  const peaks = new Map<number, number>()
  const { pid } = child
  const timer = setInterval(() => void (pid !== undefined && samplePeaks(pid, peaks)), 100)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearInterval(timer))
  const milliseconds = performance.now() - startedAt
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output}`)
  const peakMegabytes = [...peaks.values()].reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024
  return { milliseconds, peakMegabytes, output }
}

async function samplePeaks(root: number, peaks: Map<number, number>): Promise<void> {
  const facts = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStatus))
  const processes = facts.filter((each) => each !== null)
  const members = new Set([root])
  for (let grown = true; grown;) {
    const found = processes.filter(({ pid, parent }) => members.has(parent) && !members.has(pid))
    for (const { pid } of found) members.add(pid)
    grown = found.length > 0
  }
  for (const { pid, peak } of processes) if (members.has(pid)) peaks.set(pid, Math.max(peak, peaks.get(pid) ?? 0))
}

/** Null for a process that has just ended. */
async function readStatus(name: string): Promise<{ pid: number; parent: number; peak: number } | null> {
  const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
  const field = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return status === '' ? null : { pid: Number(name), parent: field('PPid'), peak: field('VmHWM') }
}
