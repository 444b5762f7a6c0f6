import { fileLabel } from '../file-label.ts'

const megabytes = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / 1e6))} MB`

export const speechErrors = {
  'speech.no-sound': (p: { file: string }) =>
    `“${fileLabel(p.file)}” has no sound, so there is nothing to write down. Choose a clip in which somebody speaks.`,
  'speech.nothing-said': (p: { file: string }) =>
    `No speech was found in “${fileLabel(p.file)}”. Choose a clip in which somebody speaks, or the model of another language.`,
  'speech.no-engine': (p: { machine: string }) =>
    `The fast speech engine is not made for this computer (${p.machine}). Choose a Whisper model instead.`,
  'speech.not-a-model': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a speech model that Tidbit can read. Choose a folder of a Vosk model or a ggml file of Whisper.`,
  'speech.archive-refused': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not unpacked, because it is damaged or not made as models are. Download it again from its makers.`,
  'speech.model-missing': (p: { model: string }) =>
    `The speech model “${p.model}” is not on this computer. Download it, or choose another one.`,
  'speech.unknown-model': (p: { model: string }) =>
    `There is no speech model “${p.model}”. Type “tidbit models” to see them all.`,
  'speech.none-ready': (_: Record<string, never>) =>
    `No speech model on this computer is right for that. Type “tidbit models” to see which there are, and “tidbit models download ID” to get one.`,
  'speech.model-in-use': (p: { model: string }) =>
    `The speech model “${p.model}” is being used. Wait until it is done, or cancel that, and try again.`,
  'speech.no-network': (p: { host: string }) =>
    `${p.host} cannot be reached. Check the internet connection, then go on with the download; what came so far is kept.`,
  'speech.server-error': (p: { host: string; status: number }) =>
    `${p.host} refused the download (answer ${p.status}). Try again later, or add the model from a file.`,
  'speech.wrong-download': (p: { host: string }) =>
    `What ${p.host} sent is not the model that Tidbit knows, so it was thrown away. Try again, or choose another model.`,
  'speech.disk-full': (p: { missingBytes: number; folder: string }) =>
    `The disk that holds “${p.folder}” has no room for the model: ${megabytes(p.missingBytes)} more are needed. Free some space, then go on with the download.`,
  'speech.download-elsewhere': (p: { model: string }) =>
    `Another Tidbit on this computer is fetching “${p.model}” right now. Wait until it is done.`,
} as const
