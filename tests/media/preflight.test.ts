import { stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMeasureRequest } from '#main/core/preflight/measure-request.ts'
import { estimateSize } from '#main/media-process/preflight/estimate-size.ts'
import { measureLesson } from '#main/media-process/preflight/measure-lesson.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { MeasuredMedia } from '#shared/preflight/measured.ts'
import type { OverlayId, TrackId } from '#shared/project/ids.ts'
import { mainTrack } from '#shared/project/defaults.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { overlayOf, overlayTrackId, titleStyle } from '../shared/overlay/sample-overlays.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, renderLesson, smallCanvas } from './in-process-render.ts'
import { lessonOf } from './one-clip-lesson.ts'

const seconds = 3
const bare = { boxColour: null, outlineColour: null, outlineWidth: 0 } as const

function title(id: string, y: number, style: Partial<TextStyle>): Overlay {
  return overlayOf(id, {
    content: { kind: 'text', text: 'Words', style: { ...titleStyle, ...bare, ...style } },
    box: { anchorPoint: 'center', x: 0, y, width: 900, height: 200 },
    durationTicks: secondsToTicks(seconds),
  })
}

async function measure(picture: string, sound: string, overlays: readonly Overlay[]): Promise<MeasuredMedia> {
  const file = path.join(temporaryFolder(), 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  await ffmpeg(...source, '-t', String(seconds), '-pix_fmt', 'yuv420p', '-colorspace', 'bt709', '-color_range', 'tv', file)
  const report = await probe(file)
  const { document, files } = lessonOf([{ path: file, report }], { canvas: { width: 360, height: 640 } })
  const lesson = {
    ...document,
    tracks: {
      ...document.tracks,
      [overlayTrackId]: { ...mainTrack, id: overlayTrackId as TrackId, band: 'overlays', role: 'none' },
    },
    overlays: Object.fromEntries(overlays.map((overlay) => [overlay.id as OverlayId, overlay])),
  } as const
  const fractions: number[] = []
  const measured = await measureLesson(createMeasureRequest(lesson, files), {
    threads: 2,
    signal: new AbortController().signal,
    onProgress: ({ fraction }) => fractions.push(fraction),
  })
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions.at(-1)).toBeCloseTo(1)
  return measured
}

describe('the size of a film', () => {
  it('is told within a quarter of what it becomes', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'clip.mp4')
    // Longer than what is encoded whole; calm first, then a storm.
    const picture = "testsrc2=s=90x160:r=30:d=11,noise=alls=20:allf=t:enable='gt(t,6.6)'"
    await ffmpeg('-f', 'lavfi', '-i', picture, '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', file)
    const lesson = lessonOf([{ path: file, report: await probe(file) }], { canvas: smallCanvas })
    const rendered = await renderLesson(folder, lesson)
    const { plan, files } = createMeasureRequest(lesson.document, lesson.files)
    const slices = createSlices(() => false)
    const fractions: number[] = []
    const estimated = await estimateSize({ plan, files, threads: 2, slices }, (fraction) => fractions.push(fraction))
    const real = (await stat(rendered.file)).size * (60 / 11)
    expect(fractions.length).toBeGreaterThan(1)
    expect(estimated / real).toBeGreaterThan(0.75)
    expect(estimated / real).toBeLessThan(1.25)
  }, 120_000)
})

describe('what is measured of a lesson', () => {
  it('judges letters by what lies behind them, hears the loudness, and finds no flash in a still picture', async () => {
    const { contrasts, loudness, flashes, bytesPerMinute } = await measure('color=white:s=180x320:r=30', 'sine=frequency=440', [
      title('pale', -500, { colour: '#ffee88' }),
      title('dark', -250, { colour: '#101418' }),
      title('panel', 0, { colour: '#ffffff', boxColour: '#101418' }),
      title('edged', 250, { colour: '#ffffff', outlineColour: '#101418', outlineWidth: 9 }),
      title('thin', 500, { colour: '#ffffff', boxColour: '#10141833' }),
    ])
    const ratioOf = (id: string): number => contrasts.find((each) => each.id === id)?.ratio ?? 0
    // WCAG by hand: #ffee88 has a luminance of 0.84, so (1 + 0.05) / (0.84 + 0.05) = 1.2 on white.
    expect(ratioOf('pale')).toBeGreaterThan(1.1)
    expect(ratioOf('pale')).toBeLessThan(1.3)
    expect(ratioOf('dark')).toBeGreaterThan(16)
    expect(ratioOf('panel')).toBeGreaterThan(16)
    expect(ratioOf('edged')).toBeGreaterThan(8)
    expect(ratioOf('thin')).toBeLessThan(2)
    // FFmpeg's sine is at -18 dBFS of one loudspeaker, and mono is heard from two.
    expect(loudness?.lufs).toBeGreaterThan(-25)
    expect(loudness?.lufs).toBeLessThan(-15)
    expect(flashes).toEqual([])
    expect(bytesPerMinute).toBeGreaterThan(900_000)
  }, 120_000)

  it('is given up in the middle where nobody waits for it any more', async () => {
    const file = path.join(temporaryFolder(), 'clip.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=180x320:r=30:d=2', '-pix_fmt', 'yuv420p', file)
    const { document, files } = lessonOf([{ path: file, report: await probe(file) }], { canvas: { width: 360, height: 640 } })
    const controller = new AbortController()
    let last = 0
    const measuring = measureLesson(createMeasureRequest(document, files), {
      threads: 2,
      signal: controller.signal,
      onProgress({ fraction }) {
        last = fraction
        if (fraction > 0.3) controller.abort()
      },
    })
    await expect(measuring).rejects.toMatchObject({ code: 'cancelled' })
    expect(last).toBeLessThan(0.5)
  }, 60_000)

  it('finds where the picture flashes', async () => {
    const black = "drawbox=w=iw:h=ih:color=black:t=fill:enable='gt(t,1)*lt(mod(t,0.2),0.099)'"
    const { flashes, loudness } = await measure(`color=white:s=180x320:r=30,${black}`, 'anullsrc', [])
    expect(flashes).toHaveLength(1)
    expect(flashes[0]?.kind).toBe('general')
    expect((flashes[0]?.startTicks ?? 0) / 120_000).toBeCloseTo(1, 0)
    expect(flashes[0]?.flashes).toBeGreaterThanOrEqual(5)
    expect(loudness?.lufs ?? -120).toBeLessThan(-55)
  }, 120_000)
})
