import type { Settings } from '#shared/project/schema/document.ts'
import { speechEngines, type SpeechEngine } from '#shared/speech/engines.ts'
import { languageTag, oneOf, outFile, progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type TranscribeInvocation = {
  readonly command: 'transcribe'
  readonly file: string
  /** A Vosk folder or a ggml file; null for the best of the app's models. */
  readonly model: string | null
  readonly engine: SpeechEngine | null
  /** Null where only `json` is wanted. */
  readonly out: string | null
  /** Null for Whisper to find out. */
  readonly language: string | null
  readonly audience: Settings['audience']
  readonly json: boolean
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  model: { type: 'string', short: 'm' },
  engine: { type: 'string' },
  language: { type: 'string' },
  audience: { type: 'string' },
  json: { type: 'boolean' },
} as const

export function readTranscribe(words: readonly string[]): TranscribeInvocation | HelpInvocation {
  const { values, operand } = readOne('transcribe', words, options, 'FILE')
  if (values.help) return { command: 'help', topic: 'transcribe' }
  if (values.out === undefined && !values.json)
    throw usage('Say where to put the captions: tidbit transcribe FILE --out FILE.vtt, or print the words with --json.')
  return {
    command: 'transcribe',
    file: operand,
    model: values.model ?? null,
    engine: values.engine === undefined ? null : oneOf('--engine', values.engine, speechEngines),
    out: values.out === undefined ? null : outFile('transcribe', values.out, '.vtt'),
    language: values.language === undefined ? null : languageTag(values.language),
    audience: oneOf('--audience', values.audience ?? 'adult', ['primary', 'secondary', 'adult']),
    json: values.json ?? false,
    progress: progressFormat(values.progress),
  }
}
