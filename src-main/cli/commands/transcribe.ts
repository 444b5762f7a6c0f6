import path from 'node:path'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { writeWebVtt } from '#shared/caption/formats/webvtt/write.ts'
import { segmentWords, type SpokenCue } from '#shared/caption/segment-words.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { restorePunctuation } from '#shared/speech/restore-punctuation.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../../core/files/atomic-file.ts'
import { findModel } from '../../core/speech/find-model.ts'
import type { Session } from '../session.ts'

type Order = {
  readonly file: string
  readonly model: string
  readonly engine: SpeechEngine | null
  readonly out: string | null
  readonly language: string | null
  readonly audience: Settings['audience']
  readonly json: boolean
}

/** Writes what is said in a clip as captions, as words in JSON, or both. Throws `file.*`, `media.*`, `speech.*`, `cancelled`. */
export async function transcribeClip(order: Order, { media, signal, progress }: Session): Promise<string> {
  const file = path.resolve(order.file)
  const model = await findModel(path.resolve(order.model))
  if (order.engine !== null && order.engine !== model.engine) throw appError('speech.not-a-model', { file: order.model })
  const report = await media.probe(file, {
    signal,
    onProgress: ({ fraction }) => progress.update({ stage: 'Examining', fraction }),
  })
  const { words: heard, punctuated } = await media.transcribe(
    { path: file, report, ...model, language: order.language },
    { signal, onProgress: ({ fraction }) => progress.update({ stage: 'Listening', fraction }) },
  )
  progress.end()
  if (heard.length === 0) throw appError('speech.nothing-said', { file })
  const words = punctuated ? heard : restorePunctuation(heard, order.language)
  const { maxCharactersPerLine, maxLines } = defaultCaptionStyle
  const endTicks = report.interpretation?.durationTicks ?? zeroTicks
  const cues = segmentWords(words, { audience: order.audience, maxCharactersPerLine, maxLines, endTicks })
  if (order.out !== null) await writeFileAtomically(path.resolve(order.out), writeWebVtt(cues, order.language ?? 'und'))
  if (order.json) return `${JSON.stringify(toJson(path.basename(file), order, words), null, 2)}\n`
  return describe(cues, order.out ?? '')
}

function toJson(file: string, { language }: Order, words: readonly SpokenWord[]) {
  return {
    file,
    language,
    words: words.map(({ text, startTicks, endTicks, confidence }) => ({
      text,
      startSeconds: ticksToSeconds(startTicks),
      endSeconds: ticksToSeconds(endTicks),
      confidence,
    })),
  }
}

function describe(cues: readonly SpokenCue[], out: string): string {
  const fast = cues.filter(({ issues }) => issues.includes('fast-speech')).length
  const hint = fast === 0 ? '' : ` ${fast} of them cannot be read in time, because the speech is that fast.`
  return `${cues.length} captions in ${path.basename(out)}.${hint}\n`
}
