import { parseArgs, type ParseArgsConfig } from 'node:util'
import { appError } from '#shared/messages/app-error.ts'
import { videoCodecs } from '#shared/render-plan/plan-encoder.ts'
import { packageFormats, type PackageFormat } from '#shared/package/package-plan.ts'
import { presetNames, type OutputChoice, type PresetName } from '#shared/render-plan/presets.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import { languageSchema } from '#shared/project/schema/text.ts'
import { lessonLengths } from '#shared/split/parts.ts'
import { splitBases, type SplitBasis } from '#shared/split/split-analysis.ts'
import { speechEngines, type SpeechEngine } from '#shared/speech/engines.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { modelActions, type ModelAction } from './model-actions.ts'
import { isHelpTopic, type HelpTopic } from './help.ts'

export type ProgressFormat = 'bar' | 'json'

type Common = { readonly progress: ProgressFormat }

/** A command line that was understood. Paths are as typed. */
export type Invocation =
  | { readonly command: 'help'; readonly topic: HelpTopic | null }
  | { readonly command: 'version' }
  | ({ readonly command: 'probe' | 'doctor'; readonly file: string; readonly json: boolean } & Common)
  | ({
      readonly command: 'split'
      readonly file: string
      /** Null where nothing is written. */
      readonly out: string | null
      readonly by: SplitBasis
      readonly targetSeconds: number
      readonly language: string
      readonly json: boolean
    } & Common)
  | ({
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
    } & Common)
  | ({ readonly command: 'models'; readonly action: ModelAction; readonly subject: string; readonly json: boolean } & Common)
  | ({
      readonly command: 'captions'
      /** A caption file or a lesson. */
      readonly file: string
      readonly out: string
      /** A language; null for the track that shows. */
      readonly track: string | null
    } & Common)
  | ({ readonly command: 'validate'; readonly lesson: string; readonly json: boolean } & Common)
  | ({
      readonly command: 'render'
      readonly lesson: string
      readonly out: string
      readonly preset: PresetName
      readonly burn: boolean
      readonly choice: OutputChoice
      /** Null for no picture beside the video, "start" for the first second. */
      readonly posterSeconds: number | 'start' | null
    } & Common)
  | ({
      readonly command: 'package'
      readonly lesson: string
      readonly out: string
      readonly format: PackageFormat
      readonly preset: PresetName
      readonly choice: OutputChoice
    } & Common)
  | ({ readonly command: 'demo'; readonly out: string } & Common)

type Options = NonNullable<ParseArgsConfig['options']>

