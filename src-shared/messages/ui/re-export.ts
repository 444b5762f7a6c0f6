const quoted = (prompt: string): string => `“${prompt.length > 60 ? `${prompt.slice(0, 57)}…` : prompt}”`
const mark = (percent: number | null): string => (percent === null ? 'none' : `${percent} %`)

/** What the next export of a lesson means for learners who already have results. */
export const reExportText = {
  /** Said by the command line. */
  foreignRecord: (file: string): string =>
    `“${file}” was not made by Tidbit and stays as it is. What the next export would be compared with is not kept: move that file, or name the package otherwise.`,
  title: (version: number) => `Since version ${version}, results of learners are affected`,
  unaffected: (version: number) => `Results of learners who did version ${version} stay as they are.`,
  changes: {
    removed: (prompt: string) => `${quoted(prompt)} is gone: answers to it no longer count.`,
    type: (prompt: string) => `${quoted(prompt)} is another kind of question: answers that were given are lost.`,
    choices: (prompt: string) => `${quoted(prompt)} has other choices: answers that were given may mean something else.`,
    answer: (prompt: string) => `${quoted(prompt)} has another right answer: points that were given stay as they were.`,
    points: (prompt: string, before: number, after: number) =>
      `${quoted(prompt)} counts ${after} instead of ${before}: earlier scores do not compare.`,
    added: (prompt: string) => `${quoted(prompt)} is new: who finished before has no points for it.`,
    rubric: 'The rubric of the challenge has changed: judgements of before do not compare.',
    completion: 'What it takes to complete the lesson has changed: who completed it stays complete.',
    passMark: (before: number | null, after: number | null) =>
      `The pass mark is ${mark(after)} (was ${mark(before)}): who passed stays passed.`,
  },
  advice: 'Where results matter, upload this as a new activity and keep the old one.',
  note: 'What is new in this version',
  noteHint: 'Goes into the package, for whoever looks after it.',
} as const
