import type { TranscribeProgress, TranscribeRequest } from '#main/core/speech/speech-messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import type { SpokenWord, Transcript } from '#shared/speech/transcript.ts'
import { addTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { mixRate } from '../audio/mix-rate.ts'
import { openSoundReader } from '../audio/sound-reader.ts'
import { createSlices } from '../slices.ts'
import type { Transcriber } from './transcriber.ts'
import { openVosk } from './vosk-transcriber.ts'
import { openWhisper } from './whisper-transcriber.ts'

type Options = { readonly signal: AbortSignal; readonly onProgress: (progress: TranscribeProgress) => void }

/** A quarter of a second. */
const turnSamples = mixRate / 4

/**
 * Writes down what is said in a file, or a stretch of it, on the file's own clock as the editor shows it. Throws `media.*`, `speech.*`,
 * `cancelled`.
 */
export async function transcribeFile(
  { path, report, stretch, engine, modelPath, language }: TranscribeRequest,
  { signal, onProgress }: Options,
): Promise<Transcript> {
  const { interpretation } = report
  if (!interpretation?.audio) throw appError('speech.no-sound', { file: path })
  const input = planInput({ id: 'speech' as AssetId, ...report })
  const { audio } = input
  if (!audio) throw appError('speech.no-sound', { file: path })
  const startTicks = stretch?.startTicks ?? zeroTicks
  const endTicks = ticks(Math.min(stretch?.endTicks ?? Infinity, interpretation.durationTicks))
  const total = Math.round((Math.max(0, endTicks - startTicks) * mixRate) / ticksPerSecond)
  const slices = createSlices(() => signal.aborted)
  const transcriber: Transcriber = engine === 'vosk' ? await openVosk(modelPath) : await openWhisper(modelPath, language)
  try {
    const reader = openSoundReader({ file: path, input: { ...input, audio }, fromTicks: startTicks, slices })
    const words: SpokenWord[] = []
    const tell = (certain: readonly SpokenWord[], fraction: number): void => {
      const placed = certain.map((word) => later(word, startTicks))
      for (const word of placed) words.push(word)
      onProgress({ fraction, words: placed })
    }
    try {
      for (let heard = 0; heard < total;) {
        const samples = new Float32Array(Math.min(turnSamples, total - heard) * 2)
        const read = await reader.read(samples)
        if (read === 0) break
        heard += read
        tell(await transcriber.hear(samples.subarray(0, read * 2)), Math.min(1, heard / total))
        await slices.pause()
      }
    } finally {
      reader.close()
    }
    tell(await transcriber.end(), 1)
    return { language: language ?? transcriber.language, punctuated: transcriber.punctuates, words }
  } finally {
    transcriber.close()
  }
}

function later(word: SpokenWord, byTicks: Ticks): SpokenWord {
  return { ...word, startTicks: addTicks(word.startTicks, byTicks), endTicks: addTicks(word.endTicks, byTicks) }
}
