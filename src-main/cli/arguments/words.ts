import { parseArgs, type ParseArgsConfig } from 'node:util'
import { appError } from '#shared/messages/app-error.ts'
import { languageSchema } from '#shared/project/schema/text.ts'
import type { HelpTopic } from '../help.ts'

export type ProgressFormat = 'bar' | 'json'

/** What every command takes. */
export type Common = { readonly progress: ProgressFormat }

/** What a command is to do, once its words are read. */
export type OrderOf<T extends Common & { readonly command: string }> = Omit<T, keyof Common | 'command'>

export type HelpInvocation = { readonly command: 'help'; readonly topic: HelpTopic | null }

type Options = NonNullable<ParseArgsConfig['options']>

const commonOptions = { progress: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const satisfies Options

type Values<T extends Options> = {
  readonly [K in keyof (T & typeof commonOptions)]?: (T & typeof commonOptions)[K]['type'] extends 'boolean' ? boolean : string
}

/** Any number of operands and the options of a command. Throws `usage`. */
export function readAll<const T extends Options>(command: string, args: readonly string[], options: T) {
  try {
    const parsed = parseArgs({ args: [...args], options: { ...options, ...commonOptions } as Options, allowPositionals: true })
    return { values: parsed.values as Values<T>, operands: parsed.positionals }
  } catch (cause) {
    throw usage(`tidbit ${command}: ${describe(cause)}. Type “tidbit help ${command}”.`)
  }
}

/** What `parseArgs` of Node found wrong, in plain words; it tells them apart by code and sentence alone. */
function describe(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  const option = /'(?:-\w, )?(-[^\s']+)/u.exec(message)?.[1]
  if (option === undefined) return message.split('\n')[0] ?? message
  if (message.startsWith('Unknown')) return `${option} is not known`
  return message.includes('does not take') ? `${option} takes nothing after “=”` : `${option}: what follows it is missing`
}

/** One operand (or none where `operandName` is null) and the options of a command. Throws `usage`. */
export function readOne<const T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
  operandName: string | null,
) {
  const { values, operands } = readAll(command, args, options)
  const wanted = operandName === null ? 0 : 1
  if (!values.help && operands.length !== wanted) {
    const found = operands.length > wanted ? `“${operands[wanted]}” is one word too many` : `the ${operandName} is missing`
    throw usage(`tidbit ${command}: ${found}. Type “tidbit help ${command}”.`)
  }
  return { values, operand: operands[0] ?? '' }
}

export function oneOf<const T extends readonly string[]>(option: string, value: string, allowed: T): T[number] {
  if (!allowed.includes(value)) throw usage(`${option} “${value}” is not known. Write one of: ${allowed.join(', ')}.`)
  return value
}

export function progressFormat(value: string | undefined): ProgressFormat {
  return oneOf('--progress', value ?? 'bar', ['bar', 'json'])
}

const units: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, '': 1 }

/** "20MB" or "750 kB", in thousands as upload limits mean them; null where nothing was said. */
export function byteSize(option: string, value: string | undefined): number | null {
  if (value === undefined) return null
  const [, amount = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([kmg]b)?$/i.exec(value.trim()) ?? []
  const bytes = Math.floor(Number(amount.replace(',', '.')) * (units[unit.toLowerCase()] ?? 1))
  if (!(bytes >= 1)) throw usage(`${option} “${value}” is not a size. Write it like 20MB.`)
  return bytes
}

export function languageTag(value: string): string {
  if (!languageSchema.safeParse(value).success) throw usage(`--language “${value}” is not a language such as en or pt-BR.`)
  return value
}

export function outFile(command: string, value: string | undefined, extension: string): string {
  if (value === undefined) throw usage(`Say where to put the result: tidbit ${command} LESSON … --out FILE${extension}`)
  if (!value.toLowerCase().endsWith(extension)) throw usage(`--out “${value}” must end in ${extension}.`)
  return value
}

export function usage(detail: string) {
  return appError('usage', { detail })
}
