/**
 * Makes the sample lesson in resources/sample: speaks it, draws it, encodes it and writes its captions and questions.
 * With `--stills 1.5,4` it only draws frames of the lesson's time line, as PNG files into `--out`.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import { record } from './encode.ts'
import { lessonOf, webVttOf, type PlacedClip } from './lesson.ts'
import { pad, padRate } from './pad.ts'
import { drawOrbit } from './scenes/orbit.ts'
import { drawQuestion } from './scenes/question.ts'
import { drawShadow } from './scenes/shadow.ts'
import type { Beats, Scene } from './scenes/scene.ts'
import { clipScripts } from './script.ts'
import { height, width } from './stage.ts'
import { loudnessOf, speak, voiceFilter, voiceRate, writeWave, type SpokenClip } from './voice.ts'

const targetLoudness = -18
const scenes: Readonly<Record<string, Scene>> = { question: drawQuestion, orbit: drawOrbit, shadow: drawShadow }

function beatsOf(clip: SpokenClip): Beats {
  return (sentence) => {
    const span = clip.sentences.get(sentence)
    if (!span) throw new Error(`The clip "${clip.script.name}" has no sentence "${sentence}"`)
    return span
  }
}

function sceneOf(clip: SpokenClip): Scene {
  const scene = scenes[clip.script.name]
  if (!scene) throw new Error(`Nothing draws the clip "${clip.script.name}"`)
  return scene
}

function drawStills(clips: readonly PlacedClip[], times: readonly number[], out: string): void {
  mkdirSync(out, { recursive: true })
  for (const time of times) {
    const clip = clips.findLast(({ start }) => time >= start) ?? clips[0]
    if (!clip) return
    const canvas = createCanvas(width, height)
    sceneOf(clip.spoken)(canvas.getContext('2d'), time - clip.start, beatsOf(clip.spoken))
    writeFileSync(join(out, `${time.toFixed(2).padStart(6, '0')}.png`), canvas.toBuffer('image/png'))
  }
}

async function makeClips(clips: readonly PlacedClip[], folder: string, work: string): Promise<void> {
  const voices = clips.map(({ spoken }) => {
    const file = join(work, `${spoken.script.name}-voice.wav`)
    writeWave(file, spoken.samples, voiceRate)
    return file
  })
  const filter = voiceFilter(targetLoudness - loudnessOf(voices, voiceFilter(0)))
  for (const [index, { spoken, start }] of clips.entries()) {
    const { name, head, tail } = spoken.script
    const padFile = join(work, `${name}-pad.wav`)
    writeWave(padFile, pad(start - head, start + spoken.kept + tail), padRate)
    await record({
      file: join(folder, `${name}.mp4`),
      seconds: head + spoken.kept + tail,
      voice: voices[index] ?? '',
      voiceFilter: filter,
      pad: padFile,
      draw: (brush, seconds) => sceneOf(spoken)(brush, seconds - head, beatsOf(spoken)),
    })
    console.log(`${name}.mp4: ${(head + spoken.kept + tail).toFixed(2)} s, of which the lesson keeps ${spoken.kept.toFixed(2)} s`)
  }
}

const { values } = parseArgs({
  options: { stills: { type: 'string' }, out: { type: 'string', default: 'stills' }, text: { type: 'boolean' } },
})
const folder = fileURLToPath(new URL('../../resources/sample/', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'sample-'))
try {
  const clips: PlacedClip[] = []
  let start = 0
  for (const script of clipScripts) {
    const spoken = speak(script, work)
    clips.push({ spoken, start })
    start += spoken.kept
  }
  if (values.stills) {
    drawStills(clips, values.stills.split(',').map(Number), values.out)
  } else {
    writeFileSync(join(folder, 'captions.vtt'), webVttOf(clips))
    writeFileSync(join(folder, 'lesson.json'), lessonOf(clips))
    if (!values.text) await makeClips(clips, folder, work)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
