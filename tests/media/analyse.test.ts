import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { shotChangesSchema } from '#main/core/media/analyse-messages.ts'
import { analyseRecording } from '#main/media-process/analyse/analyse-recording.ts'
import { findShotChanges } from '#main/media-process/analyse/find-shot-changes.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { splitAnalysisSchema } from '#shared/split/split-analysis.ts'
import { secondsToTicks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'

const speech = path.resolve('../shared/media/speech')
const sentence = path.join(speech, 'leopard_test.wav')

async function analyse(file: string, scenes = false, signal = new AbortController().signal): Promise<SplitAnalysis> {
  const fractions: number[] = []
  const onProgress = ({ fraction }: { fraction: number }): void => void fractions.push(fraction)
  const analysis = await analyseRecording({ path: file, report: await probe(file), scenes }, { threads: 2, signal, onProgress })
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions.at(-1)).toBe(1)
  return splitAnalysisSchema.parse(analysis)
}

const seconds = (stretches: SplitAnalysis['silences']): number[][] =>
  stretches.map(({ startTicks, endTicks }) => [ticksToSeconds(startTicks), ticksToSeconds(endTicks)])

describe('pauses', () => {
  /** The words of the sentence last from 0.54 to 5.34 s, by the recording's own data; it begins at 1 s and again at 9 s. */
  test.for([
    ['in a quiet room', 0.0003],
    ['with a fan running', 0.015],
  ] as const)('are where nobody speaks, and none lies within the words, %s', async ([, noise]) => {
    const file = path.join(temporaryFolder(), 'talk.wav')
    const words = '[0]aresample=48000,asplit[a][b];[a]adelay=1000[first];[b]adelay=9000[second]'
    const room = `anoisesrc=d=17:c=pink:a=${noise}:r=48000:seed=4[r]`
    await ffmpeg(
      ...['-i', sentence, '-filter_complex', `${words};${room};[first][second][r]amix=inputs=3:normalize=0:duration=longest`],
      ...['-t', '17', '-c:a', 'pcm_s16le', file],
    )
    const { silences, scenes, durationTicks } = await analyse(file)
    expect(scenes).toBeNull()
    expect(ticksToSeconds(durationTicks)).toBe(17)
    const pauses = seconds(silences)
    expect(pauses).toHaveLength(3)
    for (const [index, [from, to]] of [
      [0, 1.54],
      [6.34, 9.54],
      [14.34, 17],
    ].entries()) {
      // Words fade in and out over some hundredths.
      expect(Math.abs((pauses[index]?.[0] ?? 99) - (from ?? 0))).toBeLessThan(0.35)
      expect(Math.abs((pauses[index]?.[1] ?? 99) - (to ?? 0))).toBeLessThan(0.35)
    }
  })

  test('a film without sound has none', async () => {
    const file = path.join(temporaryFolder(), 'mute.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90:d=2', '-c:v', 'libx264', '-preset', 'ultrafast', file)
    expect(await analyse(file)).toMatchObject({ silences: [], scenes: null, markers: [] })
  })
})

describe('scenes', () => {
  test('are found at their first picture; motion, a fade and a flash are none', async () => {
    const file = path.join(temporaryFolder(), 'scenes.mp4')
    const part = (source: string, length: number): string[] => ['-f', 'lavfi', '-t', String(length), '-i', source]
    await ffmpeg(
      ...part('testsrc2=s=320x180:r=30', 2),
      ...part('mandelbrot=s=320x180:r=30', 3),
      ...part(
        "color=0x203040:s=320x180:r=30,drawbox=x='mod(t*120,320)':y=60:w=60:h=60:c=white:t=fill,drawbox=c=white:t=fill:enable='between(t,1.49,1.55)'",
        3,
      ),
      ...part('smptebars=s=320x180:r=30,fade=out:d=2:st=1', 4),
      ...[
        '-filter_complex',
        '[0][1][2][3]concat=n=4:v=1:a=0,format=yuv420p',
        '-c:v',
        'libx264',
        '-preset',
        'fast',
        '-g',
        '250',
        file,
      ],
    )
    const { scenes } = await analyse(file, true)
    const found = scenes?.map(({ atTicks }) => ticksToSeconds(atTicks)) ?? []
    expect(found).toHaveLength(3)
    ;[2, 5, 8].forEach((at, index) => expect(Math.abs((found[index] ?? 0) - at)).toBeLessThan(0.001))
  })
})

