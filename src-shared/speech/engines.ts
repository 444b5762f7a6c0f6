/** Vosk is the fast one, Whisper the exact one. */
export const speechEngines = ['vosk', 'whisper'] as const
export type SpeechEngine = (typeof speechEngines)[number]
