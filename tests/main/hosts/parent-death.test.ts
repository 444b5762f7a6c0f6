import { expect, test, vi } from 'vitest'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNodeRuntime } from '#main/core/hosts/node-child.ts'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function startParent(env: Record<string, string>) {
  const parent = fork(fileURLToPath(new URL('./test-parent.ts', import.meta.url)), {
    execPath: findNodeRuntime(),
    execArgv: [],
    env: { ...process.env, ...env },
  })
  const [childPid] = (await once(parent, 'message')) as [number]
  return { parent, childPid }
}

test('a child tidies up and ends when its parent is killed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-parent-'))
  const file = path.join(folder, 'shutdown')
  const { parent, childPid } = await startParent({ SHUTDOWN_FILE: file })
  expect(isAlive(childPid)).toBe(true)
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(isAlive(childPid)).toBe(false), { timeout: 40_000 })
  expect(await readFile(file, 'utf8')).toBe('tidy')
  await rm(folder, { recursive: true })
})

test('Ctrl-C goes to the parent only: the child waits for its decision', async () => {
  const { parent, childPid } = await startParent({})
  process.kill(childPid, 'SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(isAlive(childPid)).toBe(true)
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(isAlive(childPid)).toBe(false), { timeout: 40_000 })
})
