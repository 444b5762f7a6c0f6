const captions = (count: number): string => (count === 1 ? '1 caption' : `${count} captions`)

/** What importing a caption file repaired or left out, one sentence each. Line numbers count from 1. */
export const captionNotes = {
  'encoding-guessed': (p: { encoding: string }) =>
    `The file does not say how its letters are stored; they were read as ${p.encoding}.`,
  'letters-lost': (p: { count: number }) => `Letters that cannot be read: ${p.count}. They show as “\ufffd”.`,
  'header-missing': () => 'The first line “WEBVTT” is missing; the captions were read all the same.',
  'times-repaired': (p: { count: number; line: number }) =>
    `The times of ${captions(p.count)} are written in an unusual way and were repaired (first in line ${p.line}).`,
  'blank-line-missing': (p: { count: number; line: number }) =>
    `The blank line before ${captions(p.count)} is missing and was added (first in line ${p.line}).`,
  'ends-repaired': (p: { count: number; line: number }) =>
    `${captions(p.count)} had no end after the start and got one by the length of the text (first in line ${p.line}).`,
  'times-impossible': (p: { count: number; line: number }) =>
    `${captions(p.count)} with an impossible time was left out (first in line ${p.line}).`,
  'empty-dropped': (p: { count: number; line: number }) =>
    `${captions(p.count)} without text was left out (first in line ${p.line}).`,
  sorted: (p: { count: number; line: number }) =>
    `${captions(p.count)} stood out of order and was sorted (first in line ${p.line}).`,
  'overlaps-cut': (p: { count: number; line: number }) =>
    `${captions(p.count)} ran into the next one and now ends where that starts (first in line ${p.line}).`,
  'overlaps-kept': (p: { count: number; line: number }) =>
    `${captions(p.count)} shows at the same time as another; they stand above each other (first in line ${p.line}).`,
  'formatting-dropped': (p: { count: number; line: number }) =>
    `Fonts, sizes, movement or other formatting of ${captions(p.count)} were left out (first in line ${p.line}).`,
  'look-dropped': () => "The file's own look for all captions was left out; the lesson's caption style is used.",
  'times-estimated': () =>
    'The text has no times, so each caption got the time that reading it takes. Move the captions to where the words are said.',
  'xml-damaged': () => 'The file is damaged; what could be read of it was taken.',
  'fields-missing': () => 'The list of fields before the captions is missing; the usual one was taken.',
  'line-too-long': (p: { count: number; line: number }) =>
    `Lines that are too long for a caption were left out: ${p.count} (first is line ${p.line}).`,
} as const

export type CaptionNoteCode = keyof typeof captionNotes

/** Something that importing a caption file repaired or left out; plain data, told by `describeCaptionNote`. */
export type CaptionNote = {
  readonly code: CaptionNoteCode
  readonly params: Readonly<Record<string, string | number>>
}

export function describeCaptionNote(note: CaptionNote): string {
  const tell = captionNotes[note.code] as (params: CaptionNote['params']) => string
  return tell(note.params)
}
