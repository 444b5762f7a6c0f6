export type CueText = { readonly text: string; readonly speaker: string | null; readonly formatted: boolean }

// Tags are letters, or times of karaoke; "a < b" stays. No tag of the formats is longer than this.
const tag = /<\/?[a-z][^<>]{0,300}>|<\d[\d:.]{0,30}>/gi
const emptyTag = /<\/?>/g
const override = /\{\\[^{}]{0,300}\}/g
const coordinates = /\bX1:\s?\d+\s+X2:\s?\d+\s+Y1:\s?\d+\s+Y2:\s?\d+/i
const voice = /<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{1,200})>/i
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', '\u00a0'],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
])

/** The words of a cue without tags, positions and blank lines; who speaks where a WebVTT voice tag says so. */
export function cleanCueText(lines: readonly string[], isWebVtt: boolean): CueText {
  const raw = lines.join('\n')
  const speaker = voice.exec(raw)?.[1]
  const bare = isWebVtt
    ? raw.replace(tag, '').replace(emptyTag, '')
    : raw.replace(tag, '').replace(override, '').replace(coordinates, '')
  const text = decodeEntities(bare)
    .replace(controls, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
  const name = speaker === undefined ? '' : decodeEntities(speaker).trim()
  const voiceOnly = speaker !== undefined && raw.replace(voice, '').replace(/<\/v>/i, '') === bare
  return { text, speaker: name === '' ? null : name, formatted: bare !== raw && !voiceOnly }
}

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot|apos|#39);/g, (whole, name: string) => entities.get(name) ?? whole)
}
