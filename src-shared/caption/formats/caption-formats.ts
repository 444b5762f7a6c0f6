import type { ImportedCue } from '../imported-captions.ts'
import { writeSubStation } from './ass/write.ts'
import { keypadKey } from './placements.ts'
import { writeSubRip } from './srt/write.ts'
import { writeTranscript } from './transcript/write.ts'
import { writeTimedText } from './ttml/write.ts'
import { writeWebVtt } from './webvtt/write.ts'

/** What a caption can have beside text; `places-between` are places that are none of the nine of a keypad. */
export const captionExtras = ['times', 'speakers', 'places', 'places-between', 'emphasis', 'colours', 'words'] as const
export type CaptionExtra = (typeof captionExtras)[number]

export type CaptionFormat = {
  /** The first is the one that is written; all are read. */
  readonly extensions: readonly [string, ...string[]]
  readonly mediaType: string
  readonly carries: readonly CaptionExtra[]
  /** A whole file of cues in order, each longer than zero; `language` is a BCP 47 tag. */
  readonly write: (cues: readonly ImportedCue[], about: { readonly language: string; readonly title: string }) => string
}

/** The formats of captions that are read and written, in the order in which they are offered. */
export const captionFormats = {
  vtt: {
    extensions: ['vtt'],
    mediaType: 'text/vtt',
    carries: captionExtras,
    write: (cues, { language }) => writeWebVtt(cues, language),
  },
  srt: {
    extensions: ['srt'],
    mediaType: 'application/x-subrip',
    carries: ['times', 'places', 'emphasis', 'colours'],
    write: (cues) => writeSubRip(cues),
  },
  ass: {
    extensions: ['ass', 'ssa'],
    mediaType: 'text/x-ssa',
    carries: captionExtras,
    write: (cues, { title }) => writeSubStation(cues, title),
  },
  ttml: {
    extensions: ['ttml', 'dfxp', 'imsc', 'itt'],
    mediaType: 'application/ttml+xml',
    carries: captionExtras,
    write: (cues, { language }) => writeTimedText(cues, language),
  },
  txt: {
    extensions: ['txt'],
    mediaType: 'text/plain',
    carries: ['speakers'],
    write: (cues) => writeTranscript(cues),
  },
} as const satisfies Readonly<Record<string, CaptionFormat>>

export type CaptionFormatName = keyof typeof captionFormats
export const captionFormatNames = ['vtt', 'srt', 'ass', 'ttml', 'txt'] as const satisfies readonly CaptionFormatName[]

/** The format whose file names end so, with or without the dot; null for any other. */
export function captionFormatOf(extension: string): CaptionFormatName | null {
  const bare = extension.replace(/^.*\./, '').toLowerCase()
  return captionFormatNames.find((name) => (captionFormats[name].extensions as readonly string[]).includes(bare)) ?? null
}

/** What these cues have and the format cannot hold, with the number of cues that lose it. */
export function findCaptionLosses(
  cues: readonly ImportedCue[],
  format: CaptionFormatName,
): readonly { readonly extra: CaptionExtra; readonly count: number }[] {
  const carried: readonly CaptionExtra[] = captionFormats[format].carries
  return captionExtras.flatMap((extra) => {
    // Where no places are kept at all, that is said once.
    if (carried.includes(extra) || (extra === 'places-between' && !carried.includes('places'))) return []
    const count = cues.filter((cue) => has[extra](cue)).length
    return count === 0 ? [] : [{ extra, count }]
  })
}

const has: Readonly<Record<CaptionExtra, (cue: ImportedCue) => boolean>> = {
  times: () => true,
  speakers: ({ speaker = '' }) => speaker !== '',
  places: ({ placement }) => placement !== undefined,
  'places-between': ({ placement }) => placement !== undefined && !keypadKey(placement).exact,
  emphasis: ({ marks = [] }) => marks.some(({ style }) => !style.startsWith('#')),
  colours: ({ marks = [] }) => marks.some(({ style }) => style.startsWith('#')),
  words: ({ words = [] }) => words.length > 0,
}
