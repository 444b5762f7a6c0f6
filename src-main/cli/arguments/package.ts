import { packageEndings, packageFormats, type PackageFormat } from '#shared/package/package-plan.ts'
import { presetNames, type OutputChoice, type PresetName } from '#shared/render-plan/presets.ts'
import { byteSize, oneOf, outFile, progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type PackageInvocation = {
  readonly command: 'package'
  readonly lesson: string
  readonly out: string
  readonly format: PackageFormat
  readonly preset: PresetName
  readonly choice: OutputChoice
  /** An .h5p file whose libraries go along; null leaves them to the platform. */
  readonly h5pLibraries: string | null
  /** What is new in this version. */
  readonly note: string
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  format: { type: 'string', short: 'f' },
  preset: { type: 'string' },
  'max-size': { type: 'string' },
  'h5p-libraries': { type: 'string' },
  note: { type: 'string' },
} as const

export function readPackage(words: readonly string[]): PackageInvocation | HelpInvocation {
  const { values, operand } = readOne('package', words, options, 'LESSON')
  if (values.help) return { command: 'help', topic: 'package' }
  if (values.format === undefined)
    throw usage(`Say which kind of package: tidbit package LESSON --format ${packageFormats.join('|')} --out FILE.zip`)
  const format = oneOf('--format', values.format, packageFormats)
  const h5pLibraries = values['h5p-libraries'] ?? null
  if (h5pLibraries !== null && format !== 'h5p') throw usage('--h5p-libraries goes with --format h5p only.')
  return {
    command: 'package',
    lesson: operand,
    out: outFile('package', values.out, packageEndings[format]),
    format,
    preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
    h5pLibraries,
    choice: { maxBytes: byteSize('--max-size', values['max-size']) },
    note: values.note ?? '',
    progress: progressFormat(values.progress),
  }
}
