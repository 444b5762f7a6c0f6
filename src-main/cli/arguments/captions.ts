import { languageTag, progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type CaptionsInvocation = {
  readonly command: 'captions'
  /** A caption file or a lesson. */
  readonly file: string
  readonly out: string
  /** A language; null for the track that shows. */
  readonly track: string | null
} & Common

export function readCaptions(words: readonly string[]): CaptionsInvocation | HelpInvocation {
  const { values, operand } = readOne(
    'captions',
    words,
    { out: { type: 'string', short: 'o' }, track: { type: 'string' } },
    'FILE',
  )
  if (values.help) return { command: 'help', topic: 'captions' }
  if (values.out === undefined) throw usage('Say where to put the captions: tidbit captions FILE --out FILE.srt')
  const track = values.track === undefined ? null : languageTag(values.track)
  return { command: 'captions', file: operand, out: values.out, track, progress: progressFormat(values.progress) }
}
