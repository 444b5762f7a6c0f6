/**
 * Films the templates for the gallery: fills their slots with drawn clips through the editor's own commands, renders them with the
 * studio's engine and makes them small.
 *   npm run templates:films -- [--only explainer,reply] [--keep folder]
 * Needs ffmpeg. Made from resources/templates/<id>/template.json, which `make.ts` writes.
 */

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import { describeAsset } from '#main/core/import/import-media.ts'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { fillSlotMedia, fillSlotText } from '#shared/edit/commands/fill-slot.ts'
import type { Command } from '#shared/edit/command.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import type { SlotId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import type { Design, Draw } from './design.ts'
import { designs } from './designs.ts'
import { plainFile } from '../sample/encode.ts'
import { showQuestions } from './question-sheets.ts'

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))
const tidbit = fileURLToPath(new URL('../../bin/tidbit.mjs', import.meta.url))
/** Films are shown small; canvas units are the same at any size. */
const size = { width: 540, height: 960 } as const
const rate = 30
/** Before and after what the template shows, for its transitions. */
const spare = 0.6

async function drawClip(draw: Draw, seconds: number, file: string): Promise<void> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${size.width}x${size.height}`, '-r', String(rate), '-i', 'pipe:0']
  const colour = [
    '-vf',
    'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
    '-colorspace',
    'bt709',
    '-color_primaries',
    'bt709',
    '-color_trc',
    'bt709',
  ]
  const output = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-g', '15', '-movflags', '+faststart', file]
  const encoder = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...input, ...colour, ...output], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const ended = once(encoder, 'close')
  const canvas = createCanvas(size.width, size.height)
  const brush = canvas.getContext('2d')
  brush.scale(0.5, 0.5)
  for (let frame = 0; frame < Math.round((seconds + 2 * spare) * rate); frame += 1) {
    draw(brush, Math.max(0, frame / rate - spare / 2))
    if (!encoder.stdin.write(Buffer.from(canvas.data()))) await once(encoder.stdin, 'drain')
  }
  encoder.stdin.end()
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

/** A square photo: the middle of what is drawn. */
function drawPicture(draw: Draw): Buffer {
  const canvas = createCanvas(900, 900)
  const brush = canvas.getContext('2d')
  brush.translate(-90, -560)
  draw(brush, 4)
  return canvas.toBuffer('image/png')
}

async function readAsset(file: string): Promise<Asset> {
  return describeAsset(file, await probeFile(file, new AbortController().signal))
}

function templateOf({ id }: Design): LessonDocument {
  const folder = join(resources, 'templates', id)
  const document = documentSchema.parse(JSON.parse(readFileSync(join(folder, 'template.json'), 'utf8')))
  const assets = Object.values(document.assets).map((asset) => ({
    ...asset,
    absolutePath: join(folder, asset.relativePath ?? ''),
    relativePath: null,
  }))
  // A slot is filled exactly as long as it was designed.
  const slots = Object.values(document.slots).map((slot) => {
    const scene = [...Object.values(document.clips)].find(({ slotId }) => slotId === slot.id)
    return { ...slot, maxTicks: scene ? scene.sourceOutTicks : slot.maxTicks }
  })
  return {
    ...document,
    settings: { ...document.settings, canvas: size },
    assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
    slots: Object.fromEntries(slots.map((slot) => [slot.id, slot])),
  }
}

/** The filled template of the gallery. */
async function fill(design: Design, work: string): Promise<LessonDocument> {
  const template = templateOf(design)
  let made = 0
  const session = new EditSession(template, { newId: () => `film-${(made += 1)}` })
  const run = <Args>(command: Command<Args>, args: Args): void => {
    const result = session.run(command, args)
    if (!result.ok) throw new Error(`${design.id}: ${JSON.stringify(result.error)}`)
  }
  for (const [slot, demo] of Object.entries(design.demo)) {
    const slotId = slot as SlotId
    if ('text' in demo) run(fillSlotText, { slotId, text: demo.text })
    else if ('picture' in demo) {
      const file = join(work, `${design.id}-${slot}.png`)
      writeFileSync(file, drawPicture(demo.picture))
      run(fillSlotMedia, { slotId, asset: await readAsset(file) })
    } else if ('clip' in demo) {
      const clip = Object.values(template.clips).find((entry) => entry.slotId === slotId)
      const seconds = clip ? ticksToSeconds(clip.sourceOutTicks) : 5
      const file = join(work, `${design.id}-${slot}.mp4`)
      if (!existsSync(file)) await drawClip(demo.clip, seconds, file)
      run(fillSlotMedia, { slotId, asset: await readAsset(file) })
    }
  }
  const bed = join(resources, 'sounds', `${design.music}.ogg`)
  if (design.music && existsSync(bed)) run(fillSlotMedia, { slotId: 'music' as SlotId, asset: await readAsset(bed) })
  return showQuestions(askAs(session.getSnapshot().document, design))
}

/** The questions in the words of the demonstration; choices keep their order and which one is right. */
function askAs(document: LessonDocument, { demo }: Design): LessonDocument {
  const questions = Object.values(document.questions).map((question) => {
    const wanted = question.slotId === null ? undefined : demo[question.slotId]
    if (!wanted || !('prompt' in wanted)) return question
    const choices = question.choices.map((choice, index) => ({ ...choice, text: wanted.choices[index] ?? choice.text }))
    return { ...question, prompt: wanted.prompt, choices }
  })
  return { ...document, questions: Object.fromEntries(questions.map((question) => [question.id, question])) }
}

function makeSmall(from: string, to: string): void {
  const video = [
    '-c:v',
    'libx264',
    '-preset',
    'slow',
    '-crf',
    '27',
    '-maxrate',
    '420k',
    '-bufsize',
    '840k',
    '-g',
    '120',
    '-x264-params',
    'aq-mode=3',
  ]
  const sound = ['-c:a', 'aac', '-b:a', '48k', '-ac', '1']
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-i', from, ...video, ...sound, ...plainFile, to])
}

/** Where a film looks best, in seconds: its first title has come in. */
const posterSeconds: Readonly<Record<string, number>> = { 'how-to': 2.4, reply: 4.2, 'predict-then-reveal': 4 }

const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'string' } } })
const work = values.keep ?? mkdtempSync(join(tmpdir(), 'template-films-'))
mkdirSync(work, { recursive: true })
const wanted = values.only?.split(',')
for (const design of designs.filter(({ id }) => !wanted || wanted.includes(id))) {
  const document = await fill(design, work)
  const source = join(work, `${design.id}.json`)
  const whole = join(work, `${design.id}.mp4`)
  writeFileSync(source, JSON.stringify(document))
  execFileSync(process.execPath, [tidbit, 'render', source, '--out', whole, '--preset', 'lms'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const folder = join(resources, 'templates', design.id)
  makeSmall(whole, join(folder, 'film.mp4'))
  const at = String(posterSeconds[design.id] ?? 2.4)
  execFileSync('ffmpeg', [
    '-hide_banner',
    '-loglevel',
    'error',
    '-y',
    '-ss',
    at,
    '-i',
    whole,
    '-frames:v',
    '1',
    '-q:v',
    '4',
    join(folder, 'poster.jpg'),
  ])
  const seconds = ticksToSeconds(deriveTimeline(document).durationTicks)
  console.log(`${design.id}: ${seconds.toFixed(1)} s, ${(statSync(join(folder, 'film.mp4')).size / 1e6).toFixed(2)} MB`)
}
if (!values.keep) rmSync(work, { recursive: true, force: true })
