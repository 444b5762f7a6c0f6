/** In the words of an installed Whisper model, in place of the space before a word: the code of a sign that no text holds. */
export const wordStart = 0x1f
