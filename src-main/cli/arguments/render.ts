import { videoCodecs } from '#shared/render-plan/plan-encoder.ts'
import { presetNames, type OutputChoice, type PresetName } from '#shared/render-plan/presets.ts'
import { byteSize, oneOf, outFile, progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type RenderInvocation = {
  readonly command: 'render'
  readonly lesson: string
  readonly out: string
  readonly preset: PresetName
  readonly burn: boolean
  readonly choice: OutputChoice
  /** Null for no picture beside the video, "start" for the first second. */
  readonly posterSeconds: number | 'start' | null
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  preset: { type: 'string' },
  'no-burn': { type: 'boolean' },
  codec: { type: 'string' },
  'max-size': { type: 'string' },
  poster: { type: 'boolean' },
  'poster-at': { type: 'string' },
  hardware: { type: 'boolean' },
} as const

export function readRender(words: readonly string[]): RenderInvocation | HelpInvocation {
  const { values, operand } = readOne('render', words, options, 'LESSON')
  if (values.help) return { command: 'help', topic: 'render' }
  const codec = oneOf('--codec', values.codec ?? 'h264', videoCodecs)
  return {
    command: 'render',
    lesson: operand,
    out: outFile('render', values.out, codec === 'vp9' ? '.webm' : '.mp4'),
    preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
    burn: !values['no-burn'],
    choice: { codec, maxBytes: byteSize('--max-size', values['max-size']), hardware: values.hardware ? 'auto' : 'off' },
    posterSeconds: posterSeconds(values.poster ?? false, values['poster-at']),
    progress: progressFormat(values.progress),
  }
}

function posterSeconds(wanted: boolean, at: string | undefined): number | 'start' | null {
  if (at === undefined) return wanted ? 'start' : null
  const seconds = Number(at)
  if (at.trim() === '' || !(seconds >= 0)) throw usage(`--poster-at “${at}” is not a number of seconds.`)
  return seconds
}
