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
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  format: { type: 'string', short: 'f' },
  preset: { type: 'string' },
  'max-size': { type: 'string' },
} as const

export function readPackage(words: readonly string[]): PackageInvocation | HelpInvocation {
  const { values, operand } = readOne('package', words, options, 'LESSON')
  if (values.help) return { command: 'help', topic: 'package' }
  if (values.format === undefined)
    throw usage(`Say which kind of package: tidbit package LESSON --format ${packageFormats.join('|')} --out FILE.zip`)
  const format = oneOf('--format', values.format, packageFormats)
  return {
    command: 'package',
    lesson: operand,
    out: outFile('package', values.out, packageEndings[format]),
    format,
    preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
    choice: { maxBytes: byteSize('--max-size', values['max-size']) },
    progress: progressFormat(values.progress),
  }
}
