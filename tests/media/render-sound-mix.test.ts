import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clip, ClipSound } from '#shared/project/schema/clip.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { levelDb, mixLesson, onsetsMs, toneDb, withTracks, type StereoSound } from './lesson-sound.ts'
import { lessonOf, type ClipRecipe, type Lesson } from './one-clip-lesson.ts'

const speech = path.resolve('../shared/media/speech')

async function sound(folder: string, name: string, source: string, seconds: number, ...filters: string[]): Promise<string> {
  const file = path.join(folder, name)
  const filter = filters.length > 0 ? ['-af', filters.join(',')] : []
  await ffmpeg('-f', 'lavfi', '-i', source, '-t', String(seconds), ...filter, '-c:a', 'pcm_s16le', file)
  return file
}

async function recipe(file: string, change: (clip: Clip) => Clip = (clip) => clip): Promise<ClipRecipe> {
  return { path: file, report: await probe(file), change }
}

const withSound =
  (changes: Partial<ClipSound>) =>
  (clip: Clip): Clip => ({ ...clip, sound: { ...clip.sound, ...changes } })
const beeps = (every: number): string => `aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,${every}),0.1)':s=48000`
const tone = (hertz: number, level = 0.25): string => `aevalsrc='${level}*sin(2*PI*${hertz}*t)':s=48000`
const silence = 'anullsrc=r=48000:cl=mono'

describe('speed', () => {
  test.for([
    [1, 4],
    [1, 2],
    [2, 3],
    [5, 4],
    [2, 1],
    [3, 1],
    [4, 1],
  ] as const)('at %d/%d every beep stands at its place and keeps its pitch', async ([num, den]) => {
    const folder = temporaryFolder()
    const clip = await sound(folder, 'beeps.wav', beeps(1), 12)
    const { left } = await mixLesson(lessonOf([await recipe(clip, (each) => ({ ...each, speed: { num, den } }))]))
    const speed = num / den
    const found = onsetsMs(left, 200 / speed)
    expect(found).toHaveLength(12)
    found.forEach((at, index) => expect(Math.abs(at - (index * 1000) / speed), `beep ${index}`).toBeLessThan(3))
    // The pitch stays: nearly all of the sound is at 1000 Hz (a beep lasts 100 ms / speed).
    const [from, length] = [2 / speed + 0.01 / speed, 0.08 / speed]
    expect(toneDb(left, 1000, from, length)).toBeGreaterThan(levelDb(left, from, from + length) + 3 - 1.5)
  })

  test('without keeping the pitch, twice as fast sounds an octave higher, at the same places', async () => {
    const folder = temporaryFolder()
    const clip = await sound(folder, 'beeps.wav', beeps(1), 6)
    const fast = (each: Clip): Clip => ({ ...withSound({ keepPitch: false })(each), speed: { num: 2, den: 1 } })
    const { left } = await mixLesson(lessonOf([await recipe(clip, fast)]))
    onsetsMs(left).forEach((at, index) => expect(Math.abs(at - index * 500)).toBeLessThan(1))
    expect(toneDb(left, 2000, 1.01, 0.03)).toBeGreaterThan(toneDb(left, 1000, 1.01, 0.03) + 20)
  })

  test('speech at half speed is as loud as before, without holes', async () => {
    const half = (each: Clip): Clip => ({ ...each, speed: { num: 1, den: 2 } })
    const jfk = path.join(speech, 'jfk.wav')
    const [slow, plain] = [await mixLesson(lessonOf([await recipe(jfk, half)])), await mixLesson(lessonOf([await recipe(jfk)]))]
    for (let second = 0; second < 10; second += 1) {
      const before = levelDb(plain.left, second, second + 1)
      if (before > -35) expect(Math.abs(levelDb(slow.left, second * 2, second * 2 + 2) - before)).toBeLessThan(1.5)
    }
  })
})

