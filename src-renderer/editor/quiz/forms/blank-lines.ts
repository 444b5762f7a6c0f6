/** The answers of one blank as lines of a field. A bar would part them, so nobody can type one. */
export function toLines(answer: string): string {
  return answer.split('|').join('\n')
}

/** Back from the lines of a field; empty lines stay while they are typed. */
export function fromLines(lines: string): string {
  return lines.replaceAll('|', '').split('\n').join('|')
}

/** The answers of as many blanks as there are, with those of one changed. */
export function withAnswer(answers: readonly string[], count: number, index: number, answer: string): readonly string[] {
  return Array.from({ length: Math.max(count, answers.length) }, (_, at) => (at === index ? answer : (answers[at] ?? '')))
}
