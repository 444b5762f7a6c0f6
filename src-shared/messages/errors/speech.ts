import { fileLabel } from '../file-label.ts'

export const speechErrors = {
  'speech.no-sound': (p: { file: string }) =>
    `“${fileLabel(p.file)}” has no sound, so there is nothing to write down. Choose a clip in which somebody speaks.`,
  'speech.nothing-said': (p: { file: string }) =>
    `No speech was found in “${fileLabel(p.file)}”. Choose a clip in which somebody speaks, or the model of another language.`,
  'speech.no-engine': (p: { machine: string }) =>
    `The fast speech engine is not made for this computer (${p.machine}). Choose a Whisper model instead.`,
  'speech.not-a-model': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a speech model that Tidbit can read. Choose a folder of a Vosk model or a ggml file of Whisper.`,
} as const
