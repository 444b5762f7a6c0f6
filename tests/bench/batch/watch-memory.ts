import { readdir, readFile } from 'node:fs/promises'
import { median } from '../measure.ts'

const everyMs = 500

/** Watches what a process and those that it started hold (RSS, in MB) until `stop`. Linux only: reads /proc. */
export function watchMemory(pid: number) {
  const samples: number[] = []
  const timer = setInterval(() => void sum(pid).then((megabytes) => samples.push(megabytes)), everyMs)
  return {
    /** How much more is held in the last fifth of the time than in the second one, when all has been loaded. */
    stop(): { readonly ratio: number; readonly early: number; readonly late: number } {
      clearInterval(timer)
      const fifth = Math.floor(samples.length / 5)
      const [early, late] = [median(samples.slice(fifth, 2 * fifth)), median(samples.slice(4 * fifth))]
      return { ratio: late / early, early, late }
    },
  }
}

async function sum(root: number): Promise<number> {
  const facts = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStatus))
  const members = new Set([root])
  for (let grown = true; grown;) {
    const found = facts.filter(({ pid, parent }) => members.has(parent) && !members.has(pid))
    for (const { pid } of found) members.add(pid)
    grown = found.length > 0
  }
  return facts.reduce((total, { pid, kilobytes }) => total + (members.has(pid) ? kilobytes / 1024 : 0), 0)
}

async function readStatus(name: string): Promise<{ pid: number; parent: number; kilobytes: number }> {
  const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
  const field = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return { pid: Number(name), parent: field('PPid'), kilobytes: field('VmRSS') }
}
