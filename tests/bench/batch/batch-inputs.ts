import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { timeProcess } from '../timed-process.ts'

export const batchFolder = path.resolve(import.meta.dirname, '../../../out/bench/batch')

export type ClipSet = { readonly name: string; readonly count: number; readonly seconds: number; readonly size: string }

/** Clips with speech-like noise, each another picture; made once and kept. Gives their files. */
export async function makeClips(set: ClipSet, log: (line: string) => void): Promise<readonly string[]> {
  const { name, count, seconds, size } = set
  const folder = path.join(batchFolder, name)
  await mkdir(folder, { recursive: true })
  const files = Array.from({ length: count }, (_, index) => path.join(folder, `clip-${String(index + 1).padStart(4, '0')}.mp4`))
  const missing = files.filter((file) => !existsSync(file))
  if (missing.length > 0) log(`making ${missing.length} clips …`)
  for (const [index, file] of missing.entries()) {
    const partial = `${file}.partial.mp4`
    const picture = `testsrc2=s=${size}:r=30:d=${seconds},hue=h=${(index * 37) % 360}`
    const sound = `anoisesrc=d=${seconds}:c=pink:a=0.2:r=48000:seed=${index},tremolo=f=2:d=0.8`
    await timeProcess('ffmpeg', [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '30', '-c:a', 'aac', '-ac', '2', partial],
    ])
    await rename(partial, file)
  }
  await writeFile(path.join(folder, 'captions.vtt'), 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n')
  return files
}

/** A recipe that makes a plain video of each clip; with captions, so that “Check lesson” finds no mistake. */
export async function writeRecipe(name: string, preset: 'low' | 'lms' | 'source'): Promise<string> {
  const file = path.join(batchFolder, `${name}.json`)
  const recipe = {
    version: 1,
    name,
    language: 'en',
    steps: [
      { step: 'captions', from: 'file', file: 'captions.vtt' },
      { step: 'outputs', outputs: [{ format: 'mp4', preset, burnCaptions: false }] },
    ],
  }
  await writeFile(file, JSON.stringify(recipe))
  return file
}
