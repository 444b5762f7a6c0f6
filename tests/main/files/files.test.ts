import { expect, test } from 'vitest'
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeAbandonedFiles, replaceFile, writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { hashFile } from '#main/core/files/content-hash.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { checkFolderWritable } from '#main/core/files/output-folder.ts'
import { findNodeRuntime } from '#main/core/hosts/node-child.ts'
import { remountReadOnly, smallDisk, temporaryFolder } from './temporary-folder.ts'

test('a file is replaced whole, and its folder made', async () => {
  const file = path.join(await temporaryFolder(), 'deep/er/a.txt')
  await writeFileAtomically(file, 'one')
  await writeFileAtomically(file, 'zwö')
  expect(await readFile(file, 'utf8')).toBe('zwö')
  expect(await readdir(path.dirname(file))).toEqual(['a.txt'])
})

test('a failure leaves the old file and nothing else', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'a.mp4')
  await writeFileAtomically(file, 'old')
  const failing = replaceFile(file, async (temporaryFile) => {
    expect(path.extname(temporaryFile)).toBe('.mp4')
    await writeFile(temporaryFile, 'half')
    throw new Error('encoder broke')
  })
  await expect(failing).rejects.toThrow('encoder broke')
  expect(await readFile(file, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['a.mp4'])
})

test('a cancel while it is written leaves nothing', async () => {
  const folder = await temporaryFolder()
  const controller = new AbortController()
  async function* chunks() {
    yield new Uint8Array(1000)
    controller.abort()
    yield new Uint8Array(1000)
  }
  const writing = writeFileAtomically(path.join(folder, 'a.bin'), chunks(), { signal: controller.signal })
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  expect(await readdir(folder)).toEqual([])
})

test('a full disk is said so and left clean', async (context) => {
  const disk = await smallDisk('size=1m')
  if (!disk) return context.skip('mounting a small disk takes root')
  await writeFileAtomically(path.join(disk, 'old.bin'), 'kept')
  const tooMuch = new Uint8Array(2 * 1024 * 1024)
  await expect(writeFileAtomically(path.join(disk, 'old.bin'), tooMuch)).rejects.toMatchObject({
    data: { code: 'file.disk-full', params: { folder: disk } },
  })
  expect(await readdir(disk)).toEqual(['old.bin'])
  expect(await readFile(path.join(disk, 'old.bin'), 'utf8')).toBe('kept')
})

test('a read-only disk is said so before long work', async (context) => {
  const disk = await smallDisk('size=1m')
  if (!disk) return context.skip('mounting a small disk takes root')
  remountReadOnly(disk)
  await expect(checkFolderWritable(disk)).rejects.toMatchObject({ code: 'file.read-only-disk' })
  await expect(checkFolderWritable(path.join(disk, 'new/er'))).rejects.toMatchObject({ code: 'file.read-only-disk' })
  for (const name of ['a.txt', 'new/er/a.txt'])
    await expect(writeFileAtomically(path.join(disk, name), 'a')).rejects.toMatchObject({ code: 'file.read-only-disk' })
})

test('odd targets are refused with a sentence', async () => {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'inner'))
  await writeFile(path.join(folder, 'file'), 'x')
  const write = (name: string) => writeFileAtomically(path.join(folder, name), 'x')
  await expect(write('inner')).rejects.toMatchObject({ code: 'file.not-a-file' })
  await expect(write('file/inside.txt')).rejects.toMatchObject({ code: 'file.not-a-folder' })
  await expect(write('n'.repeat(300))).rejects.toMatchObject({ code: 'file.name-too-long' })
  await expect(writeFileAtomically(path.join(folder, 'none/a'), 'x', { makeParent: false })).rejects.toMatchObject({
    data: { code: 'file.not-found', params: { file: path.join(folder, 'none') } },
  })
  await expect(checkFolderWritable(path.join(folder, 'file'))).rejects.toMatchObject({ code: 'file.not-a-folder' })
  await checkFolderWritable(path.join(folder, 'new/er'))
  expect(await readdir(folder)).toEqual(['file', 'inner', 'new'])
})

test('the remains of a killed process are removed, those of a living one are not', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'out.mp4')
  const script = fileURLToPath(new URL('./write-forever.ts', import.meta.url))
  const writer = spawn(findNodeRuntime(), [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(writer.stdout, 'data')
  expect(await readdir(folder)).toHaveLength(1)
  await removeAbandonedFiles(file)
  expect(await readdir(folder)).toHaveLength(1)
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  const left = (await readdir(folder))[0] ?? ''
  const elsewhere = left.replace(/partial-[0-9a-f]+-/, 'partial-0123456789ab-')
  expect(elsewhere).not.toBe(left)
  await writeFile(path.join(folder, elsewhere), 'of another computer on a shared disk')
  await writeFileAtomically(file, 'whole')
  expect(await readdir(folder)).toEqual([elsewhere, 'out.mp4'])
})

test('what a killed process left of captions goes with the video', async () => {
  const folder = await temporaryFolder()
  const script = fileURLToPath(new URL('./write-forever.ts', import.meta.url))
  const writer = spawn(findNodeRuntime(), [script, path.join(folder, 'out.vtt')], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(writer.stdout, 'data')
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  expect(await readdir(folder)).toHaveLength(1)
  await removeAbandonedFiles(path.join(folder, 'out.mp4'))
  expect(await readdir(folder)).toEqual([])
})

test('a folder that cannot be made below one that is there is an error, not an endless search', async () => {
  await expect(checkFolderWritable('/proc/nothing')).rejects.toMatchObject({ code: 'file.not-found' })
})

test('a hash is that of the bytes, for none, few and many', async () => {
  const folder = await temporaryFolder()
  for (const size of [0, 5, 3 * 1024 * 1024 + 17]) {
    const bytes = new Uint8Array(size).map((_, index) => index)
    const file = path.join(folder, `ö ${size}`)
    await writeFile(file, bytes)
    const fractions: number[] = []
    const hash = await hashFile(file, { onProgress: (fraction) => fractions.push(fraction) })
    expect(hash).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: size })
    if (size > 0) expect(fractions.at(-1)).toBe(1)
  }
})

test('what cannot be hashed is refused at once', async () => {
  const folder = await temporaryFolder()
  const pipe = path.join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  await symlink(path.join(folder, 'nowhere'), path.join(folder, 'dangling'))
  await expect(hashFile(pipe)).rejects.toMatchObject({ code: 'file.special' })
  await expect(hashFile('/dev/zero')).rejects.toMatchObject({ code: 'file.special' })
  await expect(hashFile(folder)).rejects.toMatchObject({ code: 'file.not-a-file' })
  await expect(hashFile(path.join(folder, 'dangling'))).rejects.toMatchObject({ code: 'file.not-found' })
  await writeFile(path.join(folder, 'a'), 'a')
  await expect(hashFile(path.join(folder, 'a'), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

test.each([
  ['EACCES', 'read', 'file.unreadable'],
  ['EACCES', 'write', 'file.folder-unwritable'],
  ['EPERM', 'write', 'file.folder-unwritable'],
  ['EDQUOT', 'write', 'file.disk-full'],
  ['EIO', 'read', 'file.device-failed'],
  ['EBUSY', 'write', 'file.in-use'],
] as const)('%s on %s is %s', (code, action, expected) => {
  const thrown = Object.assign(new Error('x'), { code })
  expect(fileError(thrown, { file: '/a/b', action })).toMatchObject({ code: expected, cause: thrown })
})
