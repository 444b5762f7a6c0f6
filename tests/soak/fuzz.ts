import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { lessonOf } from '../media/one-clip-lesson.ts'
import { createRandom, mutate } from './mutate.ts'

/** What became of one damaged file. */
export type Outcome = {
  readonly seed: number
  readonly clip: string
  readonly mutation: string
  /** "rendered", or the code of the one error it gave. */
  readonly result: string
  readonly milliseconds: number
  /** Broken promises, in words; none when all is well. */
  readonly broken: readonly string[]
}

/** The product's promise for a bad file. */
const longestMs = 30_000
const canvas = { width: 128, height: 226 }
/** Errors that tell a person what is wrong with the file; anything else is ours to mend. */
const honest = new Set([
  'media.damaged',
  'media.not-media',
  'media.no-index',
  'media.empty',
  'media.no-picture',
  'media.picture-too-large',
  'media.lesson-empty',
])

/** Damages a clip by `seed`, examines and renders two seconds of it, and judges what came of that. */
export async function fuzzOnce(engine: MediaEngine, clips: readonly string[], seed: number, folder: string): Promise<Outcome> {
  const random = createRandom(seed)
  const clip = clips[random.below(clips.length)] ?? ''
  const { name, bytes } = mutate(await readFile(clip), random)
  const file = path.join(folder, `damaged${path.extname(clip)}`)
  const output = path.join(folder, 'out.mp4')
  await writeFile(file, bytes)
  const startedAt = performance.now()
  const { result, sentence } = await attempt(engine, file, output)
  const milliseconds = Math.round(performance.now() - startedAt)
  const broken: string[] = []
  if (result !== 'rendered' && !honest.has(result)) broken.push(`failed with ${result}: ${sentence}`)
  if (milliseconds > longestMs) broken.push(`took ${milliseconds} ms`)
  if (!bytes.equals(await readFile(file))) broken.push('the original was changed')
  const isThere = (await stat(output).catch(() => null)) !== null
  if (isThere !== (result === 'rendered')) broken.push(isThere ? 'a half-written file kept its name' : 'no file came out')
  const left = (await readdir(folder)).filter((entry) => ![path.basename(file), 'out.mp4'].includes(entry))
  if (left.length > 0) broken.push(`left ${left.join(', ')} behind`)
  await Promise.all([file, output, ...left.map((entry) => path.join(folder, entry))].map((each) => rm(each, { force: true })))
  return { seed, clip: path.basename(clip), mutation: name, result, milliseconds, broken }
}

type Result = { readonly result: string; readonly sentence: string }

async function attempt(engine: MediaEngine, file: string, output: string): Promise<Result> {
  const signal = AbortSignal.timeout(longestMs + 5000)
  try {
    const report = await engine.probe(file, { signal })
    if (report.interpretation && !report.interpretation.video) return { result: 'media.no-picture', sentence: '' }
    const outTicks = ticks(Math.min(report.interpretation?.durationTicks ?? Infinity, secondsToTicks(2)))
    const { document, files } = lessonOf([{ path: file, report, outTicks }], { canvas })
    await engine.render(compilePlan(document, { preset: 'lms', overlays: [] }), files, output, { signal })
    return { result: 'rendered', sentence: '' }
  } catch (thrown) {
    if (thrown instanceof AppError) return { result: thrown.code, sentence: thrown.message }
    throw thrown
  }
}
