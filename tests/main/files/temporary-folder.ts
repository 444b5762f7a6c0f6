import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** Mounts a small disk for a test; null where that is not allowed (it takes root). */
export async function smallDisk(options: string): Promise<string | null> {
  const folder = await temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

export function remountReadOnly(folder: string): void {
  execFileSync('mount', ['-o', 'remount,ro', folder])
}

/** A disk that can be made to fail under open files, which makes the system turn it read-only, and be put in again. */
export type FailingDisk = { readonly folder: string; fail(): Promise<void>; putInAgain(): void }

/** Null where no disk can be mounted out of a file (it takes root and Linux). */
export async function failingDisk(): Promise<FailingDisk | null> {
  const image = path.join(await temporaryFolder(), 'disk')
  const folder = await temporaryFolder()
  const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' })
  const mount = (): string => run('mount', '-o', 'loop,errors=remount-ro', image, folder)
  try {
    await writeFile(image, '')
    await truncate(image, 24 * 1024 * 1024)
    run('mkfs.ext4', '-q', '-O', '^has_journal', image)
    mount()
  } catch {
    return null
  }
  onTestFinished(() => void run('umount', '-l', folder))
  return {
    folder,
    async fail() {
      const device = path.basename(run('findmnt', '-n', '-o', 'SOURCE', folder).trim())
      await writeFile(`/sys/fs/ext4/${device}/trigger_fs_error`, 'by a test')
    },
    putInAgain() {
      run('umount', folder)
      mount()
    },
  }
}
