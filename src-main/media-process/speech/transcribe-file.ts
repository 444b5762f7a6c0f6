import type { TranscribeProgress, TranscribeRequest } from '#main/core/speech/speech-messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import type { SpokenWord, Transcript } from '#shared/speech/transcript.ts'
import { ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
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
 * Writes down what is said in a file, on the file's own clock as the editor shows it. Throws `media.*`, `speech.*`, `cancelled`.
 */
export async function transcribeFile(
  { path, report, engine, modelPath, language }: TranscribeRequest,
  { signal, onProgress }: Options,
): Promise<Transcript> {
  const { interpretation } = report
  if (!interpretation?.audio) throw appError('speech.no-sound', { file: path })
  const input = planInput({ id: 'speech' as AssetId, ...report })
  const { audio } = input
  if (!audio) throw appError('speech.no-sound', { file: path })
  const slices = createSlices(() => signal.aborted)
  const transcriber: Transcriber = engine === 'vosk' ? await openVosk(modelPath) : await openWhisper(modelPath, language)
  try {
    const reader = openSoundReader({ file: path, input: { ...input, audio }, fromTicks: zeroTicks, slices })
    const total = (interpretation.durationTicks * mixRate) / ticksPerSecond
    const words: SpokenWord[] = []
    try {
      for (let heard = 0; heard < total;) {
        const samples = new Float32Array(turnSamples * 2)
        const read = await reader.read(samples)
        if (read === 0) break
        heard += read
        const certain = await transcriber.hear(samples.subarray(0, read * 2))
        words.push(...certain)
        onProgress({ fraction: Math.min(1, heard / total), words: certain })
        await slices.pause()
      }
    } finally {
      reader.close()
    }
    const last = await transcriber.end()
    words.push(...last)
    onProgress({ fraction: 1, words: last })
    return { language, punctuated: transcriber.punctuates, words }
  } finally {
    transcriber.close()
  }
}
