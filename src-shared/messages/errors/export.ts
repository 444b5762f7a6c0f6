import { fileLabel } from '../file-label.ts'

export const exportErrors = {
  'export.never': (p: { title: string }) => `“${p.title}” was never exported. Open it and export it once.`,
  'export.unchanged': (p: { title: string }) => `“${p.title}” is as it was exported.`,
  'export.same-file': (p: { title: string; other: string; file: string }) =>
    `“${p.title}” and “${p.other}” were exported into the same file, “${fileLabel(p.file)}”, where only one of them can be. Open one and export it under another name.`,
  'export.folder-gone': (p: { folder: string; title: string }) =>
    `The folder “${fileLabel(p.folder)}”, into which “${p.title}” was exported, is not there. Open the lesson and export it somewhere else.`,
  'export.not-put-back': (p: { title: string; folder: string; reason: string }) =>
    `“${p.title}” could not be exported, and its files of before could not be put back: ${p.reason} They are kept: put them back under “Earlier changes”, or take them from the folder “${p.folder}”.`,
  'export.target-is-source': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is one of the files this lesson is made from and would be overwritten. Choose another name or folder.`,
  'export.credits-in-the-way': (p: { file: string }) =>
    `“${p.file}” would be replaced by the names that go beside the video, and it is not one that Tidbit Studio wrote. Move it, or choose another name.`,
  'export.captions-in-the-way': (p: { file: string }) =>
    `“${fileLabel(p.file)}” lies where the captions go and is not as Tidbit wrote it. Move it away, or choose another name for the video.`,
  'export.media-changed': (p: { names: string }) =>
    `Media has changed since it was put into the lesson: ${p.names}. Put the original back, or replace the clip.`,
  'export.title-letters-uncovered': (p: { letters: string; text: string }) =>
    `No font of Tidbit draws ${p.letters}, as in the title “${p.text}”. Write other letters.`,
  'export.sticker-unknown': (p: { name: string }) => `There is no sticker “${p.name}”. Choose another one, or remove it.`,
  'export.overlay-no-picture': (p: { file: string }) =>
    `“${p.file}” is shown over the lesson but is not a picture. Choose a picture, or remove it.`,
  'export.letters-uncovered': (p: { letters: string; text: string }) =>
    `No font of Tidbit draws ${p.letters}, as in the caption “${p.text}”. Change the captions, or export without burning captions into the picture.`,
  'export.size-impossible': (p: { maxBytes: number; leastBytes: number }) =>
    `${megabytes(p.maxBytes)} is too small for this lesson: allow at least ${megabytes(p.leastBytes)}, or make the lesson shorter.`,
  'export.size-missed': (p: { maxBytes: number; byteLength: number }) =>
    `The video could not be made smaller than ${megabytes(p.maxBytes)} (it came to ${megabytes(p.byteLength)}). Allow more, or choose “Small”.`,
  'export.poster-in-the-way': (p: { file: string }) =>
    `“${fileLabel(p.file)}” lies where the picture beside the video goes and was not made by Tidbit. Move it away, or choose another name for the video.`,
  'export.no-record': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is no package with the player of Tidbit, so nothing can be compared with it. Choose one that was exported as SCORM, cmi5 or web.`,
  'export.lesson-in-the-way': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is there already and says something else, so nothing was written. Move it away, or choose another folder.`,
} as const

function megabytes(bytes: number): string {
  return `${Number((bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1))} MB`
}
