import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { makeFuzzClips } from '../soak/fuzz-clips.ts'
import { fuzzOnce, type Outcome } from '../soak/fuzz.ts'
import { createRandom, mutate } from '../soak/mutate.ts'
import { temporaryFolder } from './ffmpeg-command.ts'

/** `npm run soak` goes on where these end. */
const cases = 300

const engine = createNodeMediaEngine()
afterAll(() => engine.close())

test(`${cases} damaged clips give a film or one clear sentence, in time, and nothing is lost`, { timeout: 600_000 }, async () => {
  const folder = temporaryFolder()
  const clips = await makeFuzzClips(folder)
  const work = path.join(folder, 'work')
  await mkdir(work)
  const outcomes: Outcome[] = []
  for (let seed = 1; seed <= cases; seed += 1) outcomes.push(await fuzzOnce(engine, clips, seed, work))
  expect(outcomes.filter(({ broken }) => broken.length > 0)).toEqual([])
  // Both ends are reached: a fuzzer that only makes rubbish, or none, tests nothing.
  const rendered = outcomes.filter(({ result }) => result === 'rendered').length
  expect(rendered).toBeGreaterThan(cases / 5)
  expect(cases - rendered).toBeGreaterThan(cases / 5)
})

test('the same seed damages in the same way', () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))
  const damaged = (seed: number): string => mutate(bytes, createRandom(seed)).bytes.toString('hex')
  expect(damaged(7)).toBe(damaged(7))
  expect(new Set(Array.from({ length: 20 }, (_, seed) => damaged(seed))).size).toBeGreaterThan(15)
})