describe('changes of shots', () => {
  async function makeFilm(keyframes: readonly string[]): Promise<string> {
    const file = path.join(temporaryFolder(), 'shots.mp4')
    const part = (source: string, length: number): string[] => ['-f', 'lavfi', '-t', String(length), '-i', source]
    await ffmpeg(
      ...part('testsrc2=s=320x180:r=30', 2.5),
      ...part('mandelbrot=s=320x180:r=30', 3.2),
      ...part('smptebars=s=320x180:r=30', 2.3),
      ...['-filter_complex', '[0][1][2]concat=n=3:v=1:a=0,format=yuv420p', '-c:v', 'libx264', '-preset', 'fast'],
      ...[...keyframes, file],
    )
    return file
  }
  const look = async (file: string, stretch: { startTicks: Ticks; endTicks: Ticks } | null = null): Promise<number[]> => {
    const slices = createSlices(() => false)
    const found = await findShotChanges({ path: file, report: await probe(file), stretch }, { threads: 2, slices })
    return shotChangesSchema.parse(found).map(ticksToSeconds)
  }

  test.for([
    ['a key picture a second, as phones write', ['-g', '30', '-sc_threshold', '0']],
    ['key pictures at cuts', ['-g', '250']],
    ['no key picture but the first', ['-g', '9999', '-sc_threshold', '0']],
  ] as const)('are found with %s', async ([, keyframes]) => {
    const found = await look(await makeFilm(keyframes))
    expect(found).toHaveLength(2)
    ;[2.5, 5.7].forEach((at, index) => expect(Math.abs((found[index] ?? 0) - at)).toBeLessThan(0.02))
  })

  test('are found in the stretch that is asked for only, and a sound has none', async () => {
    const file = await makeFilm(['-g', '30', '-sc_threshold', '0'])
    const found = await look(file, { startTicks: secondsToTicks(4.2), endTicks: secondsToTicks(7) })
    expect(found).toHaveLength(1)
    expect(Math.abs((found[0] ?? 0) - 5.7)).toBeLessThan(0.02)
    const sound = path.join(temporaryFolder(), 'tone.wav')
    await ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', sound)
    expect(await look(sound)).toEqual([])
  })
})

describe('chapters', () => {
  const names = ['Welcome, Zoë', 'Second; part = two', '最後']

  test.for(['mp4', 'mov', 'mkv'])('of a .%s file are markers', async (container) => {
    const folder = temporaryFolder()
    const chapters = names.map((name, index) => {
      const title = name.replace(/[=;]/g, (letter) => `\\${letter}`)
      return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${index * 2500}\nEND=${(index + 1) * 2500}\ntitle=${title}\n`
    })
    await writeFile(path.join(folder, 'chapters.txt'), `;FFMETADATA1\n${chapters.join('')}`)
    const file = path.join(folder, `film.${container}`)
    const film = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:d=8', '-f', 'lavfi', '-i', 'sine=d=8']
    await ffmpeg(
      ...[...film, '-i', path.join(folder, 'chapters.txt'), '-map', '0', '-map', '1', '-map_chapters', '2'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', file],
    )
    const { markers } = await analyse(file)
    expect(markers.map(({ label }) => label)).toEqual(names)
    markers.forEach(({ atTicks }, index) => expect(Math.abs(ticksToSeconds(atTicks) - index * 2.5)).toBeLessThan(0.05))
  })
})

test('a picture is refused with a sentence, and a cancel is heard', async () => {
  const folder = temporaryFolder()
  const photo = path.join(folder, 'photo.png')
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90', '-frames:v', '1', photo)
  await expect(analyse(photo)).rejects.toSatisfy(
    (thrown) => thrown instanceof AppError && thrown.code === 'media.not-a-recording',
  )
  const film = path.join(folder, 'film.mp4')
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=640x360:d=20', '-c:v', 'libx264', '-preset', 'ultrafast', film)
  const controller = new AbortController()
  const running = analyse(film, true, controller.signal)
  setTimeout(() => controller.abort(), 50)
  await expect(running).rejects.toSatisfy((thrown) => thrown instanceof AppError && thrown.code === 'cancelled')
})