describe('backwards', () => {
  test.for([
    ['plainly', {}],
    ['with noise reduction and a high-pass', { noiseReduction: 0.01, highPassHz: 80 }],
  ] as const)('a beep is heard from its end, at its mirrored place, %s', async ([, changes]) => {
    const folder = temporaryFolder()
    // From 2.5 s to 2.6 s; and a fade within, so that its direction is heard.
    const source = "aevalsrc='0.5*sin(2*PI*1000*t)*gte(t,2.5)*lt(t,2.9)*(t-2.5)/0.4':s=48000"
    const clip = await sound(folder, 'beep.wav', source, 22)
    const backwards = (each: Clip): Clip => ({
      ...withSound(changes)(each),
      sourceInTicks: secondsToTicks(1),
      sourceOutTicks: secondsToTicks(21),
      reversed: true,
    })
    const { left } = await mixLesson(lessonOf([await recipe(clip, backwards)]))
    expect(left.length / 48_000).toBeCloseTo(20, 3)
    const [at] = onsetsMs(left, 100, 0.2)
    expect(Math.abs((at ?? 0) - (21 - 2.9) * 1000)).toBeLessThan(2)
    expect(levelDb(left, 18.1, 18.2)).toBeGreaterThan(levelDb(left, 18.35, 18.45) + 6)
  })

  test('a middle piece of it, read from the middle, is the same', async () => {
    const folder = temporaryFolder()
    const clip = await sound(folder, 'noise.wav', 'anoisesrc=d=22:a=0.3:seed=5:r=48000', 22)
    const lesson = lessonOf([await recipe(clip, (each) => ({ ...each, reversed: true }))])
    const [whole, part] = [await mixLesson(lesson), await mixLesson(lesson, 10 * 48_000)]
    expect(differenceDb(whole.left.subarray(10 * 48_000), part.left)).toBeLessThan(-80)
  })
})

/** How far two sounds differ, relative to the first. */
function differenceDb(one: Float32Array, other: Float32Array): number {
  const difference = one.map((sample, index) => sample - (other[index] ?? 0))
  return levelDb(difference, 0, one.length / 48_000) - levelDb(one, 0, one.length / 48_000)
}

describe('gains', () => {
  const points = [
    { atTicks: secondsToTicks(2), gainDb: 0 },
    { atTicks: secondsToTicks(4), gainDb: -20 },
    { atTicks: secondsToTicks(6), gainDb: 0 },
  ]
  test.for([
    ['forwards', 1, false, [3, 4, 5]],
    ['backwards', 1, true, [7, 6, 5]],
    ['at double speed', 2, false, [1.5, 2, 2.5]],
    ['backwards at half speed', 0.5, true, [14, 12, 10]],
  ] as const)('an envelope on the clip’s own clock is heard %s', async ([, speed, reversed, instants]) => {
    const folder = temporaryFolder()
    const clip = await sound(folder, 'tone.wav', tone(500), 10)
    const change = (each: Clip): Clip => ({
      ...withSound({ envelope: points })(each),
      speed: speed < 1 ? { num: 1, den: 2 } : { num: speed, den: 1 },
      reversed,
    })
    const { left } = await mixLesson(lessonOf([await recipe(clip, change)]))
    const full = toneDb(left, 500, 0.2, 0.1)
    const levels = instants.map((at) => toneDb(left, 500, at - 0.01, 0.02) - full)
    ;[-10, -20, -10].forEach((wanted, index) => expect(levels[index]).toBeCloseTo(wanted, 0))
  })

  test('fades are straight, a cut through a wave does not click, a split clip plays on', async () => {
    const folder = temporaryFolder()
    const clip = await sound(folder, 'tone.wav', tone(100, 0.5), 4)
    const [inTicks, outTicks] = [secondsToTicks(1), secondsToTicks(2)]
    const halves: ClipRecipe[] = [
      { ...(await recipe(clip)), outTicks: inTicks },
      { ...(await recipe(clip)), inTicks, outTicks },
    ]
    // The recipes make an asset each; a split clip has one.
    const lesson = lessonOf(halves)
    const clips = { ...lesson.document.clips }
    const [firstClip, secondClip] = Object.values(clips)
    if (!firstClip || !secondClip) throw new Error('two clips were made')
    clips['clip1' as ClipId] = { ...secondClip, assetId: firstClip.assetId }
    const split = await mixLesson({ ...lesson, document: { ...lesson.document, clips } })
    const whole = await mixLesson(lessonOf([{ ...(await recipe(clip)), outTicks }]))
    expect(differenceDb(whole.left, split.left)).toBeLessThan(-80)
    // A jump in time within the wave: no step between neighbouring samples is larger than the wave's own.
    const jump = await mixLesson(
      lessonOf([
        { ...(await recipe(clip)), outTicks: secondsToTicks(1.0025) },
        { ...(await recipe(clip)), inTicks: secondsToTicks(2.0075), outTicks: secondsToTicks(3) },
      ]),
    )
    const steps = jump.left.map((sample, index) => Math.abs(sample - (jump.left[index - 1] ?? sample)))
    expect(Math.max(...steps.subarray(100))).toBeLessThan(0.02)
    const faded = await mixLesson(
      lessonOf([await recipe(clip, withSound({ fadeInTicks: secondsToTicks(1), fadeOutTicks: secondsToTicks(2) }))]),
    )
    const full = toneDb(whole.left, 100, 0.5, 0.1)
    for (const [at, factor] of [
      [0.5, 0.5],
      [1.5, 1],
      [3, 0.5],
      [3.5, 0.25],
    ] as const)
      expect(10 ** ((toneDb(faded.left, 100, at - 0.05, 0.1) - full) / 20)).toBeCloseTo(factor, 1)
  })
})