const commonOptions = { progress: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const satisfies Options

/** Reads the words after `tidbit`. Throws `usage` with a sentence that says what to type instead. */
export function parseArguments(words: readonly string[]): Invocation {
  const [command, ...rest] = words
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return { command: 'help', topic: helpTopic(rest[0]) }
  if (command === '--version' || command === '-v') return { command: 'version' }
  switch (command) {
    case 'probe':
    case 'doctor': {
      const { values, operand } = read(command, rest, { json: { type: 'boolean' } }, 'FILE')
      if (values.help) return { command: 'help', topic: command }
      return { command, file: operand, json: values.json ?? false, progress: progressFormat(values.progress) }
    }
    case 'split':
      return splitInvocation(rest)
    case 'transcribe':
      return transcribeInvocation(rest)
    case 'models':
      return modelsInvocation(rest)
    case 'captions':
      return captionsInvocation(rest)
    case 'validate': {
      const { values, operand } = read(command, rest, { json: { type: 'boolean' } }, 'LESSON')
      if (values.help) return { command: 'help', topic: command }
      return { command, lesson: operand, json: values.json ?? false, progress: progressFormat(values.progress) }
    }
    case 'render': {
      const { values, operand } = read(
        command,
        rest,
        {
          out: { type: 'string', short: 'o' },
          preset: { type: 'string' },
          'no-burn': { type: 'boolean' },
          codec: { type: 'string' },
          'max-size': { type: 'string' },
          poster: { type: 'boolean' },
          'poster-at': { type: 'string' },
          hardware: { type: 'boolean' },
        },
        'LESSON',
      )
      if (values.help) return { command: 'help', topic: command }
      const codec = oneOf('--codec', values.codec ?? 'h264', videoCodecs)
      return {
        command,
        lesson: operand,
        out: outFile(command, values.out, codec === 'vp9' ? '.webm' : '.mp4'),
        preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
        burn: !values['no-burn'],
        choice: { codec, maxBytes: byteSize('--max-size', values['max-size']), hardware: values.hardware ? 'auto' : 'off' },
        posterSeconds: posterSeconds(values.poster ?? false, values['poster-at']),
        progress: progressFormat(values.progress),
      }
    }
    case 'package': {
      const { values, operand } = read(
        command,
        rest,
        {
          out: { type: 'string', short: 'o' },
          format: { type: 'string', short: 'f' },
          preset: { type: 'string' },
          'max-size': { type: 'string' },
        },
        'LESSON',
      )
      if (values.help) return { command: 'help', topic: command }
      if (values.format === undefined)
        throw usage(`Say which kind of package: tidbit package LESSON --format ${packageFormats.join('|')} --out FILE.zip`)
      return {
        command,
        lesson: operand,
        out: outFile(command, values.out, '.zip'),
        format: oneOf('--format', values.format, packageFormats),
        preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
        choice: { maxBytes: byteSize('--max-size', values['max-size']) },
        progress: progressFormat(values.progress),
      }
    }
    case 'demo': {
      const { values } = read(command, rest, { out: { type: 'string', short: 'o' } }, null)
      if (values.help) return { command: 'help', topic: command }
      return { command, out: values.out ?? 'out/demo', progress: progressFormat(values.progress) }
    }
    default:
      throw noCommand(command)
  }
}

function splitInvocation(words: string[]): Invocation {
  const { values, operand } = read(
    'split',
    words,
    {
      out: { type: 'string', short: 'o' },
      by: { type: 'string' },
      target: { type: 'string' },
      language: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    'FILE',
  )
  if (values.help) return { command: 'help', topic: 'split' }
  if (values.out === undefined && !values['dry-run'])
    throw usage('Say where to put the lessons: tidbit split FILE --out FOLDER, or only look at the parts with --dry-run.')
  return {
    command: 'split',
    file: operand,
    out: values['dry-run'] ? null : (values.out ?? null),
    by: oneOf('--by', values.by ?? 'silence', splitBases),
    targetSeconds: targetSeconds(values.target),
    language: languageTag(values.language ?? 'en'),
    json: values.json ?? false,
    progress: progressFormat(values.progress),
  }
}

function transcribeInvocation(words: string[]): Invocation {
  const { values, operand } = read(
    'transcribe',
    words,
    {
      out: { type: 'string', short: 'o' },
      model: { type: 'string', short: 'm' },
      engine: { type: 'string' },
      language: { type: 'string' },
      audience: { type: 'string' },
      json: { type: 'boolean' },
    },
    'FILE',
  )
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

/** `tidbit models`, `tidbit models add FILE`, `tidbit models download ID`, `tidbit models remove ID`. */
function modelsInvocation(words: string[]): Invocation {
  const { positionals, values } = parse('models', words, { json: { type: 'boolean' }, ...commonOptions })
  if (values.help) return { command: 'help', topic: 'models' }
  const [word = 'list', subject = '', ...more] = positionals
  const action = modelActions.find((known) => known === word)
  if (action === undefined || more.length > 0 || (action === 'list') !== (subject === ''))
    throw usage('Type “tidbit models”, “tidbit models add FILE”, “tidbit models download ID” or “tidbit models remove ID”.')
  const progress = typeof values.progress === 'string' ? values.progress : undefined
  return { command: 'models', action, subject, json: values.json === true, progress: progressFormat(progress) }
}

function captionsInvocation(words: string[]): Invocation {
  const { values, operand } = read('captions', words, { out: { type: 'string', short: 'o' }, track: { type: 'string' } }, 'FILE')
  if (values.help) return { command: 'help', topic: 'captions' }
  if (values.out === undefined) throw usage('Say where to put the captions: tidbit captions FILE --out FILE.srt')
  const track = values.track === undefined ? null : languageTag(values.track)
  return { command: 'captions', file: operand, out: values.out, track, progress: progressFormat(values.progress) }
}

const [shortestTarget, longestTarget] = [5, 180]

function targetSeconds(value: string | undefined): number {
  const seconds = Number(value ?? ticksToSeconds(lessonLengths.usual))
  if (!(seconds >= shortestTarget && seconds <= longestTarget))
    throw usage(`--target “${value}” is not a number of seconds from ${shortestTarget} to ${longestTarget}.`)
  return seconds
}

function languageTag(value: string): string {
  if (!languageSchema.safeParse(value).success) throw usage(`--language “${value}” is not a language such as en or pt-BR.`)
  return value
}

function helpTopic(word: string | undefined): HelpTopic | null {
  if (word === undefined) return null
  if (!isHelpTopic(word)) throw noCommand(word)
  return word
}

function noCommand(word: string) {
  return usage(`There is no command “${word}”. Type “tidbit help” to see them all.`)
}

/** One operand (or none where `operandName` is null) and the options of a command. */
function read<const T extends Options>(command: string, words: string[], options: T, operandName: string | null) {
  const parsed = parse(command, words, { ...options, ...commonOptions })
  const operands = parsed.positionals
  const values = parsed.values as {
    [K in keyof (T & typeof commonOptions)]?: (T & typeof commonOptions)[K]['type'] extends 'boolean' ? boolean : string
  }
  const wanted = operandName === null ? 0 : 1
  if (!values.help && operands.length !== wanted) {
    const found = operands.length > wanted ? `“${operands[wanted]}” is one word too many` : `the ${operandName} is missing`
    throw usage(`tidbit ${command}: ${found}. Type “tidbit help ${command}”.`)
  }
  return { values, operand: operands[0] ?? '' }
}

function parse(command: string, args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. To specify')[0] : String(cause)
    throw usage(`tidbit ${command}: ${reason}. Type “tidbit help ${command}”.`)
  }
}

function oneOf<const T extends readonly string[]>(option: string, value: string, allowed: T): T[number] {
  if (!allowed.includes(value)) throw usage(`${option} “${value}” is not known. Write one of: ${allowed.join(', ')}.`)
  return value
}

function progressFormat(value: string | undefined): ProgressFormat {
  return oneOf('--progress', value ?? 'bar', ['bar', 'json'])
}

const units: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, '': 1 }

/** "20MB" or "750 kB", in thousands as upload limits mean them; null where nothing was said. */
function byteSize(option: string, value: string | undefined): number | null {
  if (value === undefined) return null
  const [, amount = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([kmg]b)?$/i.exec(value.trim()) ?? []
  const bytes = Math.floor(Number(amount.replace(',', '.')) * (units[unit.toLowerCase()] ?? 1))
  if (!(bytes >= 1)) throw usage(`${option} “${value}” is not a size. Write it like 20MB.`)
  return bytes
}

function posterSeconds(wanted: boolean, at: string | undefined): number | 'start' | null {
  if (at === undefined) return wanted ? 'start' : null
  const seconds = Number(at)
  if (at.trim() === '' || !(seconds >= 0)) throw usage(`--poster-at “${at}” is not a number of seconds.`)
  return seconds
}

function outFile(command: string, value: string | undefined, extension: string): string {
  if (value === undefined) throw usage(`Say where to put the result: tidbit ${command} LESSON … --out FILE${extension}`)
  if (!value.toLowerCase().endsWith(extension)) throw usage(`--out “${value}” must end in ${extension}.`)
  return value
}

function usage(detail: string) {
  return appError('usage', { detail })
}
