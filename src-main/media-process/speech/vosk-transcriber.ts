import { Frame } from 'node-av/lib'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { openSoundPipe } from '../audio/sound-pipe.ts'
import { speechRate, type Transcriber } from './transcriber.ts'
import { loadVosk } from './vosk-library.ts'

const heardSchema = z.object({
  result: z
    .array(z.object({ conf: z.number(), start: z.number().min(0), end: z.number().min(0), word: z.string().min(1) }))
    .default([]),
})

/** An eighth of a second: small enough that a cancel is heard at once. */
const turnSamples = 2000

/** Vosk with a model's folder. Throws `speech.not-a-model`, `speech.no-engine`. */
export async function openVosk(modelFolder: string): Promise<Transcriber> {
  const vosk = await loadVosk()
  const model = await vosk.openModel(modelFolder)
  const recognizer = model && vosk.openRecognizer(model, speechRate)
  if (!recognizer) {
    if (model) vosk.freeModel(model)
    throw appError('speech.not-a-model', { file: modelFolder })
  }
  const shape = `aformat=sample_fmts=s16:channel_layouts=mono,asetnsamples=n=${turnSamples}:p=0`
  const pipe = openSoundPipe(`aresample=${speechRate},${shape}`, 'listening to speech')
  const frame = new Frame()
  frame.alloc()

  function recognise(): SpokenWord[] {
    const words: SpokenWord[] = []
    while (pipe.pipe.pull(frame) === true) {
      if (vosk.accept(recognizer, samplesOf(frame))) words.push(...readWords(vosk.result(recognizer)))
      frame.unref()
    }
    return words
  }

  return {
    punctuates: false,
    language: null,
    hear(samples) {
      pipe.give(samples)
      return Promise.resolve(recognise())
    },
    end() {
      pipe.end()
      return Promise.resolve([...recognise(), ...readWords(vosk.finalResult(recognizer))])
    },
    close() {
      frame.free()
      pipe.close()
      vosk.freeRecognizer(recognizer)
      vosk.freeModel(model)
    },
  }
}

/** A copy: the frame's memory is used again. */
function samplesOf(frame: Frame): Int16Array {
  const bytes = new Uint8Array(frame.nbSamples * Int16Array.BYTES_PER_ELEMENT)
  const plane = frame.data?.[0]
  if (plane) bytes.set(plane.subarray(0, bytes.length))
  return new Int16Array(bytes.buffer)
}

function readWords(json: string): readonly SpokenWord[] {
  return heardSchema.parse(JSON.parse(json)).result.map(({ word, start, end, conf }) => ({
    text: word,
    startTicks: secondsToTicks(start),
    endTicks: secondsToTicks(Math.max(start, end)),
    confidence: Math.max(0, Math.min(1, conf)),
  }))
}
