import { parseArgs, type ParseArgsConfig } from 'node:util'
import { appError } from '#shared/messages/app-error.ts'
import { isHelpTopic, type HelpTopic } from './help.ts'

export type ProgressFormat = 'bar' | 'json'

type Common = { readonly progress: ProgressFormat }

/** A command line that was understood. Paths are as typed. */
export type Invocation =
  | { readonly command: 'help'; readonly topic: HelpTopic | null }
  | { readonly command: 'version' }
  | ({ readonly command: 'probe' | 'doctor'; readonly file: string; readonly json: boolean } & Common)
  | ({ readonly command: 'validate'; readonly lesson: string; readonly json: boolean } & Common)
  | ({
      readonly command: 'render'
      readonly lesson: string
      readonly out: string
      readonly preset: Preset
      readonly burn: boolean
    } & Common)
  | ({
      readonly command: 'package'
      readonly lesson: string
      readonly out: string
      readonly format: Format
      readonly preset: Preset
    } & Common)
  | ({ readonly command: 'demo'; readonly out: string } & Common)

export const presets = ['lms', 'social', 'low'] as const
export type Preset = (typeof presets)[number]

export const formats = ['web', 'scorm12'] as const
export type Format = (typeof formats)[number]

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
    case 'validate': {
      const { values, operand } = read(command, rest, { json: { type: 'boolean' } }, 'LESSON')
      if (values.help) return { command: 'help', topic: command }
      return { command, lesson: operand, json: values.json ?? false, progress: progressFormat(values.progress) }
    }
    case 'render': {
      const { values, operand } = read(
        command,
        rest,
        { out: { type: 'string', short: 'o' }, preset: { type: 'string' }, 'no-burn': { type: 'boolean' } },
        'LESSON',
      )
      if (values.help) return { command: 'help', topic: command }
      return {
        command,
        lesson: operand,
        out: outFile(command, values.out, '.mp4'),
        preset: oneOf('--preset', values.preset ?? 'lms', presets),
        burn: !values['no-burn'],
        progress: progressFormat(values.progress),
      }
    }
    case 'package': {
      const { values, operand } = read(
        command,
        rest,
        { out: { type: 'string', short: 'o' }, format: { type: 'string', short: 'f' }, preset: { type: 'string' } },
        'LESSON',
      )
      if (values.help) return { command: 'help', topic: command }
      if (values.format === undefined)
        throw usage(`Say which kind of package: tidbit package LESSON --format ${formats.join('|')} --out FILE.zip`)
      return {
        command,
        lesson: operand,
        out: outFile(command, values.out, '.zip'),
        format: oneOf('--format', values.format, formats),
        preset: oneOf('--preset', values.preset ?? 'lms', presets),
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

function outFile(command: string, value: string | undefined, extension: string): string {
  if (value === undefined) throw usage(`Say where to put the result: tidbit ${command} LESSON … --out FILE${extension}`)
  if (!value.toLowerCase().endsWith(extension)) throw usage(`--out “${value}” must end in ${extension}.`)
  return value
}

function usage(detail: string) {
  return appError('usage', { detail })
}