describe('tracks', () => {
  test('effects follow the clip they hang on, and begin before the lesson where it was trimmed away', async () => {
    const folder = temporaryFolder()
    const film = await sound(folder, 'film.wav', silence, 10)
    const effect = await sound(
      folder,
      'effect.wav',
      `aevalsrc='0.5*sin(2*PI*800*t)*lt(t,0.1)+0.5*sin(2*PI*800*t)*gte(t,1)*lt(t,1.1)':s=48000`,
      2,
    )
    const report = await probe(effect)
    const on =
      (sourceSeconds: number) =>
      (clip: Clip): Clip => ({
        ...clip,
        anchor: { kind: 'clip', clipId: 'clip0' as ClipId, sourceTicks: secondsToTicks(sourceSeconds) },
      })
    const main = await recipe(film, (clip) => ({ ...clip, sourceInTicks: secondsToTicks(1), speed: { num: 2, den: 1 } }))
    const lesson = lessonOf([main])
    const { left } = await mixLesson(withTracks(lesson, [{ path: effect, report, change: on(5) }]))
    // (5 - 1) / 2 = 2 s.
    const [first, second] = onsetsMs(left)
    expect(Math.abs((first ?? 0) - 2000)).toBeLessThan(2)
    expect(Math.abs((second ?? 0) - 3000)).toBeLessThan(2)
    // Anchored 0.25 s before the lesson begins: its second beep is heard at 0.75 s, its first one not.
    const early = await mixLesson(withTracks(lesson, [{ path: effect, report, change: on(0.5) }]))
    const [only] = onsetsMs(early.left)
    expect(Math.abs((only ?? 0) - 750)).toBeLessThan(2)
  })

  test('gains of tracks add up, muted ones are silent, and a solo silences the others', async () => {
    const folder = temporaryFolder()
    const film = await sound(folder, 'film.wav', silence, 3)
    const tones = await Promise.all([300, 700, 1500].map((hertz) => sound(folder, `${hertz}.wav`, tone(hertz, 0.1), 3)))
    const reports = await Promise.all(tones.map(probe))
    const main = await recipe(film)
    const mix = (tracks: readonly object[]): Promise<StereoSound> =>
      mixLesson(
        withTracks(
          lessonOf([main]),
          tones.flatMap((file, index) => {
            const report = reports[index]
            return report ? [{ path: file, report, track: tracks[index] ?? {} }] : []
          }),
        ),
      )
    const plain = await mix([{}, { gainDb: -12 }, { muted: true }])
    const base = toneDb(plain.left, 300, 1, 1)
    expect(toneDb(plain.left, 700, 1, 1)).toBeCloseTo(base - 12, 1)
    expect(toneDb(plain.left, 1500, 1, 1)).toBeLessThan(base - 60)
    const solo = await mix([{}, { solo: true }, {}])
    expect(toneDb(solo.left, 300, 1, 1)).toBeLessThan(base - 60)
    expect(toneDb(solo.left, 700, 1, 1)).toBeCloseTo(base, 1)
  })
})

