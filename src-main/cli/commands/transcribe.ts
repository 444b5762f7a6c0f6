import path from 'node:path'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { breakIntoLines } from '#shared/caption/break-into-lines.ts'
import { writeWebVtt } from '#shared/caption/formats/webvtt/write.ts'
import { segmentWords, type SpokenCue } from '#shared/caption/segment-words.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { chooseModel } from '#shared/speech/choose-model.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { writeHeard } from '#shared/speech/write-heard.ts'
import { ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../../core/files/atomic-file.ts'
import { requireFile } from '../../core/files/content-hash.ts'
import { speechModelFolder } from '../../core/files/user-data-folder.ts'
import { findModel, type FoundModel } from '../../core/speech/find-model.ts'
import { voskLanguages } from '../../core/speech/identify-model.ts'
import { createSpeechModels } from '../../core/speech/speech-models.ts'
import type { ProbeReport } from '../../core/media/messages.ts'
import type { Session } from '../session.ts'
import type { TranscribeInvocation } from '../arguments/transcribe.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<TranscribeInvocation>

/** Writes what is said in a clip as captions, as words in JSON, or both. Throws `file.*`, `media.*`, `speech.*`, `cancelled`. */
export async function transcribeClip(order: Order, session: Session): Promise<string> {
  const { media, signal, progress } = session
  const file = path.resolve(order.file)
  await requireFile(file)
  const { languages, ...model } = order.model === null ? await chooseOwn(order, session) : await findGiven(order, order.model)
  // Vosk hears only its own language.
  const asked = order.language ?? (model.engine === 'vosk' ? (languages[0] ?? null) : null)
  const report = await media.probe(file, {
    signal,
    onProgress: ({ fraction }) => progress.update({ stage: 'Examining', fraction }),
  })
  const transcript = await media.transcribe(
    { path: file, report, ...model, language: asked },
    { signal, onProgress: ({ fraction }) => progress.update({ stage: 'Listening', fraction }) },
  )
  const shotCuts = await findCuts(file, report, session)
  progress.end()
  const { language } = transcript
  if (transcript.words.length === 0) throw appError('speech.nothing-said', { file })
  const words = writeHeard(transcript, { language, glossary: [] })
  const { maxCharactersPerLine, maxLines } = defaultCaptionStyle
  const endTicks = report.interpretation?.durationTicks ?? zeroTicks
  const cues = segmentWords(words, { audience: order.audience, maxCharactersPerLine, maxLines, language, shotCuts, endTicks })
  // Words of captions count from the caption's start; here nobody asks for them.
  const written = cues.map(({ startTicks, endTicks: end, text }) => ({
    startTicks,
    endTicks: end,
    text: breakIntoLines(text, maxCharactersPerLine),
  }))
  if (order.out !== null) await writeFileAtomically(path.resolve(order.out), writeWebVtt(written, language ?? 'und'))
  if (order.json) return `${JSON.stringify(toJson(path.basename(file), language, words), null, 2)}\n`
  return describe(cues, order.out ?? '')
}

/** Captions had better not go across changes of shots; they are made without, too. */
async function findCuts(file: string, report: ProbeReport, { media, signal, progress }: Session): Promise<readonly Ticks[]> {
  try {
    progress.update({ stage: 'Looking for cuts', fraction: 0 })
    return await media.shotChanges({ path: file, report, stretch: null }, { signal })
  } catch (thrown) {
    // What was heard is not given up for them.
    if (thrown instanceof AppError && !signal.aborted) return []
    throw thrown
  }
}

type ChosenModel = FoundModel & { readonly languages: readonly string[] }

async function findGiven({ engine }: Order, modelPath: string): Promise<ChosenModel> {
  const model = await findModel(path.resolve(modelPath))
  if (engine !== null && engine !== model.engine) throw appError('speech.not-a-model', { file: modelPath })
  if (model.engine !== 'vosk') return { ...model, languages: [] }
  const folder = path.resolve(modelPath)
  return { ...model, languages: await voskLanguages(path.basename(folder), folder) }
}

/** The best of the models of the app. Throws `speech.none-ready`. */
async function chooseOwn({ engine, language }: Order, { media }: Session): Promise<ChosenModel> {
  const models = createSpeechModels({ folder: speechModelFolder(), media })
  const fitting = (await models.list()).filter((model) => engine === null || model.engine === engine)
  const chosen = chooseModel(fitting, language)
  if (chosen === null) throw appError('speech.none-ready', {})
  const { engine: found, modelPath, languages } = await models.use(chosen.modelId)
  return { engine: found, modelPath, languages }
}

function toJson(file: string, language: string | null, words: readonly SpokenWord[]) {
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
