import { describeCaptionNote, type CaptionNote } from '../messages/caption-notes.ts'

/** What works but deserves a look, by code; paths are those of the lesson.json. */
export const lessonWarnings = {
  'lesson-long': (p: { seconds: number }) =>
    `The lesson lasts ${p.seconds} seconds. Learners stay to the end of lessons of up to 90 seconds; consider two lessons.`,
  'out-past-end': (p: { path: string; file: string; seconds: number }) =>
    `${p.path}: “${p.file}” ends at ${p.seconds} seconds, so the clip ends there.`,
  'captions-after-end': (p: { path: string; count: number }) =>
    `${p.path}: ${p.count === 1 ? '1 caption starts' : `${p.count} captions start`} after the lesson ends and ${p.count === 1 ? 'was' : 'were'} left out.`,
  'overlay-after-end': (p: { path: string }) => `${p.path}: starts after the lesson ends and never shows; check the seconds.`,
  'captions-outside-clip': (p: { path: string; count: number }) =>
    `${p.path}: ${p.count === 1 ? '1 caption lies' : `${p.count} captions lie`} outside the stretch of the file that is played; check the seconds.`,
  'letters-uncovered': (p: { caption: string; more: number; letters: string }) =>
    `No font of Tidbit draws ${p.letters} of the caption “${p.caption}”${p.more === 0 ? '' : ` (and of ${p.more} more)`}. In a video “\ufffd” shows instead; write other letters.`,
  'title-letters-uncovered': (p: { title: string; more: number; letters: string }) =>
    `No font of Tidbit draws ${p.letters} of the title “${p.title}”${p.more === 0 ? '' : ` (and of ${p.more} more)`}. Write other letters.`,
  'challenge-no-brief': () => 'challenge: does not say what to do; write “brief”.',
  'challenge-no-points': () => 'challenge.rubric: no level earns points, so nobody can be judged by it; write “points”.',
  'caption-file': (p: { path: string; file: string; note: string }) => `${p.path}: “${p.file}”: ${p.note}`,
} as const

export type LessonWarningCode = keyof typeof lessonWarnings

/** No parameters are an empty object, so that every warning has the same shape. */
type ParamsOf<F> = F extends () => string ? Record<string, never> : F extends (params: infer P) => string ? P : never

export type LessonWarning = {
  readonly [C in LessonWarningCode]: { readonly code: C; readonly params: ParamsOf<(typeof lessonWarnings)[C]> }
}[LessonWarningCode]

export function describeLessonWarning(warning: LessonWarning): string {
  const message = lessonWarnings[warning.code] as (params: LessonWarning['params']) => string
  return message(warning.params)
}

/** What reading a caption file repaired, as a warning about the key that names the file. */
export function captionFileWarning(path: string, file: string, note: CaptionNote): LessonWarning {
  return { code: 'caption-file', params: { path, file, note: describeCaptionNote(note) } }
}