describe('ducking', () => {
  /** Speech of 16 kHz has nothing at 15 kHz: the tone's level is the music's. */
  const musicHertz = 15_000
  const musicLevel = 0.1

  /**
   * One sentence from 4 s on and again from `secondAt` seconds on, in the noise of a room. Its words, by the recording's own data, last
   * from 0.54 to 5.34 s, with pauses of less than 200 ms.
   */
  async function speechWithPauses(folder: string, noise: number, secondAt: number): Promise<string> {
    const file = path.join(folder, 'voice.wav')
    const sentence = path.join(speech, 'leopard_test.wav')
    const words = `[0]aresample=48000,asplit[a][b];[a]adelay=4000[1st];[b]adelay=${secondAt * 1000}[2nd]`
    const room = `anoisesrc=d=22:c=pink:a=${noise}:r=48000:seed=1,lowpass=f=7000[r]`
    await ffmpeg(
      ...['-i', sentence, '-filter_complex', `${words};${room};[1st][2nd][r]amix=inputs=3:normalize=0:duration=longest`],
      ...['-t', '22', '-c:a', 'pcm_s16le', file],
    )
    return file
  }

  async function duckedLesson(folder: string, noise: number, secondAt = 12): Promise<Lesson> {
    const voice = await speechWithPauses(folder, noise, secondAt)
    const music = await sound(folder, 'music.wav', tone(musicHertz, musicLevel), 22)
    return withTracks(lessonOf([await recipe(voice)]), [
      { path: music, report: await probe(music), track: { role: 'music', ducked: true } },
    ])
  }

  const levels = ({ left }: StereoSound, full: number): number[] =>
    Array.from({ length: 22 * 50 }, (_, index) => toneDb(left, musicHertz, index / 50, 0.02) - full)

  test.for([
    ['in a quiet room', 0.0005],
    ['with a fan running', 0.02],
  ] as const)('music is 15 dB down when the word starts and comes back after the last one, %s', async ([, noise]) => {
    const mixed = await mixLesson(await duckedLesson(temporaryFolder(), noise))
    const full = 20 * Math.log10(musicLevel * Math.SQRT1_2)
    const level = levels(mixed, full)
    const at = (seconds: number): number => level[Math.round(seconds * 50)] ?? 0
    for (const sentence of [4, 12]) {
      const [firstWord, lastWord] = [sentence + 0.54, sentence + 5.34]
      expect(at(firstWord - 0.4)).toBeCloseTo(0, 0)
      expect(at(firstWord)).toBeCloseTo(-15, 0)
      // The attack lasts 200 ms.
      const attack = level.slice(Math.round((firstWord - 0.4) * 50), Math.round((firstWord + 0.2) * 50))
      const change = attack.findIndex((each) => each < -14.5) - attack.findIndex((each) => each < -0.5)
      expect(change).toBeGreaterThanOrEqual(6)
      expect(change).toBeLessThanOrEqual(10)
      // No pumping: it stays down until the last word is over.
      for (let now = firstWord + 0.1; now < lastWord; now += 0.02) expect(at(now), `${now}`).toBeLessThan(-14)
      // It is back soon after, in 600 ms.
      expect(at(lastWord + 1.2)).toBeCloseTo(0, 0)
      const release = level.slice(Math.round(lastWord * 50), Math.round((lastWord + 1.2) * 50))
      const rise = release.findIndex((each) => each > -0.5) - release.findIndex((each) => each > -14.5)
      expect(rise).toBeGreaterThanOrEqual(20)
      expect(rise).toBeLessThanOrEqual(31)
    }
    // Smooth: no step of more than 2.5 dB in 20 ms.
    const steps = level.map((each, index) => Math.abs(each - (level[index - 1] ?? each)))
    expect(Math.max(...steps)).toBeLessThan(2.5)
  })

  test('it stays down in a pause in which it would hardly come back', async () => {
    const mixed = await mixLesson(await duckedLesson(temporaryFolder(), 0.0005, 9.7))
    const level = levels(mixed, 20 * Math.log10(musicLevel * Math.SQRT1_2))
    // Words end at 9.34 s and begin again at 10.24 s.
    for (let index = 9.2 * 50; index < 10.3 * 50; index += 1) expect(level[Math.round(index)], `${index / 50}`).toBeLessThan(-14)
  })

  test('from the middle it is as it was from the start', async () => {
    const lesson = await duckedLesson(temporaryFolder(), 0.0005)
    const [whole, part] = [await mixLesson(lesson), await mixLesson(lesson, 6 * 48_000)]
    const full = 20 * Math.log10(musicLevel * Math.SQRT1_2)
    const [before, after] = [levels(whole, full).slice(300), levels(part, full)]
    before.slice(0, 750).forEach((each, index) => expect(Math.abs(each - (after[index] ?? 0)), `${index}`).toBeLessThan(1))
  })

  test('the noise of a room alone leaves music as it is', async () => {
    const folder = temporaryFolder()
    const room = await sound(folder, 'room.wav', 'anoisesrc=d=8:c=pink:a=0.02:r=48000:seed=9', 8, 'lowpass=f=7000')
    const music = await sound(folder, 'music.wav', tone(musicHertz, musicLevel), 8)
    const track = { role: 'music', ducked: true } as const
    const { left } = await mixLesson(
      withTracks(lessonOf([await recipe(room)]), [{ path: music, report: await probe(music), track }]),
    )
    for (let second = 0; second < 8; second += 0.5) expect(toneDb(left, musicHertz, second, 0.2)).toBeCloseTo(-23, 0)
  })
})

