import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { TextTrack } from '#shared/render-plan/plan.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { ffmpeg, ffprobe, temporaryFolder } from './ffmpeg-command.ts'
import { probe, renderPlanned, smallCanvas } from './in-process-render.ts'
import { lessonOf } from './one-clip-lesson.ts'

const cue = (from: number, to: number, text: string) => ({
  startTicks: secondsToTicks(from),
  endTicks: secondsToTicks(to),
  text,
})

const textTracks: readonly TextTrack[] = [
  { language: 'en-GB', cues: [cue(0.25, 0.75, 'Hello & <welcome>'), cue(1, 1.75, 'two\nlines')] },
  { language: 'ar', cues: [cue(0.5, 1.5, 'مرحبا 🌍')] },
  { language: 'tlh', cues: [cue(0, 1, 'nuqneH')] },
]

test('captions in an MP4 are text of their languages, at their times, and the film decodes strictly', async () => {
  const folder = temporaryFolder()
  const clip = path.join(folder, 'clip.mp4')
  const pictures = 'testsrc2=size=180x320:rate=30:duration=2'
  await ffmpeg('-f', 'lavfi', '-i', pictures, '-f', 'lavfi', '-i', 'sine=duration=2', '-pix_fmt', 'yuv420p', clip)
  const { document, files } = lessonOf([{ path: clip, report: await probe(clip) }], { canvas: smallCanvas })
  const { file } = await renderPlanned(folder, compilePlan(document, { preset: 'lms', overlays: [], textTracks }), files)

  const streams: readonly { readonly codec_name?: string; readonly tags?: Readonly<Record<string, string>> }[] = (
    await ffprobe(file)
  ).streams
  expect(streams.map((stream) => stream.codec_name)).toEqual(['h264', 'aac', 'mov_text', 'mov_text', 'mov_text'])
  expect(streams.slice(2).map(({ tags }) => tags?.['language'])).toEqual(['eng', 'ara', 'und'])
  await ffmpeg('-v', 'error', '-xerror', '-i', file, '-f', 'null', '-')

  const readTrack = async (index: number): Promise<string> => {
    const out = path.join(folder, `${index}.srt`)
    await ffmpeg('-i', file, '-map', `0:s:${index}`, out)
    return (await readFile(out, 'utf8')).replaceAll('\r', '').trim()
  }
  expect(await readTrack(0)).toBe(
    '1\n00:00:00,250 --> 00:00:00,750\nHello & <welcome>\n\n2\n00:00:01,000 --> 00:00:01,750\ntwo\nlines',
  )
  expect(await readTrack(1)).toBe('1\n00:00:00,500 --> 00:00:01,500\nمرحبا 🌍')
})
