import path from 'node:path'
import { readFileSync, statSync, truncateSync } from 'node:fs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { openPreviewPictures } from '#main/media-process/preview/preview-pictures.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import { canvases } from '#shared/project/defaults.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { suggestFit } from '#shared/project/suggest-fit.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ffmpeg, temporaryFolder } from '../ffmpeg-command.ts'
import { lessonOf } from '../one-clip-lesson.ts'

type Told = { readonly picture: PreviewPicture | null; readonly atFraction: number }

/** What an examination tells early, how much it had read by then, and what the preview shows first when it is over. */
async function compare(file: string, canvas: CanvasSize): Promise<{ told: Told; shown: PreviewPicture }> {
  let told: Told = { picture: null, atFraction: 0 }
  let read = 0
  const tell = (picture: PreviewPicture): void => void (told = { picture, atFraction: read })
  const onProgress = ({ fraction }: { readonly fraction: number }): void => void (read = fraction)
  const report = await probeFile(file, new AbortController().signal, onProgress, { canvas, tell })
  const fit = suggestFit(report, canvas)
  const asImported = { path: file, report, change: (clip: ImportedClip) => ({ ...clip, picture: { ...clip.picture, fit } }) }
  const { document, files } = lessonOf([asImported], { canvas })
  const plan = compilePlan(document, { preset: 'lms', overlays: [] })
  const pictures = openPreviewPictures({ plan, files, slices: createSlices(() => false), threads: 2 })
  try {
    return { told, shown: await pictures.draft(0) }
  } finally {
    pictures.close()
  }
}

type ImportedClip = Parameters<NonNullable<Parameters<typeof lessonOf>[0][number]['change']>>[0]

const film = (size: string, seconds: number): readonly string[] => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=30:d=${seconds}`]
const sound = ['-f', 'lavfi', '-i', 'sine=d=20:sample_rate=48000']
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
const hlg = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-tag:v', 'hvc1', '-x265-params']
const hlgColour = 'log-level=error:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc'

async function made(name: string, ...options: readonly string[]): Promise<string> {
  const file = path.join(temporaryFolder(), name)
  await ffmpeg('-v', 'error', ...options, '-shortest', file)
  return file
}

async function turned(name: string): Promise<string> {
  const flat = await made(name, ...film('640x360', 2), ...h264)
  const file = path.join(path.dirname(flat), `turned-${name}`)
  await ffmpeg('-v', 'error', '-i', flat, '-c', 'copy', '-metadata:s:v', 'rotate=90', file)
  return file
}

const recipes: Readonly<Record<string, () => Promise<string>>> = {
  'an upright film with B-frames': () => made('plain.mp4', ...film('360x640', 2), ...sound, ...h264, '-bf', '2', '-c:a', 'aac'),
  'a film that is turned': () => turned('clip.mp4'),
  'a landscape film, which lies on its own blur': () => made('wide.mp4', ...film('640x360', 2), ...h264),
  'HLG, which is mapped to the colours of screens': () => made('hlg.mov', ...film('360x640', 2), ...hlg, hlgColour),
  'half pictures': () => made('tv.ts', ...film('720x576', 2), '-vf', 'interlace', ...h264, '-flags', '+ildct+ilme'),
  'pixels that are not square': () => made('wide.mkv', ...film('360x288', 2), '-vf', 'setsar=16/11', ...h264),
}

describe('the first picture of a film, told while it is examined', () => {
  it.for(Object.entries(recipes))('is the one that the preview begins with: %s', async ([, recipe]) => {
    const file = await recipe()
    for (const canvas of [canvases['9:16'], canvases['16:9']]) {
      const { told, shown } = await compare(file, canvas)
      expect(told.picture).toMatchObject({ width: shown.width, height: shown.height })
      expect(Buffer.from(told.picture?.data ?? []).equals(Buffer.from(shown.data))).toBe(true)
    }
  })

  it('comes before the film is read, and reads nothing twice', async () => {
    const file = await made('long.mp4', ...film('1280x720', 10), ...sound, ...h264, '-b:v', '20M', '-c:a', 'aac')
    const { told } = await compare(file, canvases['9:16'])
    expect(told.picture).not.toBeNull()
    expect(told.atFraction).toBeLessThan(0.4)
    const wish = { canvas: canvases['9:16'], tell: () => {} }
    const bytesRead = (): number => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
    const before = bytesRead()
    await probeFile(file, new AbortController().signal, () => {}, wish)
    expect((bytesRead() - before) / statSync(file).size).toBeLessThan(1.05)
  })

  it('is not told of a sound, a photo or a film whose pictures cannot be read', async () => {
    const photo = await made('photo.jpg', ...film('640x360', 1), '-frames:v', '1')
    const song = await made('song.m4a', ...sound, '-c:a', 'aac', '-t', '2')
    for (const file of [photo, song]) expect((await compareNothing(file)).picture).toBeNull()
    const cut = await made('cut.mp4', ...film('640x360', 2), ...h264)
    truncateSync(cut, 4000)
    await expect(compareNothing(cut)).rejects.toMatchObject({ code: 'media.no-index' })
  })

  it('is left out and noted where making it goes wrong; a cancel is heard', async () => {
    const file = await made('plain.mp4', ...film('360x640', 1), ...h264)
    const noted = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => noted.mockRestore())
    const probing = (thrown: Error) => {
      const tell = (): void => {
        throw thrown
      }
      return probeFile(file, new AbortController().signal, () => {}, { canvas: canvases['9:16'], tell })
    }
    expect((await probing(new RangeError('no planes'))).interpretation?.video?.codec).toBe('h264')
    expect(noted.mock.calls.flat().join('')).toMatch(/first picture: RangeError: no planes/)
    await expect(probing(appError('cancelled', {}))).rejects.toMatchObject({ code: 'cancelled' })
  })
})

async function compareNothing(file: string): Promise<{ picture: PreviewPicture | null }> {
  const found: { picture: PreviewPicture | null } = { picture: null }
  const tell = (picture: PreviewPicture): void => void (found.picture = picture)
  await probeFile(file, new AbortController().signal, () => {}, { canvas: canvases['9:16'], tell })
  return found
}