describe('noise reduction', () => {
  async function noisySpeech(folder: string): Promise<string> {
    const file = path.join(folder, 'noisy.wav')
    const noise = 'anoisesrc=d=14:c=pink:a=0.25:r=48000:seed=2[n]'
    await ffmpeg(
      ...[
        '-i',
        path.join(speech, 'jfk.wav'),
        '-filter_complex',
        `[0]aresample=48000,apad=whole_dur=14[s];${noise};[s][n]amix=inputs=2:normalize=0`,
      ],
      ...['-t', '14', '-c:a', 'pcm_s16le', file],
    )
    return file
  }

  test('the pauses grow quiet with its strength, the words stay where and as loud as they are', async () => {
    const file = await noisySpeech(temporaryFolder())
    const clean = await mixLesson(lessonOf([await recipe(path.join(speech, 'jfk.wav'))]))
    const treated = async (noiseReduction: number): Promise<Float32Array> =>
      (await mixLesson(lessonOf([await recipe(file, withSound({ noiseReduction }))]))).left
    const [raw, half, full] = [await treated(0), await treated(0.5), await treated(1)]
    const pause = (samples: Float32Array): number => levelDb(samples, 11.6, 13.6)
    expect(pause(raw) - pause(half)).toBeGreaterThan(9)
    expect(pause(raw) - pause(full)).toBeGreaterThan(20)
    expect(Math.abs(levelDb(full, 0.5, 10) - levelDb(clean.left, 0.5, 10))).toBeLessThan(1.5)
    expect(Math.abs(lagSamples(clean.left, full))).toBeLessThanOrEqual(2)
    expect(differenceToDb(clean.left, full)).toBeGreaterThan(differenceToDb(clean.left, raw) + 1)
  })
})

/** By how many samples `other` is late. */
function lagSamples(one: Float32Array, other: Float32Array): number {
  let [best, bestProduct] = [0, -Infinity]
  for (let lag = -1000; lag <= 1000; lag += 1) {
    let product = 0
    for (let index = 48_000; index < 48_000 * 4; index += 3) product += (one[index] ?? 0) * (other[index + lag] ?? 0)
    if (product > bestProduct) [best, bestProduct] = [lag, product]
  }
  return best
}

/** Signal to difference. */
function differenceToDb(clean: Float32Array, other: Float32Array): number {
  return -differenceDb(clean.subarray(0, 10 * 48_000), other.subarray(0, 10 * 48_000))
}

test('a high-pass takes the rumble and leaves the voice', async () => {
  const folder = temporaryFolder()
  const clip = await sound(folder, 'both.wav', "aevalsrc='0.2*sin(2*PI*40*t)+0.2*sin(2*PI*800*t)':s=48000", 3)
  const { left } = await mixLesson(lessonOf([await recipe(clip, withSound({ highPassHz: 120 }))]))
  expect(toneDb(left, 800, 1, 1)).toBeCloseTo(20 * Math.log10(0.2 * Math.SQRT1_2), 0)
  expect(toneDb(left, 40, 1, 1)).toBeLessThan(toneDb(left, 800, 1, 1) - 17)
})

test('a recorder whose clock is slow is followed over minutes', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'slow-clock.mkv')
  // 0.05 % slow: 60 ms after two minutes.
  await ffmpeg('-f', 'lavfi', '-i', beeps(5), '-t', '120', '-af', 'asetpts=PTS*1.0005', '-c:a', 'pcm_s16le', file)
  const report = await probe(file)
  const { left } = await mixLesson(lessonOf([{ path: file, report, outTicks: ticks(secondsToTicks(119)) }]))
  onsetsMs(left, 1000).forEach((at, index) => expect(Math.abs(at - index * 5002.5), `beep ${index}`).toBeLessThan(5))
})
