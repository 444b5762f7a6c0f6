import { fileLabel } from '../file-label.ts'

export const exportErrors = {
  'export.target-is-source': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is one of the files this lesson is made from and would be overwritten. Choose another name or folder.`,
  'export.captions-in-the-way': (p: { file: string }) =>
    `“${fileLabel(p.file)}” lies where the captions go and is not as Tidbit wrote it. Move it away, or choose another name for the video.`,
  'export.media-changed': (p: { names: string }) =>
    `Media has changed since it was put into the lesson: ${p.names}. Put the original back, or replace the clip.`,
  'export.letters-uncovered': (p: { letters: string; text: string }) =>
    `No font of Tidbit draws ${p.letters}, as in the caption “${p.text}”. Change the captions, or export without burning captions into the picture.`,
} as const
