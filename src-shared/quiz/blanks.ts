/** Three underscores or more stand for a blank, as on paper. */
const blankPattern = /_{3,}/u

/** The texts around the blanks of a prompt: one more than there are blanks. */
export function splitPrompt(prompt: string): readonly string[] {
  return prompt.split(blankPattern)
}

export function countBlanks(prompt: string): number {
  return splitPrompt(prompt).length - 1
}

/** The answers that one blank accepts: alternatives stand between vertical bars. */
export function splitBlankAnswers(answer: string): readonly string[] {
  return answer
    .split('|')
    .map((alternative) => alternative.trim())
    .filter((alternative) => alternative !== '')
}

/** The inverse. */
export function joinBlankAnswers(answers: readonly string[]): string {
  return answers.join('|')
}

/** A prompt with its blanks filled, for a review; what is empty stays a blank. */
export function fillPrompt(prompt: string, texts: readonly string[]): string {
  return splitPrompt(prompt)
    .map((part, index) => (index === 0 ? part : `${texts[index - 1]?.trim() || '___'}${part}`))
    .join('')
}
