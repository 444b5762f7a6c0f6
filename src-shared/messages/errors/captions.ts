import { fileLabel } from '../file-label.ts'

export const captionErrors = {
  'captions.empty': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is empty. Choose a caption file with text (.vtt, .srt, .ass or .ttml).`,
  'captions.too-large': (p: { file: string; limitMb: number }) =>
    `“${fileLabel(p.file)}” is larger than ${p.limitMb} MB, so it is no caption file. Choose a .vtt, .srt, .ass or .ttml file.`,
  'captions.not-text': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a text file. Choose a caption file (.vtt, .srt, .ass or .ttml).`,
  'captions.none-found': (p: { file: string }) =>
    `“${fileLabel(p.file)}” holds no captions with times. Choose a .vtt, .srt, .ass or .ttml file, or export the captions again where they were made.`,
  'captions.telemetry': (p: { file: string }) =>
    `“${fileLabel(p.file)}” holds flight data that a drone recorded, not spoken words. Choose another caption file or write the captions in Tidbit.`,
  'captions.no-track': (p: { file: string; language: string; languages: string }) =>
    p.languages === ''
      ? `“${fileLabel(p.file)}” has no captions. Add some in the editor or name a caption file in the lesson.`
      : `“${fileLabel(p.file)}” has no captions${p.language === '' ? '' : ` in “${p.language}”`}. Choose one of: ${p.languages}.`,
  'captions.other-format': (p: { file: string; format: string }) =>
    `“${fileLabel(p.file)}” is a ${p.format} subtitle file, which Tidbit cannot read. Save it as .srt or .vtt and choose that file.`,
} as const
