import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { findNodeRuntime } from '#main/core/hosts/node-child.ts'

const script = fileURLToPath(new URL('./run-sql.ts', import.meta.url))

/** Looks into a database from a process of its own, as SQLite must not be loaded by whatever Node runs the tests. */
export function runSql(file: string, ...statements: string[]): Record<string, unknown>[] {
  return JSON.parse(execFileSync(findNodeRuntime(), [script, file, ...statements], { encoding: 'utf8' })) as Record<
    string,
    unknown
  >[]
}

/** Another program that keeps the database to itself until the test ends. */
export async function holdLock(
  file: string,
  statements = ['PRAGMA journal_mode = DELETE', 'BEGIN EXCLUSIVE'],
): Promise<ChildProcess> {
  const holder = fork(script, [file, ...statements], {
    execPath: findNodeRuntime(),
    execArgv: [],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder, 'message')
  return holder
}
