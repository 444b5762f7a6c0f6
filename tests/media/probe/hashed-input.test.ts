import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { ffmpeg, temporaryFolder } from '../ffmpeg-command.ts'
import { probe } from '../in-process-render.ts'

/** Bytes this process asked the system for (Linux). */
function bytesRead(): number {
  return Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
}

const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=30:d=12', '-f', 'lavfi', '-i', 'sine=d=12:sample_rate=48000']
const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '20M', '-g', '60']

describe.skipIf(!existsSync('/proc/self/io'))('an examination reads each byte once', () => {
  test.for([
    ['with the index at its end', 'end.mp4', ['-c:a', 'aac']],
    ['with the index in front', 'front.mp4', ['-c:a', 'aac', '-movflags', '+faststart']],
    ['in fragments', 'fragments.mp4', ['-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov']],
    ['Matroska', 'clip.mkv', ['-c:a', 'aac']],
    ['a transport stream', 'clip.ts', ['-c:a', 'aac']],
  ] as const)('%s', async ([, name, options]) => {
    const file = path.join(temporaryFolder(), name)
    await ffmpeg(...sources, ...coded, ...options, file)
    const { size } = statSync(file)
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
    // Modules are loaded by now.
    await probe(file)
    const before = bytesRead()
    const report = await probe(file)
    const share = (bytesRead() - before) / size
    expect(report).toMatchObject({ sha256: digest, byteLength: size })
    expect(share).toBeGreaterThanOrEqual(1)
    expect(share).toBeLessThan(1.05)
  })
})

describe('an examination', () => {
  test('hears a cancel while it reads', async () => {
    const file = path.join(temporaryFolder(), 'long.ts')
    await ffmpeg(...sources, ...coded, file)
    const { probeFile } = await import('#main/media-process/probe/probe-file.ts')
    const controller = new AbortController()
    const probing = probeFile(file, controller.signal, () => controller.abort())
    await expect(probing).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('tells how far it is, up to the end', async () => {
    const file = path.join(temporaryFolder(), 'clip.ts')
    await ffmpeg(...sources, ...coded, file)
    const { probeFile } = await import('#main/media-process/probe/probe-file.ts')
    const fractions: number[] = []
    await probeFile(file, new AbortController().signal, ({ fraction }) => fractions.push(fraction))
    expect(fractions.length).toBeGreaterThan(5)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  test('refuses what is no file, or becomes none, in one sentence', async () => {
    const folder = temporaryFolder()
    await expect(probe(folder)).rejects.toMatchObject({ code: 'file.not-a-file' })
    await expect(probe('/dev/zero')).rejects.toMatchObject({ code: 'file.special' })
    await expect(probe(path.join(folder, 'none.mp4'))).rejects.toMatchObject({ code: 'file.not-found' })
    const empty = path.join(folder, 'empty.mp4')
    writeFileSync(empty, '')
    await expect(probe(empty)).rejects.toMatchObject({ code: 'media.empty' })
  })

  test('opens no file that another one names', async () => {
    const folder = temporaryFolder()
    await ffmpeg(...sources, ...coded, '-t', '1', path.join(folder, 'secret.mp4'))
    const script = path.join(folder, 'clip.mp4')
    writeFileSync(script, "ffconcat version 1.0\nfile 'secret.mp4'\n")
    await expect(probe(script)).rejects.toMatchObject({ code: 'media.not-media' })
    truncateSync(script, 10)
    await expect(probe(script)).rejects.toMatchObject({ code: 'media.not-media' })
  })
})

test('many examinations take no more memory than a few', async () => {
  const file = path.join(temporaryFolder(), 'clip.mp4')
  await ffmpeg(...sources, '-t', '1', ...coded, file)
  expect(statSync(file).size).toBeGreaterThan(1024 * 1024)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  async function heldAfter(count: number): Promise<number> {
    for (let made = 0; made < count; made += 1) await probe(file)
    collect()
    return process.memoryUsage().rss / 1e6
  }
  const early = await heldAfter(20)
  // Each left a megabyte behind, once.
  expect((await heldAfter(60)) - early).toBeLessThan(30)
}, 60_000)
