export const lessonErrors = {
  'lesson.invalid': (p: { file: string; count: number; problems: string }) =>
    p.count === 1 ? `“${p.file}” needs a correction: ${p.problems}` : `“${p.file}” needs ${p.count} corrections:\n${p.problems}`,
  'lesson.not-json': (p: { file: string; line: number; column: number; detail: string }) =>
    `“${p.file}” is not valid JSON at line ${p.line}, column ${p.column}: ${p.detail}.`,
  'lesson.not-text': (p: { file: string }) =>
    `“${p.file}” is not a lesson: its content is not text. Choose a lesson.json or a document.json.`,
  'lesson.too-large': (p: { file: string; limitMb: number }) =>
    `“${p.file}” is larger than ${p.limitMb} MB, so it is not a lesson. Choose a lesson.json or a document.json.`,
  'lesson.newer': (p: { file: string; version: number }) =>
    `“${p.file}” was made by a newer Tidbit Studio (format ${p.version}). Update Tidbit Studio to open it.`,
  'lesson.document-damaged': (p: { file: string; path: string; reason: string }) =>
    `“${p.file}” is damaged at “${p.path}” (${p.reason}). Export the document again or go back to an earlier copy.`,
  'lesson.file-similar': (p: { file: string; similar: string }) =>
    `“${p.file}” does not exist; did you mean “${p.similar}”? Capital and small letters count.`,
  'lesson.media-missing': (p: { file: string; names: string }) =>
    `“${p.file}” uses media that is not there: ${p.names}. Put it beside the document and try again.`,
  'lesson.media-changed': (p: { file: string; names: string }) =>
    `The media of “${p.file}” has changed since the document was made: ${p.names}. Put the original back, or replace the clip in Tidbit Studio.`,
  'lesson.empty': (p: { file: string }) => `“${p.file}” has no clip yet. Add one and try again.`,
  'lesson.too-long': (p: { file: string; seconds: number }) =>
    `“${p.file}” lasts ${p.seconds} seconds; a lesson has at most 180. Shorten its clips, or make two lessons.`,
} as const
