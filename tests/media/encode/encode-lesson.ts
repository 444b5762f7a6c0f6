import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { compilePlan, type PlanSettings } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ffmpeg } from '../ffmpeg-command.ts'
import { lessonOf, type Lesson } from '../one-clip-lesson.ts'

/** A clip that is hard to compress, with noise for its sound. */
export async function makeNoisyClip(folder: string, seconds: number, size = '180x320'): Promise<string> {
  const clip = path.join(folder, `noisy-${seconds}.mp4`)
  const picture = `testsrc2=s=${size}:r=30:d=${seconds},noise=alls=20:allf=t`
  const sound = `anoisesrc=d=${seconds}:c=pink:a=0.2:r=48000:seed=7`
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-c:a', 'aac']
  await ffmpeg('-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, ...codecs, clip)
  return clip
}

export async function planOf(
  engine: MediaEngine,
  clip: string,
  settings: Omit<PlanSettings, 'overlays'>,
  canvas = { width: 180, height: 320 },
): Promise<{ plan: RenderPlan; files: Lesson['files'] }> {
  const { document, files } = lessonOf([{ path: clip, report: await engine.probe(clip) }], { canvas })
  return { plan: compilePlan(document, { ...settings, overlays: [] }), files }
}

/** A folder for temporary files that nothing else on this machine uses; call it before the first one is made. */
export function keepTemporaryFilesApart(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-encode-'))
  process.env['TMPDIR'] = folder
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
}

/** Folders that renders keep their notes in; each must be gone when its render is over. */
export function noteFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('tidbit-render-'))
}
