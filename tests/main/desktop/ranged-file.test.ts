import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { answerFile, readRange } from '#main/desktop/protocol/ranged-file.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

test.for([
  ['bytes=0-', { from: 0, to: 100 }],
  ['bytes=10-19', { from: 10, to: 20 }],
  ['bytes=90-500', { from: 90, to: 100 }],
  ['bytes=-5', { from: 95, to: 100 }],
  ['bytes=-500', { from: 0, to: 100 }],
  ['bytes=100-', 'outside'],
  ['bytes=20-10', 'outside'],
  ['bytes=-0', 'outside'],
  // Not one range: the whole file is an answer to each.
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
  ['bytes=1-2; rm', null],
] as const)('of 100 bytes %s is %o', ([header, expected]) => {
  expect(readRange(header, 100)).toEqual(expected)
})

test('a file longer than one read arrives whole, or the stretch that was asked for', async () => {
  const file = path.join(await temporaryFolder(), 'film.mp4')
  const bytes = Uint8Array.from({ length: 600_000 }, (_, index) => index % 251)
  await writeFile(file, bytes)
  const whole = await answerFile(file, null, { 'Content-Type': 'video/mp4' })
  expect(whole?.status).toBe(200)
  expect(await sameBytes(whole, bytes)).toBe(true)
  const part = await answerFile(file, 'bytes=300000-', {})
  expect(part?.status).toBe(206)
  expect(part?.headers.get('Content-Range')).toBe('bytes 300000-599999/600000')
  expect(await sameBytes(part, bytes.subarray(300_000))).toBe(true)
  const given = await answerFile(file, 'bytes=0-', {})
  await given?.body?.cancel()
  expect((await answerFile(file, 'bytes=700000-', {}))?.status).toBe(416)
  expect(await answerFile(`${file}.gone`, null, {})).toBeNull()
})

test('an empty file is an empty answer', async () => {
  const file = path.join(await temporaryFolder(), 'nothing.mp4')
  await writeFile(file, '')
  const answer = await answerFile(file, null, {})
  expect(answer?.status).toBe(200)
  expect((await answer?.arrayBuffer())?.byteLength).toBe(0)
})

async function sameBytes(answer: Response | null, bytes: Uint8Array): Promise<boolean> {
  return answer !== null && Buffer.from(await answer.arrayBuffer()).equals(bytes)
}
